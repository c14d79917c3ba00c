package dev.calmroom.tuning;

import dev.calmroom.checks.ExaminedCall;
import dev.calmroom.checks.ExaminedCall.Place;
import dev.calmroom.checks.ExaminedCall.WordedTurn;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls that were played, a file each, named by the key of all that they depend on. A file appears whole or not at all,
 * so that an interrupted experiment goes on where it stood.
 */
final class CellStore {
    private static final JsonMapper JSON = EventJson.mapper();

    private final Path folder;

    CellStore(Path folder) {
        this.folder = folder;
    }

    Optional<ExaminedCall> find(String key, Place place) {
        Path file = file(key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(JSON.readTree(Files.readString(file)), place));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            // Not as we write it: played again.
            return Optional.empty();
        }
    }

    boolean has(String key) {
        return Files.isRegularFile(file(key));
    }

    private Path file(String key) {
        return folder.resolve(key.substring(0, 2)).resolve(key.substring(0, 40) + ".json");
    }

    private static ExaminedCall read(JsonNode cell, Place place) {
        List<LoggedEvent> events = new ArrayList<>();
        cell.path("events").values().forEach(e -> events.add(EventJson.readLogged(e.toString())));
        List<WordedTurn> wordings = new ArrayList<>();
        cell.path("wordings").values().forEach(w -> wordings.add(JSON.treeToValue(w, WordedTurn.class)));
        Map<String, Verdict> verdicts = new TreeMap<>();
        cell.path("verdicts")
                .properties()
                .forEach(v -> verdicts.put(
                        v.getKey(), Verdict.valueOf(v.getValue().asString().toUpperCase(Locale.ROOT))));
        if (events.isEmpty()) {
            throw new IllegalArgumentException("no events");
        }
        return new ExaminedCall(
                place, new PlayedCall(events), wordings, cell.path("score").asInt(), verdicts);
    }

    void keep(String key, ExaminedCall call) {
        ObjectNode cell = JSON.createObjectNode();
        cell.put("place", call.place().toString());
        cell.put("score", call.score());
        ObjectNode verdicts = cell.putObject("verdicts");
        new TreeMap<>(call.verdicts())
                .forEach((id, v) -> verdicts.put(id, v.name().toLowerCase(Locale.ROOT)));
        cell.set("wordings", JSON.valueToTree(call.wordings()));
        ArrayNode events = cell.putArray("events");
        call.call().events().forEach(e -> events.add(EventJson.toTree(e)));
        Path file = file(key);
        try {
            Path place = Objects.requireNonNull(file.getParent());
            Files.createDirectories(place);
            Path part = Files.createTempFile(place, "cell", ".part");
            Files.writeString(part, JSON.writeValueAsString(cell));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }
}
