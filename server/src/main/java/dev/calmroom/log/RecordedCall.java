package dev.calmroom.log;

import dev.calmroom.transcript.PlainTranscript;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call from a file: the JSON of its event log (an array, or an object a line), or a plain transcript.
 *
 * @param turns both sides' turns, as they were heard
 * @param leaderTimes when each of the leader's turns was over, by turn number; empty for a plain transcript
 * @param started how the session began, where the file says so
 */
public record RecordedCall(
        List<Turn> turns,
        Map<Integer, Duration> leaderTimes,
        @Nullable SessionStarted started) {
    private static final long MAX_BYTES = 16L << 20;
    private static final JsonMapper MAPPER = EventJson.mapper();

    public RecordedCall {
        turns = List.copyOf(turns);
        leaderTimes = Map.copyOf(leaderTimes);
    }

    /** What a file says of how its session began. */
    public record SessionStarted(String scenario, long seed) {}

    public Optional<SessionStarted> start() {
        return Optional.ofNullable(started);
    }

    /**
     * @param personaNames what the other side may be called in a plain transcript
     * @throws IllegalArgumentException when the file is missing, too large, or neither form, with the reason
     */
    public static RecordedCall read(Path file, List<String> personaNames) {
        String text = text(file);
        try {
            String begin = text.stripLeading();
            return begin.startsWith("{") || begin.startsWith("[")
                    ? fromEvents(events(text))
                    : new RecordedCall(PlainTranscript.parse(text, personaNames), Map.of(), null);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The turns that a log of events tells of. */
    public static RecordedCall of(List<LoggedEvent> log) {
        List<JsonNode> events =
                new ArrayList<>(log.stream().map(EventJson::toTree).toList());
        return fromEvents(events);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("%s: is larger than %d MB".formatted(file, MAX_BYTES >> 20));
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static List<JsonNode> events(String text) {
        if (text.stripLeading().startsWith("[")) {
            return List.copyOf(parse(text, 1).values());
        }
        List<JsonNode> events = new ArrayList<>();
        try {
            JsonNode whole = MAPPER.readTree(text);
            JsonNode inside = whole.path("events");
            return inside.isArray() ? List.copyOf(inside.values()) : List.of(whole);
        } catch (JacksonException e) {
            // More than one object: an event a line.
        }
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                events.add(parse(line, number));
            }
        }
        return events;
    }

    private static JsonNode parse(String text, int line) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            int within =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr() - 1);
            throw new IllegalArgumentException(
                    "line %d: expected JSON, one session event: %s".formatted(line + within, e.getOriginalMessage()),
                    e);
        }
    }

    // Read leniently, field by field: files from elsewhere carry what matters for a replay and little more.
    private static RecordedCall fromEvents(List<JsonNode> events) {
        Map<Integer, Turn> turns = new HashMap<>();
        Map<Integer, Duration> times = new HashMap<>();
        SessionStarted started = null;
        int next = 1;
        for (JsonNode event : events) {
            int number = event.path("turn").asInt(next);
            switch (event.path("type").asString("")) {
                case "session-started" ->
                    started = new SessionStarted(
                            event.path("scenario").asString(""),
                            event.path("seed").asLong(0));
                case "leader-spoke" -> {
                    turns.put(number, Turn.of(number, Speaker.LEADER, words(event, "text")));
                    if (event.path("at").isNumber()) {
                        times.put(number, Duration.ofMillis(event.path("at").asLong(0)));
                    }
                }
                case "persona-spoke" -> {
                    String heard = event.has("heard") ? words(event, "heard") : words(event, "text");
                    turns.put(number, Turn.of(number, Speaker.PERSONA, heard));
                }
                case "" -> throw new IllegalArgumentException("expected session events: objects with a type");
                default -> {}
            }
            next = turns.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        }
        if (turns.values().stream().noneMatch(Turn::isLeader)) {
            throw new IllegalArgumentException("expected at least one leader-spoke event, found none");
        }
        List<Turn> inOrder = turns.values().stream()
                .sorted(Comparator.comparingInt(Turn::number))
                .toList();
        return new RecordedCall(inOrder, times, started);
    }

    private static String words(JsonNode event, String field) {
        JsonNode text = event.path(field);
        if (!text.isString()) {
            throw new IllegalArgumentException(
                    "a %s event has no %s".formatted(event.path("type").asString(""), field));
        }
        return text.stringValue();
    }
}
