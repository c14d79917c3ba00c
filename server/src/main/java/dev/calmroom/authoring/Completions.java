package dev.calmroom.authoring;

import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What can be written in a file of a prompts folder, for an editor that completes it.
 *
 * @param keys of its schema, in alphabetical order
 * @param names by the key under which they are written, as a value or as the key of a mapping
 */
public record Completions(List<Key> keys, SortedMap<String, SortedSet<String>> names) {
    private static final Pattern SCHEMA = Pattern.compile("\\$schema=[./a-z-]*?([a-z-]+)\\.schema\\.json");
    private static final Pattern SCENARIO = Pattern.compile("(?m)^scenario:\\s*([a-z0-9-]+)");
    private static final JsonMapper JSON = new JsonMapper();

    public Completions {
        keys = List.copyOf(keys);
    }

    /** @param about what it is, in a line; empty where the schema does not say */
    public record Key(String name, String about) {}

    /**
     * @param prompts a folder that can be played
     * @param file below it, with slashes
     * @param text of the file; its head names the schema
     */
    static Completions of(Path prompts, String file, String text) {
        return new Completions(keys(text), new ScenarioFiles(prompts).names(scenario(prompts, file, text)));
    }

    private static String scenario(Path prompts, String file, String text) {
        ScenarioFiles files = new ScenarioFiles(prompts);
        Path path = Path.of(file);
        String folder = path.getName(0).toString();
        String name = path.getNameCount() > 1 ? path.getName(1).toString() : "";
        Matcher named = SCENARIO.matcher(text);
        List<String> ids = files.ids();
        if (folder.equals("scenarios") && ids.contains(name)) {
            return name;
        }
        if (folder.equals("frameworks")) {
            return ids.stream()
                    .filter(id -> files.frameworkOf(id).equals(name))
                    .findFirst()
                    .orElseGet(files::first);
        }
        return named.find() && ids.contains(named.group(1)) ? named.group(1) : files.first();
    }

    private static List<Key> keys(String text) {
        Matcher schema = SCHEMA.matcher(text.lines().limit(9).reduce("", (all, line) -> all + line + "\n"));
        if (!schema.find()) {
            return List.of();
        }
        TreeMap<String, String> keys = new TreeMap<>();
        try (InputStream in = Completions.class.getResourceAsStream("/schemas/" + schema.group(1) + ".schema.json")) {
            if (in != null) {
                gather(JSON.readTree(in), keys);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a schema cannot be read", e);
        }
        return keys.entrySet().stream()
                .map(key -> new Key(key.getKey(), key.getValue()))
                .toList();
    }

    private static void gather(JsonNode node, TreeMap<String, String> keys) {
        node.path("properties")
                .properties()
                .forEach(property -> keys.merge(
                        property.getKey(),
                        property.getValue().path("description").asString(""),
                        (one, other) -> one.isEmpty() ? other : one));
        node.forEach(below -> gather(below, keys));
    }
}
