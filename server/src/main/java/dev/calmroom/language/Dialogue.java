package dev.calmroom.language;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages in the one form that every template takes: at most one system text, then user and assistant in turn, the user
 * first. Many templates refuse anything else, and some garble it without a word.
 */
record Dialogue(String system, List<Said> turns) {
    record Said(String role, String text) {}

    static final String USER = "user";
    static final String ASSISTANT = "assistant";
    /** Whoever picks up a phone speaks first; what the caller did before that is dial. */
    private static final String NOTHING_SAID = "...";

    /**
     * @param folded whether the system text goes into the first turn, for a model that knows no such role
     * @throws IllegalArgumentException for a message that is neither system, user nor assistant
     */
    static Dialogue of(List<ChatMessage> messages, boolean folded) {
        StringBuilder system = new StringBuilder();
        List<Said> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            switch (message) {
                case SystemMessage s ->
                    system.append(system.isEmpty() ? "" : "\n\n").append(s.text());
                case UserMessage u -> add(turns, USER, u.singleText());
                case AiMessage a -> add(turns, ASSISTANT, a.text() == null ? "" : a.text());
                default -> throw new IllegalArgumentException("cannot be sent to a model: " + message.type());
            }
        }
        if (turns.isEmpty() || turns.getFirst().role().equals(ASSISTANT)) {
            turns.addFirst(new Said(USER, NOTHING_SAID));
        }
        if (folded && !system.isEmpty()) {
            Said first = turns.removeFirst();
            turns.addFirst(new Said(USER, system + "\n\n" + first.text()));
            return new Dialogue("", turns);
        }
        return new Dialogue(system.toString(), turns);
    }

    private static void add(List<Said> turns, String role, String text) {
        if (!turns.isEmpty() && turns.getLast().role().equals(role)) {
            turns.add(new Said(role, turns.removeLast().text() + "\n" + text));
        } else {
            turns.add(new Said(role, text));
        }
    }
}
