package dev.calmroom.log;

import dev.calmroom.log.RecordedCall.Start;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our own event log as JSON: an array, an object with {@code events}, or an object a line. Read leniently, field by
 * field: older and newer files carry what matters for a replay and little more.
 */
final class EventTrees {
    private static final JsonMapper MAPPER = EventJson.mapper();
    /** Brackets, names and values; a call of an hour with the times of all words has some two hundred thousand. */
    private static final int MOST_TOKENS = 1_000_000;

    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private EventTrees() {}

    /** The events; empty where it is JSON of another kind, or none. */
    static Optional<List<JsonNode>> of(String text) {
        List<JsonNode> nodes = nodes(text);
        boolean ours = nodes.stream()
                .anyMatch(node -> node.path("type")
                        .asString("")
                        .matches("session-started|leader-spoke|persona-spoke|session-ended"));
        return ours ? Optional.of(nodes) : Optional.empty();
    }

    private static List<JsonNode> nodes(String text) {
        refuseMoreThanACallHas(text);
        try {
            JsonNode whole = MAPPER.readTree(text);
            JsonNode inside = whole.isArray() ? whole : whole.path("events");
            return inside.isArray() ? List.copyOf(inside.values()) : eachLine(text);
        } catch (JacksonException e) {
            return eachLine(text);
        }
    }

    /** As a tree, a file of empty objects takes thirty times its size: they are counted before there is one. */
    private static void refuseMoreThanACallHas(String text) {
        try (JsonParser json = MAPPER.createParser(text)) {
            int tokens = 0;
            while (json.nextToken() != null) {
                if (++tokens > MOST_TOKENS) {
                    throw new IllegalArgumentException("has more in it than any call");
                }
            }
        } catch (JacksonException broken) {
            // Whoever reads it says where, and comes no further than this either.
        }
    }

