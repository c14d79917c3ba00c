package dev.calmroom.judging;

import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The framework that ships, and calls written down as a row of turns. */
final class TestRubric {
    static final Path PROMPTS = Path.of(System.getProperty("calmroom.root")).resolve("prompts");
    static final RubricFolder FOLDER = RubricFolder.read(PROMPTS.resolve("frameworks/steady-hand"));
    static final Rubric RUBRIC = FOLDER.rubric();

    private TestRubric() {}

    /** Turns that begin with {@code K:} are the persona's, all others the leader's. */
    static List<Turn> call(String... lines) {
        List<Turn> turns = new ArrayList<>();
        for (String line : lines) {
            boolean persona = line.startsWith("K:");
            turns.add(Turn.of(
                    turns.size() + 1,
                    persona ? Speaker.PERSONA : Speaker.LEADER,
                    persona ? line.substring(2).strip() : line));
        }
        return turns;
    }
}
