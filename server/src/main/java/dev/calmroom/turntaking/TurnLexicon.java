package dev.calmroom.turntaking;

import dev.calmroom.text.PlainWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The words of one language by which turn-taking judges; they stand in {@code turntaking/english.yaml}. Immutable. */
public final class TurnLexicon {
    private static final String FILE = "/turntaking/english.yaml";

    private final Map<String, Set<String>> lists;

    private TurnLexicon(Map<String, Set<String>> lists) {
        this.lists = lists;
    }

    public static TurnLexicon english() {
        try (InputStream in = TurnLexicon.class.getResourceAsStream(FILE)) {
            return new TurnLexicon(YAMLMapper.shared().readValue(in, new TypeReference<Map<String, Set<String>>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(FILE), e);
        }
    }

    /** @return lower-case words without punctuation; empty when there are none */
    static List<String> words(String text) {
        String plain = PlainWords.only(text);
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" "));
    }

    /** @throws IllegalArgumentException when the lexicon has no such list */
    boolean has(String list, String wordOrPhrase) {
        return list(list).contains(wordOrPhrase);
    }

    Set<String> list(String name) {
        Set<String> list = lists.get(name);
        if (list == null) {
            throw new IllegalArgumentException("%s has no list '%s'".formatted(FILE, name));
        }
        return list;
    }

    /** @return the longest entry of the list, of at most four words, in which the words end */
    Optional<String> ending(String list, List<String> words) {
        for (int length = Math.min(4, words.size()); length > 0; length--) {
            String tail = String.join(" ", words.subList(words.size() - length, words.size()));
            if (has(list, tail)) {
                return Optional.of(tail);
            }
        }
        return Optional.empty();
    }

    /** @return where the last entry of the list begins, -1 when none is in the words */
    int lastIndexOf(String list, List<String> words) {
        for (int at = words.size() - 1; at >= 0; at--) {
            for (int length = 1; length <= 4 && at + length <= words.size(); length++) {
                if (has(list, String.join(" ", words.subList(at, at + length)))) {
                    return at;
                }
            }
        }
        return -1;
    }
}