    private static List<JsonNode> eachLine(String text) {
        List<JsonNode> events = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                events.add(MAPPER.readTree(line));
            } catch (JacksonException e) {
                if (events.stream().noneMatch(event -> event.has("type"))) {
                    return List.of();
                }
                throw new IllegalArgumentException(
                        "line %d: expected JSON, one session event: %s".formatted(number, e.getOriginalMessage()), e);
            }
        }
        return events;
    }

    /** @throws IllegalArgumentException when an event lacks what it needs, or the leader says nothing */
    static RecordedCall call(List<JsonNode> events) {
        Map<Integer, Turn> turns = new HashMap<>();
        Map<Integer, Duration> times = new HashMap<>();
        Map<Integer, String> corrected = new HashMap<>();
        Map<Integer, String> heardAgain = new HashMap<>();
        Map<String, String> guests = new HashMap<>();
        Start started = null;
        int next = 1;
        for (JsonNode event : events) {
            int number = event.path("turn").asInt(next);
            switch (event.path("type").asString("")) {
                case "session-started" ->
                    started = new Start(
                            event.path("scenario").asString(""),
                            event.path("seed").asLong(0),
                            circumstances(event.path("circumstances")),
                            event.path("prompts").asString(""),
                            files(event.path("files")));
                case "leader-spoke" -> {
                    turns.put(number, turn(event, number, Speaker.LEADER, guests));
                    if (event.path("at").isNumber()) {
                        times.put(number, Duration.ofMillis(event.path("at").asLong(0)));
                    }
                }
                case "persona-spoke" -> turns.put(number, turn(event, number, Speaker.PERSONA, guests));
                case "guest-came" -> guests.put(optional(event, "guest"), optional(event, "name"));
                case "heard-again" -> heardAgain.put(number, text(event, "text"));
                case "line-corrected" -> corrected.put(number, text(event, "text"));
                case "" -> throw new IllegalArgumentException("expected session events: objects with a type");
                default -> {}
            }
            next = turns.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        }
        if (turns.values().stream().noneMatch(Turn::isLeader)) {
            throw new IllegalArgumentException("expected at least one leader-spoke event, found none");
        }
        return new RecordedCall(inOrder(turns), times, started, corrected, heardAgain);
    }

    private static List<Turn> inOrder(Map<Integer, Turn> turns) {
        return turns.values().stream()
                .sorted(Comparator.comparingInt(Turn::number))
                .toList();
    }

    /** As it was heard. */
    private static Turn turn(JsonNode event, int number, Speaker speaker, Map<String, String> guests) {
        String guest = optional(event, "guest");
        boolean partly = speaker == Speaker.PERSONA && event.has("heard");
        return new Turn(
                number,
                speaker,
                text(event, partly ? "heard" : "text"),
                speaker == Speaker.LEADER ? words(event) : List.of(),
                guests.getOrDefault(guest, guest));
    }

    private static String optional(JsonNode event, String field) {
        return event.path(field).asString("");
    }

    private static Map<String, String> files(JsonNode logged) {
        Map<String, String> files = new HashMap<>();
        logged.properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asString("")));
        return files;
    }

    private static Circumstances circumstances(JsonNode logged) {
        return logged.isObject()
                ? new Circumstances(
                        logged.path("difficulty").asString(""),
                        logged.path("pace").asString(""),
                        logged.path("earlier").asString(""),
                        logged.path("remembered").values().stream()
                                .map(JsonNode::asString)
                                .toList(),
                        swapped(logged.path("swapped")))
                : Circumstances.PLAIN;
    }

    private static Circumstances.@Nullable Swapped swapped(JsonNode logged) {
        return logged.isObject()
                ? new Circumstances.Swapped(
                        logged.path("leader").asString(""), logged.path("title").asString(""))
                : null;
    }

    /** No call is longer, in milliseconds: what plays one again goes second by second. */
    private static final long LONGEST = Duration.ofHours(24).toMillis();

    /** The events as ours, where every one of them is one and the first alone begins a session; otherwise none. */
    static List<LoggedEvent> whole(List<JsonNode> nodes) {
        try {
            List<LoggedEvent> events = nodes.stream()
                    .map(node -> EventJson.readLogged(node.toString()))
                    .toList();
            return events.getFirst().event() instanceof SessionStarted begins
                            && isWhole(begins)
                            && events.stream().skip(1).noneMatch(e -> e.event() instanceof SessionStarted)
                            && events.stream().allMatch(event -> event.at() >= 0 && event.at() <= LONGEST)
                    ? events
                    : List.of();
        } catch (IllegalArgumentException e) {
            // From another version, or cut: what was said in it can still be read.
            return List.of();
        }
    }

    /** Whatever of it becomes a path, a line of the log or a column of the index is what it says it is. */
    private static boolean isWhole(SessionStarted begins) {
        Origin origin = begins.forkedFrom();
        Instant at = begins.startedAt();
        return begins.session() != null
                && begins.engines() != null
                && begins.state() != null
                && begins.setting() != null
                && ScenarioFiles.isId(begins.scenario())
                && ScenarioFiles.isId(begins.framework())
                && (origin == null || isSession(origin.session()))
                && (at == null || (!at.isBefore(EARLIEST) && at.isBefore(LATEST)));
    }

    private static boolean isSession(@Nullable String id) {
        return id != null && SESSION.matcher(id).matches();
    }

    private static List<Word> words(JsonNode event) {
        try {
            return event.path("words").isArray()
                    ? List.of(MAPPER.treeToValue(event.path("words"), Word[].class))
                    : List.of();
        } catch (JacksonException | IllegalArgumentException e) {
            // Times and confidences of words are a help, and not what was said.
            return List.of();
        }
    }

    private static String text(JsonNode event, String field) {
        JsonNode text = event.path(field);
        if (!text.isString()) {
            throw new IllegalArgumentException(
                    "a %s event has no %s".formatted(event.path("type").asString(""), field));
        }
        return text.stringValue();
    }
}
