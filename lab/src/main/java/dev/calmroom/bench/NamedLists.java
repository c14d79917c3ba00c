package dev.calmroom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A file of lists of sentences, each under a name. */
record NamedLists(Path file, JsonNode lists) {

    static NamedLists read(Path file) {
        return new NamedLists(file, YAMLMapper.shared().readTree(file.toFile()));
    }

    /** @throws IOException when it is missing or empty */
    List<String> list(String name) throws IOException {
        List<String> list =
                lists.path(name).valueStream().map(JsonNode::asString).toList();
        if (list.isEmpty()) {
            throw new IOException("%s has no list '%s'".formatted(file, name));
        }
        return list;
    }
}
