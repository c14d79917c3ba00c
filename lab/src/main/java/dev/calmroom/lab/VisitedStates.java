package dev.calmroom.lab;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.CallFile;
import dev.calmroom.log.CallScenario;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.persona.Voicing;
import dev.calmroom.replay.Players;
import dev.calmroom.replay.RecordedLeader;
import dev.calmroom.scenario.EmotionRules.Mood;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The states into which real words bring a persona: those of the example transcripts, played again. What lies in the
 * middle of a mood on paper may never be felt.
 *
 * @param byMood in the order of the scenario's moods
 * @param unvisited moods into which no transcript brings the persona: their states are drawn from all that there are
 */
record VisitedStates(Map<String, List<EmotionalState>> byMood, List<String> unvisited) {
    /** So many stand for a mood that no transcript reaches. */
    private static final int ON_PAPER = 50;

    private static final int TRIES = 100_000;

    /** @throws IOException when the transcripts cannot be read */
    static VisitedStates of(Path prompts, Scenario scenario, long seed) throws IOException {
        ScenarioFiles scenarios = new ScenarioFiles(prompts);
        List<Scenario> all = scenarios.ids().stream().map(scenarios::load).toList();
        Players players = Players.builtIn(prompts, scenario);
        Voicing voicing = new Voicing(scenario.plot(), scenario.feelings());
        Map<String, List<EmotionalState>> visited = new LinkedHashMap<>();
        List<String> unvisited = new ArrayList<>();
        scenario.feelings().moods().stream().map(Mood::id).forEach(mood -> visited.put(mood, new ArrayList<>()));
        for (Path file : transcripts(prompts)) {
            CallFile read = CallFile.read(file);
            if (!CallScenario.of(read, all, null, List.of()).id().equals(scenario.id())) {
                continue;
            }
            RecordedLeader leader =
                    new RecordedLeader(read.take(CallScenario.names(scenario)).call());
            players.rehearse(leader, seed, logged -> {
                if (logged.event() instanceof EmotionShifted shifted) {
                    EmotionalState state = shifted.after();
                    Objects.requireNonNull(visited.get(voicing.mood(state).id()))
                            .add(state);
                }
            });
        }
        visited.forEach((mood, states) -> {
            if (states.isEmpty()) {
                unvisited.add(mood);
                states.addAll(onPaper(mood, scenario, voicing, seed));
            }
        });
        return new VisitedStates(visited, unvisited);
    }

    /** States of a mood, drawn evenly from all that there are. */
    private static List<EmotionalState> onPaper(String mood, Scenario scenario, Voicing voicing, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> anywhere(scenario, random))
                .limit(TRIES)
                .filter(state -> voicing.mood(state).id().equals(mood))
                .limit(ON_PAPER)
                .toList();
    }

    private static EmotionalState anywhere(Scenario scenario, Random random) {
        Map<String, Double> values = new LinkedHashMap<>();
        scenario.feelings().dimensions().forEach(dimension -> values.put(dimension.id(), random.nextDouble()));
        return new EmotionalState(values);
    }

    private static List<Path> transcripts(Path prompts) throws IOException {
        try (Stream<Path> files = Files.walk(prompts.resolve("transcripts"), 2)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    /** One of the states of a mood, any as likely as another. */
    EmotionalState draw(String mood, Random random) {
        List<EmotionalState> states = Objects.requireNonNull(byMood.get(mood), mood);
        return states.get(random.nextInt(states.size()));
    }
}
