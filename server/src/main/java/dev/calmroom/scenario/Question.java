package dev.calmroom.scenario;

import java.util.List;

/**
 * Ways in which a leader may ask for something, from {@code questions.yaml}.
 *
 * @param facts ids of the facts that answer it, most important first; empty for what the persona cannot know
 * @param asks example questions, as people say them
 * @param does moves that are made by asking this
 */
public record Question(List<String> facts, List<String> asks, List<String> does) {
    public Question {
        facts = List.copyOf(facts);
        asks = List.copyOf(asks);
        does = List.copyOf(does);
    }
}
