package dev.calmroom.synthesis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What {@code voices/speakable.yaml} says about reading English aloud.
 *
 * @param spelled words in capitals that are said letter by letter
 * @param said what is said otherwise than written
 * @param letters what a letter is called where a voice would take it for a word
 * @param units behind a number: one, many
 * @param per behind a slash, what something is counted by
 * @param currencies by sign or code: one, many, and the hundredth part where there is one
 * @param signs between or before words
 * @param dotted endings of names whose full stop is said as «dot»
 */
record SpeakableLanguage(
        Set<String> spelled,
        Map<String, String> said,
        Map<String, String> letters,
        Map<String, List<String>> units,
        Map<String, String> per,
        Map<String, List<String>> currencies,
        Map<String, String> signs,
        @JsonProperty("dotted") Set<String> dotted) {
    private static final String FILE = "/voices/speakable.yaml";

    static SpeakableLanguage english() {
        try (InputStream in = SpeakableLanguage.class.getResourceAsStream(FILE)) {
            return YAMLMapper.shared().readValue(in, SpeakableLanguage.class);
        } catch (IOException e) {
            throw new SynthesisException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
        }
    }

    /** «V P»; a small s behind them is the plural's. */
    String spell(String word) {
        StringBuilder spelt = new StringBuilder();
        for (String letter : word.split("", 0)) {
            if (letter.equals("s")) {
                spelt.append("'s");
            } else {
                spelt.append(spelt.isEmpty() ? "" : " ").append(letters.getOrDefault(letter, letter));
            }
        }
        return spelt.toString();
    }

    /** @return a word in capitals as it is said: spelled when it is listed or has no vowel */
    String capitals(String word) {
        boolean noVowel = word.replaceAll("s$", "").chars().noneMatch(letter -> "AEIOUY".indexOf(letter) >= 0);
        return noVowel || spelled.contains(word) ? spell(word) : word;
    }
}
