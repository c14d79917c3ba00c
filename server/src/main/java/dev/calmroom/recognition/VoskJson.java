package dev.calmroom.recognition;

import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Vosk's results, which are JSON: {@code {"result": [{"word", "start", "end", "conf"}], "text"}}. */
final class VoskJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private VoskJson() {}

    static String partial(String json) {
        return JSON.readTree(json).path("partial").asString("");
    }

    static List<Word> words(String json, StreamTimes times) {
        List<Word> words = new ArrayList<>();
        for (JsonNode node : JSON.readTree(json).path("result")) {
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
