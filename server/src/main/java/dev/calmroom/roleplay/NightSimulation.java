package dev.calmroom.roleplay;

import dev.calmroom.log.NightStory;
import dev.calmroom.log.NightStory.Moment;
import dev.calmroom.log.NightStory.OddsShift;
import dev.calmroom.persona.Situation;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Night;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.WorldRules;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Simulates the night that followed a call. The odds are the scenario's, moved by how the persona felt and what was
 * agreed when they hung up, within the scenario's bounds; chance comes from the session's seed alone.
 */
final class NightSimulation {
    /** Nothing is certain, and nothing is hopeless. */
    private static final double LEAST_ODDS = 0.02;

    private static final int MOST_SLIPS = 6;
    private static final Duration BACK_AT_THE_DESK = Duration.ofMinutes(3);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final Plot plot;
    private final Night night;
    private final Situation situation;
    private final String ending;
    private final Duration interval;
    private final SplittableRandom chance;

    /**
     * @param ending the id of the ending that the call came to
     * @param interval how much later the persona was to ring, zero where nothing was agreed
     */
    NightSimulation(Plot plot, Situation situation, String ending, Duration interval, long seed) {
        this.plot = plot;
        this.night = Objects.requireNonNull(plot.night(), "the scenario has no night");
        this.situation = situation;
        this.ending = ending;
        this.interval = interval;
        this.chance = new SplittableRandom(seed ^ 0x6E69676874L);
    }

    /** @param callEnded session time at which they hung up */
    NightStory tell(Duration callEnded) {
        Night.Way way = way(chosen());
        List<OddsShift> oddsShifts = shifts(way.shifts());
        double odds = rounded(Math.clamp(way.odds() + sum(oddsShifts), LEAST_ODDS, 1 - LEAST_ODDS));
        List<OddsShift> slipCauses = shifts(night.errors().shifts());
        int slips = poisson(Math.max(0.05, night.errors().mean() + sum(slipCauses)));
        boolean worked = chance.nextDouble() < odds;

        Course course = new Course(callEnded, way, worked, slips);
        return new NightStory(
                new NightStory.Bet(way.option(), name(way), way.odds(), odds, oddsShifts),
                worked,
                slips,
                slipCauses,
                (int) course.restored.minus(callEnded).toMinutes(),
                (int) course.lost.toMinutes(),
                timeline(course, odds));
    }

    private String chosen() {
        String choice = situation.memory().dialogue().option().orElse(null);
        if (choice != null && night.ways().stream().anyMatch(way -> way.option().equals(choice))) {
            return choice;
        }
        return night.undecided().stream()
                .filter(u -> situation.meets(u.when()))
                .findFirst()
                .orElseThrow()
                .option();
    }

    /** The times of the night. */
    private final class Course {
        private final Night.Way first;
        private final Night.Way last;
        private final boolean worked;
        private final int slips;
        private final Duration ended;
        private final Duration started;
        private final Duration decided;
        private final Duration restored;
        private final Duration lost;

        Course(Duration ended, Night.Way first, boolean worked, int slips) {
            this.ended = ended;
            this.first = first;
            this.worked = worked;
            this.slips = slips;
            int hesitation = night.hesitation().stream()
                    .filter(h -> situation.meets(h.when()))
                    .mapToInt(Night.Hesitation::minutes)
                    .sum();
            started = ended.plus(BACK_AT_THE_DESK).plusMinutes(hesitation);
            decided = started.plusMinutes(first.minutes()).plus(slipsCost());
            last = worked ? first : way(first.failsOverTo() == null ? first.option() : first.failsOverTo());
            restored = worked ? decided : decided.plusMinutes(last.minutes());
            lost = last.losesUpTo() == null ? Duration.ZERO : partOf(last.losesUpTo());
        }

        Duration slipsCost() {
            return Duration.ofMinutes((long) slips * night.errors().minutes());
        }

        private Duration partOf(Duration most) {
            long tens = Math.max(1, most.toMinutes() / 10);
            long least = Math.max(1, tens / 3);
            return Duration.ofMinutes(10 * (least + chance.nextLong(tens - least + 1)));
        }
    }

