package dev.calmroom.golden;

import dev.calmroom.judging.Grader;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.log.CallFile;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.Scorecard;
import dev.calmroom.replay.Players;
import dev.calmroom.replay.RecordedLeader;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.SpeakerNames;
import dev.calmroom.tuning.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The built-in engines, loaded once, and what they make of a call as lines of text. */
final class GoldenEngines {
    static final Path PROMPTS = Path.of("../prompts");

    private static final String SCENARIO = "platform-down";
    private static final String FRAMEWORK = "steady-hand";
    private static final long SEED = 1;

    /** The hash of all prompt files: it changes with every comment in them, and the call need not. */
    private static final Pattern PROMPTS_HASH = Pattern.compile("\"prompts\":\"[0-9a-f]{64}\"");

    private final Scenario scenario = new ScenarioFiles(PROMPTS).load(SCENARIO);
    private final Players players = Players.builtIn(PROMPTS, scenario);
    private final Grader judge =
            new Graders(PROMPTS, id -> players.appraiser(), (rubric, prompt) -> Optional.empty()).builtIn(FRAMEWORK);

    /** The calls of every simulated leader of the scenario, with the seeds from 1 on, an event a line, by leader. */
    Map<String, List<String>> simulated(int seeds) {
        Map<String, List<String>> logs = new TreeMap<>();
        List<LeaderScript> leaders =
                LeaderScript.readAll(PROMPTS, scenario.plot().id());
        Simulation.run(players, leaders, seeds, leader -> {})
                .forEach((leader, calls) -> logs.put(
                        leader.id(),
                        calls.stream()
                                .flatMap(call -> call.events().stream())
                                .map(GoldenEngines::line)
                                .toList()));
        return logs;
    }

    /** What the persona makes of the leader's words in a transcript, an event a line. */
    List<String> replayed(Path transcript) {
        Plot.Profile persona = scenario.plot().persona();
        RecordedCall call = CallFile.read(transcript)
                .take(SpeakerNames.of(List.of(persona.name(), persona.fullName(), persona.role())))
                .call();
        List<String> log = new ArrayList<>();
        players.rehearse(new RecordedLeader(call), SEED, event -> log.add(line(event)));
        return log;
    }

    /** The built-in judge's scorecard of every labelled call, by call: the score, then a criterion a line. */
    Map<String, List<String>> scorecards() {
        Map<String, List<String>> cards = new TreeMap<>();
        for (LabelledCall call :
                LabelledCall.readAll(PROMPTS.resolve("transcripts").resolve(FRAMEWORK))) {
            Scorecard card = judge.grade(call.turns(), SEED, "golden", JudgeListener.NOBODY);
            List<String> lines = new ArrayList<>();
            lines.add("score " + card.score());
            card.criteria().forEach(result -> lines.add(line(result)));
            cards.put(call.name(), lines);
        }
        return cards;
    }

    private static String line(LoggedEvent event) {
        return PROMPTS_HASH.matcher(EventJson.write(event)).replaceFirst("\"prompts\":\"-\"");
    }

    private static String line(CriterionResult result) {
        StringBuilder line = new StringBuilder(result.id())
                .append(' ')
                .append(result.verdict().name().toLowerCase(Locale.ROOT));
        for (Evidence evidence : result.evidence()) {
            line.append(" %d: «%s»".formatted(evidence.turn(), evidence.quote()));
        }
        return line.toString();
    }
}
