package dev.calmroom.recognition;

import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Vosk's results, which are JSON: {@code {"result": [{"word", "start", "end", "conf"}], "text"}}. */
final class VoskJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Vosk writes numbers by the locale of the process: «1,110000» where that has a decimal comma. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(:\\s*-?\\d+),(\\d+)");

    private VoskJson() {}

    private static JsonNode tree(String json) {
        return JSON.readTree(
                json.indexOf(',') < 0 ? json : DECIMAL_COMMA.matcher(json).replaceAll("$1.$2"));
    }

    static boolean isPartial(String json) {
        return tree(json).has("partial");
    }

    static String partial(String json) {
        return tree(json).path("partial").asString("");
    }

    static List<Word> words(String json, StreamTimes times) {
        List<Word> words = new ArrayList<>();
        for (JsonNode node : tree(json).path("result")) {
            String text = node.path("word").asString("");
            // Noises come as words in brackets.
            if (text.isBlank() || text.startsWith("[") || text.startsWith("<")) {
                continue;
            }
            Duration start = times.streamTime(node.path("start").asDouble(0));
            Duration end = times.streamTime(node.path("end").asDouble(0));
            double confidence = Math.clamp(node.path("conf").asDouble(1), 0, 1);
            words.add(new Word(text, start, end.compareTo(start) < 0 ? start : end, confidence));
        }
        return words;
    }
}
