package dev.calmroom.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario's folder, read and checked.
 *
 * @param plot {@code scenario.yaml}
 * @param feelings {@code emotion.yaml}
 * @param lines {@code lines.yaml}
 * @param questions {@code questions.yaml}
 * @param personaPrompt {@code persona.md}
 * @param guests who can come into the call, each a small scenario of its own, by the event that brings it
 * @param files every file of the scenario and of its framework; what a session records
 */
public record Scenario(
        Plot plot,
        EmotionRules feelings,
        LineBook lines,
        List<Question> questions,
        String personaPrompt,
        Map<String, Scenario> guests,
        FilesRead files) {
    public Scenario {
        questions = List.copyOf(questions);
        guests = Map.copyOf(guests);
    }

    /** The same person and place, met otherwise. */
    Scenario with(Plot otherPlot, EmotionRules otherFeelings) {
        return new Scenario(otherPlot, otherFeelings, lines, questions, personaPrompt, guests, files);
    }

    /** The same with these who can come into the call. */
    Scenario with(Map<String, Scenario> others) {
        return new Scenario(plot, feelings, lines, questions, personaPrompt, others, files);
    }

    /** The same where this is remembered of the earlier call. */
    Scenario remembering(List<String> memories) {
        Map<String, Double> otherwise = new HashMap<>();
        plot.memories(memories)
                .forEach(memory -> memory.adds().forEach((id, by) -> otherwise.merge(id, by, Double::sum)));
        return memories.isEmpty() ? this : with(plot.remembering(memories), feelings.starting(otherwise));
    }

    /**
     * What is played by whoever is on the line.
     *
     * @param speaker the id of a guest, or of the scenario itself
     * @throws IllegalArgumentException when nobody of that id comes into its calls
     */
    public Scenario spokenBy(String speaker) {
        return id().equals(speaker)
                ? this
                : guests.values().stream()
                        .filter(guest -> guest.id().equals(speaker))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no guest '%s' in the scenario '%s'".formatted(speaker, id())));
    }

    /** Of all its files. */
    public String sha256() {
        return files.sha256();
    }

    public String id() {
        return plot.id();
    }
}
