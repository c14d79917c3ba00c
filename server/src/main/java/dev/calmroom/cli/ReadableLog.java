package dev.calmroom.cli;

import dev.calmroom.appraisal.Move;
import dev.calmroom.emotion.Cause;
import dev.calmroom.log.KeptReading;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.ModelReading;
import dev.calmroom.log.NightStory;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.persona.Understudy;
import dev.calmroom.replay.TurnTimes.Took;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A session's events as a transcript that can be read, and replayed: what is not speech begins with #. */
final class ReadableLog implements Consumer<LoggedEvent> {
    private final Scenario scenario;
    private final Plot plot;
    private final PrintWriter out;
    private final Function<Integer, Optional<Took>> times;
    private final WordedTurns worded;
    private boolean severalSpeak;
    private double heeds;
    private String guest = "";

    ReadableLog(Scenario scenario, PrintWriter out) {
        this(scenario, out, _ -> Optional.empty());
    }

    /** @param times how long the words of the turn with this number took, where somebody has measured it */
    ReadableLog(Scenario scenario, PrintWriter out, Function<Integer, Optional<Took>> times) {
        this.scenario = scenario;
        this.plot = scenario.plot();
        this.out = out;
        this.times = times;
        this.worded = new WordedTurns(spoke -> times.apply(spoke.turn()).map(Took::firstWord));
    }

    @Override
    public void accept(LoggedEvent logged) {
        worded.accept(logged.event());
        switch (logged.event()) {
            case SessionEvent.SessionStarted started -> begins(started);
            case SessionEvent.LeaderSpoke spoke -> {
                heeds = (spoke.guest().isEmpty() ? scenario : scenario.spokenBy(spoke.guest()))
                        .feelings()
                        .dynamics()
                        .heeds();
                out.printf("Leader: %s%n", oneLine(spoke.text()));
            }
            case SessionEvent.PersonaSpoke spoke -> answered(spoke);
            case SessionEvent.TurnAppraised appraised -> {
                out.printf("#   heard: %s%n", heard(appraised.moves()));
                Optional.ofNullable(appraised.reading())
                        .map(KeptReading::byModel)
                        .ifPresent(this::read);
            }
            case SessionEvent.EmotionShifted shifted -> out.printf("#   %s%n", felt(shifted));
            case SessionEvent.WorldEvent world -> out.printf("# %s%n", world.text());
            case SessionEvent.Silence silence ->
                out.printf("# %d seconds of silence%n", silence.lasted().toSeconds());
            case SessionEvent.NightTold told -> night(told.night());
            case SessionEvent.SessionEnded ended -> {
                out.printf("# %s%n", ended.text());
                if (severalSpeak) {
                    out.printf("# %s%n", worded.line());
                }
            }
            default -> guests(logged.event());
        }
    }

    private void answered(SessionEvent.PersonaSpoke spoke) {
        String name = spoke.guest().isEmpty() ? plot.persona().name() : guest;
        out.printf("%s: %s%n", name, oneLine(spoke.heard()));
        if (severalSpeak) {
            out.printf(
                    "#   worded by %s%s%s%n",
                    spoke.speaker(),
                    times.apply(spoke.turn()).map(ReadableLog::took).orElse(""),
                    spoke.note().isEmpty() ? "" : ": " + spoke.note());
        }
    }

    private static String took(Took took) {
        return ", first word after %s ms, whole after %s ms"
                .formatted(
                        WordedTurns.milliseconds(took.firstWord().toMillis()),
                        WordedTurns.milliseconds(took.whole().toMillis()));
    }

    private void begins(SessionEvent.SessionStarted started) {
        severalSpeak = !started.engines().persona().equals(Understudy.NAME);
        out.printf(
                "# scenario: %s, seed: %d, prompts: %.12s (%s)%n",
                started.scenario(), started.seed(), started.prompts(), plot.title());
        Circumstances.Swapped swapped =
                Circumstances.of(started.circumstances()).swapped();
        if (swapped != null) {
            severalSpeak = false;
            out.printf(
                    "# seats swapped: a person plays %s, and %s leads%n",
                    plot.persona().name(), swapped.title());
        }
    }

    private void guests(SessionEvent event) {
        if (event instanceof SessionEvent.GuestCame came) {
            guest = came.name();
            out.printf("# %s, %s, is on the line%n", came.name(), came.role());
        } else if (event instanceof SessionEvent.GuestLeft left) {
            out.printf("# back to %s: %s%n", plot.persona().name(), left.text());
        }
    }

    /** What is too uncertain moves and decides nothing, and is told so. */
    private String heard(List<Move> moves) {
        Map<String, Double> surest = new LinkedHashMap<>();
        moves.forEach(move -> surest.merge(move.move(), move.confidence(), Math::max));
        return surest.entrySet().stream()
                .map(e -> e.getValue() >= heeds
                        ? e.getKey()
                        : String.format(Locale.ROOT, "%s (%.2f, too unsure: not heeded)", e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String felt(SessionEvent.EmotionShifted shifted) {
        Map<String, Double> sums = new TreeMap<>(shifted.causes().stream()
                .collect(Collectors.groupingBy(Cause::dimension, Collectors.summingDouble(Cause::amount))));
        return shifted.after().dimensions().entrySet().stream()
                .map(e -> String.format(
                        Locale.ROOT, "%s %.2f (%+.2f)", e.getKey(), e.getValue(), sums.getOrDefault(e.getKey(), 0.0)))
                .collect(Collectors.joining(", ", shifted.ofPersona() ? "felt: " : guest + " felt: ", ""));
    }

    private void read(ModelReading read) {
        String chosen = read.parts().stream()
                .map(part -> Stream.concat(part.asks().stream(), part.does().stream())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
        out.printf("#   read by %s: %s%n", read.model(), read.unused().isEmpty() ? chosen : "unused, " + read.unused());
    }

    private void night(NightStory night) {
        out.println("# The night that followed:");
        night.timeline().forEach(moment -> out.printf("#   %s %s%n", moment.clock(), moment.text()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