    private List<Moment> timeline(Course course, double odds) {
        List<Moment> lines = new ArrayList<>();
        lines.add(moment(
                course.started,
                line("starts", Map.of("option", name(course.first), "odds", Math.round(odds * 100) + " %"))));
        WorldRules.CallBack callBack = plot.callBack();
        boolean rhythm = callBack != null && situation.meets(callBack.when());
        Duration middle =
                course.started.plus(course.decided.minus(course.started).dividedBy(2));
        Duration call = course.ended.plus(interval);
        boolean inTime = call.compareTo(course.started) > 0 && call.compareTo(course.decided) < 0;
        if (rhythm) {
            // Until it has been decided nobody knows better.
            lines.add(moment(
                    inTime ? call : middle,
                    line("rhythm", Map.of("status", night.lines().get("on-track")))));
        } else {
            lines.add(moment(middle, line("no-rhythm", Map.of())));
        }
        Duration later = rhythm && inTime ? call : middle;
        lines.add(moment(later.plus(course.decided.minus(later).dividedBy(3)), unrest(course, middle)));
        lines.add(moment(course.decided, turnedOut(course)));
        lines.add(moment(
                course.restored,
                line(
                        "restored",
                        Map.of(
                                "duration",
                                SpokenLength.length(course.restored.minus(course.ended)),
                                "loss",
                                loss(course)))));
        lines.add(moment(course.restored.plusMinutes(40), afterwards()));
        return lines;
    }

    private String turnedOut(Course course) {
        return course.worked
                ? line("holds", Map.of("option", SpokenLength.capital(name(course.first))))
                : line(
                        course.last.equals(course.first) ? "again" : "fails",
                        Map.of(
                                "option", SpokenLength.capital(name(course.first)),
                                "next", SpokenLength.capital(name(course.last))));
    }

    private String loss(Course course) {
        return course.lost.isZero()
                ? Objects.requireNonNull(night.lines().get("no-loss"))
                : line("loss", Map.of("lost", SpokenLength.length(course.lost)));
    }

    /** The slips of the night, or where there were none, who kept ringing. */
    private String unrest(Course course, Duration middle) {
        Night.Pressure pressure = night.pressure();
        if (course.slips == 0 && pressure != null && situation.meets(pressure.when())) {
            long calls = Math.max(2, middle.minus(course.ended).dividedBy(pressure.every()));
            return pressure.text().replace("{calls}", String.valueOf(calls));
        }
        return switch (course.slips) {
            case 0 -> line("no-errors", Map.of());
            case 1 -> line("one-error", Map.of("duration", SpokenLength.length(course.slipsCost())));
            default ->
                line(
                        "errors",
                        Map.of(
                                "errors", SpokenLength.capital(SpokenLength.number(course.slips)),
                                "duration", SpokenLength.length(course.slipsCost())));
        };
    }

    private String afterwards() {
        return night.afterwards().stream()
                .filter(a -> a.after().isEmpty() || a.after().contains(ending))
                .filter(a -> situation.meets(a.when()))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private Moment moment(Duration sessionTime, String text) {
        LocalTime time = plot.clock().plus(sessionTime);
        return new Moment(time.format(CLOCK), text);
    }

    private String line(String id, Map<String, String> values) {
        String text = Objects.requireNonNull(night.lines().get(id), id);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    private List<OddsShift> shifts(List<Night.OddsShift> rules) {
        List<OddsShift> shifts = new ArrayList<>();
        for (Night.OddsShift rule : rules) {
            if (rule.dimension() != null) {
                double distance = situation.state().get(rule.dimension()) - rule.around();
                double amount = rounded(Math.clamp(rule.per() * distance, -rule.most(), rule.most()));
                boolean better = isBetter(rule, distance);
                if (amount != 0) {
                    shifts.add(new OddsShift(String.valueOf(better ? rule.better() : rule.worse()), amount));
                }
            } else if (rule.when() != null && situation.meets(rule.when())) {
                shifts.add(new OddsShift(String.valueOf(rule.text()), rule.odds()));
            }
        }
        return shifts;
    }

    /** For odds more is better, for slips fewer are: what the rule's own sign says about the feeling decides. */
    private boolean isBetter(Night.OddsShift rule, double distance) {
        boolean ofSlips = night.errors().shifts().contains(rule);
        double amount = rule.per() * distance;
        return ofSlips ? amount < 0 : amount > 0;
    }

    private Night.Way way(String option) {
        return night.ways().stream()
                .filter(w -> w.option().equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the night knows no way '%s'".formatted(option)));
    }

    private String name(Night.Way way) {
        return plot.option(way.option()).map(Knowledge.WayOut::name).orElse(way.option());
    }

    /** Knuth's way: products of chances until they fall under e to the minus mean. */
    private int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        double product = chance.nextDouble();
        int count = 0;
        while (product > limit && count < MOST_SLIPS) {
            count++;
            product *= chance.nextDouble();
        }
        return count;
    }

    private static double sum(List<OddsShift> shifts) {
        return shifts.stream().mapToDouble(OddsShift::amount).sum();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
