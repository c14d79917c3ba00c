package dev.calmroom.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the same person can be met: the contents of {@code prompts/settings.yaml}. A difficulty works on the emotion
 * rules and on the world, a pace on how a line is delivered; neither changes a word.
 */
public record CallSettings(List<Difficulty> difficulties, List<Pace> paces) {
    public CallSettings {
        difficulties = List.copyOf(difficulties);
        paces = List.copyOf(paces);
    }

    /**
     * @param about what it changes, for the leader who chooses it
     * @param help what does the persona good counts so many times
     * @param harm what harms counts so many times, the world's part not counted
     * @param patience the persona bears silence and long talk so many times as long
     * @param pressure what the world does counts so many times, and comes so many times as soon
     */
    public record Difficulty(
            String id, String label, String about, double help, double harm, double patience, double pressure) {
        boolean changesNothing() {
            return help == 1 && harm == 1 && patience == 1 && pressure == 1;
        }
    }

    /** @param delivery factors by figure of the emotion file's {@code delivery} */
    public record Pace(String id, String label, Map<String, Double> delivery) {
        public Pace {
            delivery = Map.copyOf(delivery);
        }
    }

    /** What is met where no difficulty is chosen: the one that changes nothing; empty where there is none such. */
    public Optional<String> plainDifficulty() {
        return difficulties.stream()
                .filter(Difficulty::changesNothing)
                .map(Difficulty::id)
                .findFirst();
    }

    /** The pace where none is chosen: the one that changes nothing; empty where there is none such. */
    public Optional<String> plainPace() {
        return paces.stream()
                .filter(pace -> pace.delivery().isEmpty())
                .map(Pace::id)
                .findFirst();
    }

    /**
     * Nothing to choose where there is no such file.
     *
     * @throws InvalidPromptsException when it is not as its schema says
     */
    public static CallSettings read(Path prompts) {
        Path file = prompts.resolve("settings.yaml");
        return Files.exists(file)
                ? PromptFile.read(file, "settings").as(CallSettings.class)
                : new CallSettings(List.of(), List.of());
    }

    /**
     * A scenario as a call of it was held: as hard, as fast, and with what was remembered.
     *
     * @param prompts of which its settings are read where the call had any
     * @throws IllegalArgumentException when there is no such setting any more
     */
    public static Scenario held(Path prompts, Scenario scenario, Circumstances circumstances) {
        return circumstances.equals(Circumstances.PLAIN)
                ? scenario
                : read(prompts).apply(scenario, circumstances);
    }

    /**
     * The scenario as it is under these circumstances.
     *
     * @throws IllegalArgumentException when they name a setting that there is none of
     */
    public Scenario apply(Scenario scenario, Circumstances circumstances) {
        Map<String, Scenario> guests = new LinkedHashMap<>();
        scenario.guests().forEach((event, guest) -> guests.put(event, met(guest, circumstances)));
        return met(scenario, circumstances).with(guests).remembering(circumstances.remembered());
    }

    private Scenario met(Scenario scenario, Circumstances circumstances) {
        EmotionRules feelings = scenario.feelings();
        Plot plot = scenario.plot();
        if (!circumstances.difficulty().isEmpty()) {
            Difficulty difficulty = difficulties.stream()
                    .filter(it -> it.id().equals(circumstances.difficulty()))
                    .findFirst()
                    .orElseThrow(() -> unknown(
                            "difficulty",
                            circumstances.difficulty(),
                            difficulties.stream().map(Difficulty::id)));
            feelings = feelings.with(rules(difficulty, scenario));
            plot = plot.in(world(difficulty, plot.world()));
        }
        if (!circumstances.pace().isEmpty()) {
            Pace pace = paces.stream()
                    .filter(it -> it.id().equals(circumstances.pace()))
                    .findFirst()
                    .orElseThrow(() ->
                            unknown("pace", circumstances.pace(), paces.stream().map(Pace::id)));
            feelings = feelings.delivered(pace.delivery());
        }
        return scenario.with(plot, feelings);
    }

    private static IllegalArgumentException unknown(String what, String id, Stream<String> known) {
        return new IllegalArgumentException(
                "There is no %s '%s'; there are: %s.".formatted(what, id, known.collect(Collectors.joining(", "))));
    }

    private static Map<String, EmotionRules.Rule> rules(Difficulty difficulty, Scenario scenario) {
        Set<String> events = scenario.plot().events().stream()
                .map(WorldRules.Happening::rule)
                .collect(Collectors.toSet());
        Map<String, EmotionRules.Rule> rules = new LinkedHashMap<>();
        scenario.feelings().rules().forEach((id, rule) -> {
            double harm = events.contains(id) ? difficulty.pressure() : difficulty.harm();
            Map<String, Double> adds = new LinkedHashMap<>();
            for (EmotionRules.Dimension dimension : scenario.feelings().dimensions()) {
                Double amount = rule.adds().get(dimension.id());
                if (amount != null) {
                    adds.put(dimension.id(), amount * (dimension.isHelp(amount) ? difficulty.help() : harm));
                }
            }
            rules.put(id, new EmotionRules.Rule(adds, rule.after(), rule.needs()));
        });
        return rules;
    }

    private static WorldRules world(Difficulty difficulty, WorldRules world) {
        double patience = difficulty.patience();
        double sooner = 1 / difficulty.pressure();
        return new WorldRules(
                world.silence().stream()
                        .map(it ->
                                new WorldRules.SilenceStep(times(it.after(), patience), it.act(), it.rule(), it.ends()))
                        .toList(),
                world.cuttingIn().stream()
                        .map(it -> new WorldRules.CutIn(times(it.after(), patience), it.when()))
                        .toList(),
                world.events().stream()
                        .map(it -> new WorldRules.Happening(
                                it.id(),
                                times(it.at(), sooner),
                                it.giveOrTake(),
                                it.every() == null ? null : times(it.every(), sooner),
                                it.unless(),
                                it.text(),
                                it.rings(),
                                it.act(),
                                it.rule(),
                                it.guest()))
                        .toList(),
                world.callBack());
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
