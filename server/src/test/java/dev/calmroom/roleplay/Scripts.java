package dev.calmroom.roleplay;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.Move;
import dev.calmroom.appraisal.Sign;
import dev.calmroom.comprehension.Before;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.TurnReading;
import dev.calmroom.persona.Brief;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stands in for appraiser and ear in tests of feeling and director: the leader's words begin with what they do, for
 * instance {@code [regulate regulate.asks-how ?last-day] How are you}. Moves are bare, signs have a dot, facts asked
 * for begin with a question mark; {@code !} is a word past the role.
 */
public final class Scripts {
    static final Scenario PLATFORM_DOWN = new ScenarioFiles(Path.of("../prompts")).load("platform-down");
    static final Scenario LOST_KEY = new ScenarioFiles(Path.of("src/test/resources/prompts")).load("lost-key");

    private Scripts() {}

    static ScenarioRoleplay call(Scenario scenario, long seed) {
        return ScenarioRoleplay.ringing(scenario, new ScriptedAppraiser(scenario), new ScriptedEar(), seed);
    }

    /** The same where others can come on the line. */
    public static WithGuests company(long seed) {
        return company(PLATFORM_DOWN, seed);
    }

    static WithGuests company(Scenario scenario, long seed) {
        return WithGuests.ringing(scenario, new ScriptedAppraiser(scenario), _ -> new ScriptedEar(), seed);
    }

    /** Somebody who says all that a brief asks for. */
    static List<Tell> tells(Brief brief) {
        return Stream.concat(
                        brief.task().facts().stream().map(fact -> Tell.told(fact, "…")),
                        Stream.of(new Tell(Tell.Kind.PROMISED, "", "…")))
                .toList();
    }

    private static List<String> marks(String text) {
        if (!text.startsWith("[")) {
            return List.of();
        }
        return Arrays.stream(text.substring(1, text.indexOf(']')).strip().split("\\s+"))
                .filter(mark -> !mark.isEmpty())
                .toList();
    }

    private record ScriptedAppraiser(Scenario scenario) implements Appraiser {
        @Override
        public Appraisal appraise(Turn turn, List<Turn> before) {
            List<String> marks = marks(turn.text());
            List<Move> moves = marks.stream()
                    .filter(scenario.feelings().rules()::containsKey)
                    .map(mark -> new Move(mark, turn.text(), 1, 0.8))
                    .toList();
            List<Sign> signs = marks.stream()
                    .filter(mark -> mark.contains("."))
                    .map(mark -> new Sign(mark, turn.text(), 1))
                    .toList();
            return new Appraisal(moves, signs);
        }
    }

    private static final class ScriptedEar implements Ear {
        @Override
        public Reading read(String words, Before before) {
            List<String> facts = marks(words).stream()
                    .filter(mark -> mark.startsWith("?"))
                    .map(mark -> mark.substring(1))
                    .toList();
            boolean attack = marks(words).contains("!");
            return Reading.NOTHING.with(new TurnReading(
                    words.endsWith("?"),
                    facts,
                    false,
                    false,
                    false,
                    List.of(),
                    false,
                    List.of(),
                    false,
                    attack ? TurnReading.OffRole.ATTACK : TurnReading.OffRole.NONE));
        }
    }
}
