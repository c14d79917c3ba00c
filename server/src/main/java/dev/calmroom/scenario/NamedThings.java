package dev.calmroom.scenario;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that a scenario's files can name, by kind, and the keys under which they do. */
final class NamedThings {
    enum Kind {
        ACT,
        FACT,
        MOVE,
        TOPIC,
        CRITERION,
        RULE,
        DIMENSION,
        OPTION,
        EVENT,
        ENDING,
        MOOD,
        MEMORY
    }

    /** A star behind a key stands for a key of the mapping under it. */
    private static final Map<String, Kind> BY_KEY = new HashMap<>();
    /** Mappings whose keys are names themselves. */
    private static final Map<String, Kind> BY_MAPPING = Map.ofEntries(
            Map.entry("at-least", Kind.DIMENSION),
            Map.entry("below", Kind.DIMENSION),
            Map.entry("adds", Kind.DIMENSION),
            Map.entry("weights", Kind.DIMENSION),
            Map.entry("times", Kind.MOVE),
            Map.entry("heard-only-with", Kind.MOVE),
            Map.entry("by-option", Kind.OPTION),
            Map.entry("following", Kind.FACT),
            Map.entry("neighbours", Kind.ACT));

    static {
        under(Kind.ACT, "act", "acts", "bridge", "done", "not-done", "last-act", "left-out", "neighbours*");
        under(
                Kind.FACT,
                "facts",
                "tells",
                "told",
                "asked",
                "asked-all",
                "gate",
                "by-option*",
                "following*",
                "besides*");
        under(
                Kind.MOVE,
                "moves",
                "heard",
                "not-heard",
                "heard-last",
                "said",
                "then",
                "to",
                "within",
                "does",
                "not-by-asking",
                "asking",
                "unheard",
                "aimed",
                "makes",
                "undoes");
        under(Kind.TOPIC, "claims", "topics");
        under(Kind.CRITERION, "signs");
        under(Kind.RULE, "rule");
        under(Kind.DIMENSION, "dimension");
        under(Kind.OPTION, "option", "fails-over-to", "decided", "proposed");
        under(Kind.EVENT, "last-event", "last-of", "happened");
        under(Kind.ENDING, "after");
        under(Kind.MOOD, "moods");
        under(Kind.MEMORY, "remembers");
    }

    private final Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);
    private final Set<String> besides;

    /** @param besides what is asked of a call beside its facts */
    NamedThings(Set<String> besides) {
        this.besides = besides;
    }

    private static void under(Kind kind, String... keys) {
        List.of(keys).forEach(key -> BY_KEY.put(key, kind));
    }

    /** By the key under which they are written, as a value or as the key of a mapping, in alphabetical order. */
    SortedMap<String, SortedSet<String>> byKey() {
        SortedMap<String, SortedSet<String>> byKey = new TreeMap<>();
        BY_KEY.forEach((key, kind) -> byKey.computeIfAbsent(key.replace("*", ""), k -> new TreeSet<>())
                .addAll(all(kind)));
        BY_MAPPING.forEach(
                (key, kind) -> byKey.computeIfAbsent(key, k -> new TreeSet<>()).addAll(all(kind)));
        byKey.computeIfAbsent("besides", k -> new TreeSet<>()).addAll(besides);
        byKey.values().removeIf(Set::isEmpty);
        return byKey;
    }

    NamedThings with(Kind kind, Set<String> ids) {
        names.put(kind, ids);
        return this;
    }

    Set<String> all(Kind kind) {
        return names.getOrDefault(kind, Set.of());
    }

    /** The names that a text under this key may be one of; null where it names nothing. */
    @Nullable
    Set<String> of(String key, String pointer) {
        Kind kind = BY_KEY.get(key);
        boolean words = key.equals("topics") && pointer.matches("/topics/\\d+/.*");
        boolean delay = kind == Kind.ENDING && !pointer.matches("/night/afterwards/.*");
        return kind == null || words || delay ? null : all(kind);
    }

    /** The names that the keys of a mapping under this key may be; null where its keys are no names. */
    @Nullable
    Set<String> ofKeys(String key) {
        Kind kind = BY_MAPPING.get(key);
        if (key.equals("besides")) {
            return besides;
        }
        return kind == null ? null : all(kind);
    }
}
