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
 * Who worded the persona's turns, and what was heard twice within one call.
 *
 * @param turns by speaker
 * @param bridged turns of a model before whose sentence something was said
 * @param twice sentences of three words and more, and bridges of any length
 */
public record Wordings(Map<String, Integer> turns, int bridged, List<String> twice) {
    public static final Wordings NONE = new Wordings(Map.of(), 0, List.of());

    private static final int A_SENTENCE = 3;

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
                List<String> said = sentences(turn.text());
                String bridge = turn.speaker().equals(Understudy.NAME) || said.isEmpty()
                        ? ""
                        : String.join(" ", said.subList(0, said.size() - 1));
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

    private static List<String> sentences(String text) {
        return Arrays.stream(PlainWords.of(text).split("(?<=[.?!…])\\s+", -1))
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
