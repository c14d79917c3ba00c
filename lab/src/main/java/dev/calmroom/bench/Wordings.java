package dev.calmroom.bench;

import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.persona.Understudy;
import dev.calmroom.text.PlainWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who worded the persona's turns, and what was heard twice within one call, or begun twice.
 *
 * @param turns by speaker
 * @param bridged turns of a model before whose sentence something was said
 * @param twice sentences of three words and more, and bridges of any length
 */
public record Wordings(Map<String, Integer> turns, int bridged, List<String> twice) {
    public static final Wordings NONE = new Wordings(Map.of(), 0, List.of());

    private static final int A_SENTENCE = 3;
    /** Between two sentences. */
    private static final String BETWEEN = "(?<=[.?!…])\\s+";

    /** @param calls the persona's turns, call by call, of a model that says one sentence a turn */
    static Wordings of(List<List<PersonaSpoke>> calls) {
        Map<String, Integer> turns = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        int bridged = 0;
        for (List<PersonaSpoke> call : calls) {
            Set<String> sentences = new HashSet<>();
            Set<String> bridges = new HashSet<>();
            for (PersonaSpoke turn : call) {
                turns.merge(turn.speaker(), 1, Integer::sum);
                List<String> said = begun(turn);
                String bridge = turn.speaker().equals(Understudy.NAME) || said.isEmpty() ? "" : bridge(turn.text());
                bridged += bridge.isEmpty() ? 0 : 1;
                if (!bridge.isEmpty() && !bridges.add(bridge)) {
                    twice.add(bridge);
                }
                said.stream()
                        .filter(it -> it.split(" ", -1).length >= A_SENTENCE && !sentences.add(it))
                        .forEach(twice::add);
            }
        }
        return new Wordings(turns, bridged, twice);
    }

    /** All that stands before the model's sentence. */
    private static String bridge(String text) {
        List<String> said = sentences(text);
        return String.join(" ", said.subList(0, said.size() - 1));
    }

    /** The sentences of which anything was heard: one that was cut off is said again as well as a whole one. */
    private static List<String> begun(PersonaSpoke turn) {
        int heard = turn.heard().length();
        List<String> begun = new ArrayList<>();
        int at = 0;
        for (String piece : turn.text().splitWithDelimiters(BETWEEN, 0)) {
            if (at < heard && !piece.isBlank()) {
                begun.add(PlainWords.of(piece).strip());
            }
            at += piece.length();
        }
        return begun;
    }

    private static List<String> sentences(String text) {
        return Arrays.stream(PlainWords.of(text).split(BETWEEN, -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    String line() {
        return "%s; %d behind a bridge; heard twice in a call: %s"
                .formatted(
                        turns.entrySet().stream()
                                .map(it -> "%d turns by %s".formatted(it.getValue(), it.getKey()))
                                .collect(Collectors.joining(", ")),
                        bridged,
                        twice.isEmpty() ? "nothing" : String.join(" | ", twice));
    }
}
