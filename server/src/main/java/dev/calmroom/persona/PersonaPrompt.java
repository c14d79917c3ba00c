package dev.calmroom.persona;

import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a language model is asked for a turn, laid out so that a server's cache of the beginning holds from turn to turn:
 * first what never changes (who the persona is), then the call, which only grows at its end, and last this turn's note.
 * The leader's words stand between marks that they cannot contain.
 */
final class PersonaPrompt {
    private static final int CHARACTERS_A_TOKEN = 4;

    private final TurnNote note;
    private final String system;
    private final SpeechRules.Margins margins;
    private final int historyTokens;

    /**
     * @param system what stands before everything, the same in every turn
     * @param margins what stands where the leader says nothing
     * @param historyTokens how much of the call is sent along, counted at four characters a token
     */
    PersonaPrompt(String system, TurnNote note, SpeechRules.Margins margins, int historyTokens) {
        this.system = system;
        this.note = note;
        this.margins = margins;
        this.historyTokens = historyTokens;
    }

    /**
     * @param bridge what may have been said before the answer comes
     * @param slow whether the model reads slowly, so that its note is as short as can be
     */
    List<ChatMessage> messages(Brief brief, List<Turn> conversation, Optional<String> bridge, boolean slow) {
        Dialogue dialogue = call(before(conversation, brief), brief.scene().past());
        if (!brief.leader().words().isBlank()) {
            dialogue.user(fenced(brief.leader().words()));
        } else if (dialogue.isEmpty()) {
            dialogue.user(margins.answered());
        } else {
            dialogue.user(margins.of(brief.scene().happened()));
        }
        dialogue.note(note.of(brief, conversation, bridge, slow));
        return dialogue.messages();
    }

    /**
     * What the next turn's request will begin with, whatever it is.
     *
     * @param past how the turns so far came about
     */
    List<ChatMessage> beginning(List<Turn> conversation, Scene.Past past) {
        Dialogue dialogue = call(partsOfTheCall(conversation, past), past);
        if (dialogue.userSpokeLast()) {
            return dialogue.messages();
        }
        dialogue.user(dialogue.isEmpty() ? margins.answered() : margins.silence());
        return dialogue.messages();
    }

    private Dialogue call(List<Turn> turns, Scene.Past past) {
        Dialogue dialogue = new Dialogue(system);
        for (Turn turn : recent(turns)) {
            if (turn.isLeader()) {
                dialogue.user(fenced(turn.text()));
            } else {
                if (!dialogue.userSpokeLast()) {
                    dialogue.user(dialogue.isEmpty() ? margins.answered() : margins.of(past.before(turn.number())));
                }
                dialogue.persona(turn.text());
            }
        }
        return dialogue;
    }

    /** The turn that is answered now comes with its note. */
    private List<Turn> before(List<Turn> conversation, Brief brief) {
        List<Turn> before = new ArrayList<>(conversation);
        if (!before.isEmpty()
                && before.getLast().isLeader()
                && !brief.leader().words().isEmpty()) {
            before.removeLast();
        }
        return partsOfTheCall(before, brief.scene().past());
    }

    /**
     * The newest turns that fit. What is too much goes by halves, so that the beginning stays the same for many turns
     * and not for one.
     */
    private List<Turn> recent(List<Turn> turns) {
        int budget = historyTokens * CHARACTERS_A_TOKEN;
        int from = 0;
        int length = 0;
        for (int to = 0; to < turns.size(); to++) {
            length += turns.get(to).text().length();
            if (length > budget) {
                while (from <= to && length > budget / 2) {
                    length -= turns.get(from++).text().length();
                }
            }
        }
        return turns.subList(from, turns.size()).stream()
                .filter(turn -> !turn.text().isBlank())
                .toList();
    }

    /** Where the leader did not play, neither that nor the answer goes to the model, now or later. */
    private static List<Turn> partsOfTheCall(List<Turn> turns, Scene.Past past) {
        return turns.stream()
                .filter(turn -> !past.noPart().contains(turn.number()))
                .toList();
    }

    private static String fenced(String words) {
        return "<caller>" + unmarked(words) + "</caller>";
    }

    /** Without any character that marks, fences or fills something in a prompt. */
    static String unmarked(String words) {
        return words.replaceAll("[<>{}\\[\\]|`]+", " ").replaceAll("\\s+", " ").strip();
    }

    /** Messages that take turns, as every model's template wants them: the system, then the user's side first. */
    private static final class Dialogue {
        private final List<ChatMessage> messages = new ArrayList<>();
        private final StringBuilder side = new StringBuilder();

        Dialogue(String system) {
            messages.add(SystemMessage.from(system));
        }

        boolean isEmpty() {
            return messages.size() == 1 && side.isEmpty();
        }

        boolean userSpokeLast() {
            return !side.isEmpty();
        }

        void user(String text) {
            side.append(side.isEmpty() ? "" : "\n").append(text);
        }

        void note(String text) {
            side.append("\n\n").append(text);
        }

        void persona(String text) {
            flush();
            messages.add(AiMessage.from(text));
        }

        List<ChatMessage> messages() {
            flush();
            return List.copyOf(messages);
        }

        private void flush() {
            if (!side.isEmpty()) {
                messages.add(UserMessage.from(side.toString()));
                side.setLength(0);
            }
        }
    }
}
