package dev.calmroom.scenario;

import java.util.List;

/**
 * A scenario's folder, read and checked.
 *
 * @param plot {@code scenario.yaml}
 * @param feelings {@code emotion.yaml}
 * @param lines {@code lines.yaml}
 * @param questions {@code questions.yaml}
 * @param personaPrompt {@code persona.md}
 * @param sha256 of every file of the scenario and of its framework, in hexadecimal; what a session records
 */
public record Scenario(
        Plot plot,
        EmotionRules feelings,
        LineBook lines,
        List<Question> questions,
        String personaPrompt,
        String sha256) {
    public Scenario {
        questions = List.copyOf(questions);
    }

    public String id() {
        return plot.id();
    }
}
