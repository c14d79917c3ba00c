package dev.calmroom.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as meeting tools and recognisers export it: somewhere in it is a list whose entries say who spoke and what. Which
 * fields these are differs from tool to tool; the list of which most entries have both is taken.
 */
final class MeetingJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> WORDS = List.of(
            "text",
            "transcript",
            "sentence",
            "content",
            "display",
            "displayText",
            "utterance",
            "words_text",
            "caption",
            "message",
            "body",
            "value");
    private static final List<String> WHO = List.of(
            "speaker",
            "speaker_name",
            "speakerName",
            "speaker_label",
            "speakerLabel",
            "speaker_id",
            "speakerId",
            "speakerTag",
            "participant",
            "participantName",
            "name",
            "username",
            "user_name",
            "author",
            "from",
            "user",
            "role",
            "who");
    private static final List<String> WITHIN_WHO =
            List.of("name", "displayName", "display_name", "label", "id", "email");
    private static final List<String> START = List.of(
            "start",
            "start_time",
            "startTime",
            "start_timestamp",
            "startTimestamp",
            "startMs",
            "start_ms",
            "startOffset",
            "offset",
            "begin",
            "from_time",
            "ts",
            "timestamp",
            "time");
    private static final List<String> END = List.of(
            "end", "end_time", "endTime", "end_timestamp", "endTimestamp", "endMs", "end_ms", "endOffset", "to_time");
    private static final int DEEPEST = 12;
    /** Nobody takes so many seconds for a word: these are milliseconds. */
    private static final double MOST_A_WORD = 20;

    private List<JsonNode> best = List.of();

    private MeetingJson() {}

    static Transcript read(String text) {
        List<JsonNode> entries = new MeetingJson().entries(parse(text));
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("the JSON has no list of who said what;"
                    + " expected entries with a speaker and a text, a session's events, or a report");
        }
        double perSecond = perSecond(entries);
        List<SpokenLine> lines = new ArrayList<>();
        List<Transcript.Note> notes = new ArrayList<>();
        int number = 0;
        for (JsonNode entry : entries) {
            number++;
            String words = words(entry).orElse("").replaceAll("\\s+", " ").strip();
            Optional<String> who = who(entry);
            if (words.isEmpty()) {
                notes.add(new Transcript.Note(number, "an entry without words"));
            } else if (who.isPresent()) {
                lines.add(SpokenLine.said(
                        number, who.get(), words, duration(entry, START, perSecond), duration(entry, END, perSecond)));
            } else {
                lines.add(SpokenLine.said(
                        number,
                        Labels.NOBODY,
                        words,
                        duration(entry, START, perSecond),
                        duration(entry, END, perSecond)));
            }
        }
        return new Transcript("JSON", lines, notes, null, null, null);
    }

    private static double perSecond(List<JsonNode> entries) {
        double last = entries.stream()
                .mapToDouble(entry -> time(entry, END).orElse(time(entry, START).orElse(0)))
                .max()
                .orElse(0);
        long words = entries.stream()
                .mapToLong(entry -> words(entry).orElse("").split("\\s+").length)
                .sum();
        return last / Math.max(1, words) > MOST_A_WORD ? 1_000 : 1;
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            JsonNode lines = eachLine(text);
            if (lines != null) {
                return lines;
            }
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new IllegalArgumentException("line %d: expected JSON: %s".formatted(line, e.getOriginalMessage()), e);
        }
    }

    /** An object a line. */
    private static @Nullable JsonNode eachLine(String text) {
        List<JsonNode> nodes = new ArrayList<>();
        try {
            text.lines().filter(line -> !line.isBlank()).forEach(line -> nodes.add(MAPPER.readTree(line)));
        } catch (JacksonException e) {
            return null;
        }
        return MAPPER.createArrayNode().addAll(nodes);
    }

    private List<JsonNode> entries(JsonNode tree) {
        look(tree, 0);
        return best;
    }

    private void look(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (node.isArray()) {
            List<JsonNode> said = node.values().stream()
                    .filter(entry -> entry.isObject()
                            && words(entry).isPresent()
                            && who(entry).isPresent())
                    .toList();
            // Words one by one are a list of who said what as well; whole sentences are told by the first that is
            // found.
            if (said.size() * 2 >= node.size() && letters(said) > letters(best)) {
                best = List.copyOf(node.values());
            }
        }
        for (JsonNode inside : node.isArray() || node.isObject() ? node.values() : List.<JsonNode>of()) {
            look(inside, depth + 1);
        }
    }

    private static long letters(List<JsonNode> entries) {
        return entries.stream()
                .mapToLong(e ->
                        words(e).orElse("").chars().filter(Character::isLetter).count())
                .sum();
    }

    private static Optional<String> words(JsonNode entry) {
        Optional<String> plain = WORDS.stream()
                .map(entry::path)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst();
        return plain.or(() -> pieces(entry.path("elements")))
                .or(() -> pieces(entry.path("words")))
                .or(() -> pieces(entry.path("content")))
                .or(() -> entry.path("nBest").isArray()
                        ? words(entry.path("nBest").path(0))
                        : Optional.empty());
    }

    private static Optional<String> pieces(JsonNode pieces) {
        if (!pieces.isArray() || pieces.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode piece : pieces.values()) {
            String word = Stream.of("punctuated_word", "text", "value", "word")
                    .map(piece::path)
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .findFirst()
                    .orElse("");
            boolean mark = word.matches("\\p{Punct}+") || word.isBlank();
            text.append(text.isEmpty() || mark ? "" : " ").append(word.strip());
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    private static Optional<String> who(JsonNode entry) {
        for (String field : WHO) {
            JsonNode who = entry.path(field);
            if (who.isString() && !who.stringValue().isBlank()) {
                return Optional.of(who.stringValue().strip());
            }
            if (who.isIntegralNumber()) {
                return Optional.of("Speaker " + who.intValue());
            }
            if (who.isObject()) {
                return WITHIN_WHO.stream()
                        .map(who::path)
                        .filter(inside -> inside.isString() || inside.isIntegralNumber())
                        .map(inside -> inside.isString() ? inside.stringValue() : "Speaker " + inside.intValue())
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private static @Nullable Duration duration(JsonNode entry, List<String> fields, double perSecond) {
        OptionalDouble time = time(entry, fields);
        return time.isEmpty() || time.getAsDouble() < 0
                ? null
                : Duration.ofMillis(Math.round(time.getAsDouble() * 1_000 / perSecond));
    }

    private static OptionalDouble time(JsonNode entry, List<String> fields) {
        for (String field : fields) {
            JsonNode time = entry.path(field);
            if (time.isNumber()) {
                return OptionalDouble.of(time.doubleValue());
            }
            if (time.isString()) {
                return seconds(time.stringValue());
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble seconds(String text) {
        if (text.matches("\\d+(\\.\\d+)?s?")) {
            return OptionalDouble.of(Double.parseDouble(text.replace("s", "")));
        }
        try {
            return OptionalDouble.of(Stamps.time(text).toMillis() / 1_000.0);
        } catch (IllegalArgumentException e) {
            return OptionalDouble.empty();
        }
    }
}
