package dev.calmroom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Short words of a leader.
 *
 * @param turns said into silence
 * @param backchannels said over the persona's voice, without wanting the floor
 * @param floor said over the persona's voice, and wanting it
 */
public record ShortWords(List<String> turns, List<String> backchannels, List<String> floor) {

    /** @throws IOException when the file cannot be read or a list is missing */
    public static ShortWords read(Path file) throws IOException {
        JsonNode lists = YAMLMapper.shared().readTree(file.toFile());
        return new ShortWords(
                list(file, lists, "turns"), list(file, lists, "backchannels"), list(file, lists, "floor"));
    }

    private static List<String> list(Path file, JsonNode lists, String name) throws IOException {
        List<String> list =
                lists.path(name).valueStream().map(JsonNode::asString).toList();
        if (list.isEmpty()) {
            throw new IOException("%s has no list '%s'".formatted(file, name));
        }
        return list;
    }
}
