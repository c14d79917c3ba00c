package dev.calmroom.scenario;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A YAML file of an author, read, held against its JSON Schema, and able to say on which line something stands. The
 * schemas lie in {@code prompts/schemas}, where editors find them too, and are built into the program.
 */
public final class PromptFile {
    /** Larger files are refused unread. */
    private static final long MAX_BYTES = 4L << 20;

    /** A plain or quoted scalar within a line. */
    private static final Pattern VALUE =
            Pattern.compile("\"[^\"]*\"|'[^']*'|[^\\s,\\]}#\"'|>][^,\\]}#]*?(?=\\s*(?:[,\\]}#]|$))");

    private static final NodeReader READER = NodeReader.builder()
            .yamlMapper(new YAMLMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()))
            .locationAware()
            .build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.nodeReader(READER).schemas(PromptFile::schemaText));

    /** Lines of examples stand in two forms. */
    private static final String EXAMPLES = "examples";

    /** Within one of several forms. */
    private static final Pattern ONE_OF = Pattern.compile("/oneOf/\\d+/");

    /** As the validator says that a key is no list of names. */
    private static final Pattern LIST_OF_NAMES =
            Pattern.compile("property '(.*)' name is not valid: does not match the regex pattern \\S*\\(, ");

    /** Files in which a space may be meant. */
    private static final Set<String> PATTERNS = Set.of("speech", "hearing", "judge");

    private final Path path;
    private final JsonNode tree;
    /** Keys of what another file stands for, by what its author calls them. */
    private final Map<String, String> called;
    /** What each schema has against it, once it was held against that. */
    private final Map<String, List<Problem>> held = new ConcurrentHashMap<>();

    private PromptFile(Path path, JsonNode tree) {
        this(path, tree, Map.of());
    }

    private PromptFile(Path path, JsonNode tree, Map<String, String> called) {
        this.path = path;
        this.tree = tree;
        this.called = called;
    }

    /**
     * @param schema the schema's name, {@code scenario} for {@code scenario.schema.json}
     * @throws InvalidPromptsException when the file is missing, no YAML, or not as its schema says
     */
    public static PromptFile read(Path path, String schema) {
        return read(path).heldAgainst(schema);
    }

    /**
     * What this file stands for, as if it had been written in a file of its own. What is wrong with it is told of this
     * file.
     *
     * @throws InvalidPromptsException when it is not as the schema says
     */
    PromptFile standingFor(String schema, JsonNode what) {
        return standingFor(schema, what, Map.of());
    }

    /**
     * The same where some keys have another name in this file.
     *
     * @param called by the key in what it stands for, the key in this file
     */
    PromptFile standingFor(String schema, JsonNode what, Map<String, String> called) {
        return new PromptFile(path, what, called).heldAgainst(schema);
    }

    private PromptFile heldAgainst(String schema) {
        List<Problem> problems = held.computeIfAbsent(schema, this::against);
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        return this;
    }

    private List<Problem> against(String schema) {
        List<Problem> problems = new ArrayList<>(
                SCHEMAS
                        .getSchema(SchemaLocation.of("classpath:schemas/" + schema + ".schema.json"))
                        .validate(tree)
                        .stream()
                        .filter(error -> !schema.equals(EXAMPLES) || isTold(error))
                        .map(this::describe)
                        .distinct()
                        .toList());
        if (problems.isEmpty() && !PATTERNS.contains(schema)) {
            blanks(tree, "", problems);
        }
        return problems;
    }

    /** A text of spaces is as good as none, and no schema finds it. */
    private void blanks(JsonNode node, String pointer, List<Problem> blank) {
        if (node.isString()
                && !node.stringValue().isEmpty()
                && node.stringValue().isBlank()) {
            blank.add(problem(pointer, "has no word in it"));
        }
        int index = 0;
        for (JsonNode item : node.isArray() ? node.values() : List.<JsonNode>of()) {
            blanks(item, pointer + "/" + index++, blank);
        }
        node.properties().forEach(entry -> blanks(entry.getValue(), pointer + "/" + entry.getKey(), blank));
    }

    /** @throws InvalidPromptsException when it is missing, empty or no text */
    public static String text(Path file) {
        try {
            String text = Files.readString(file);
            if (text.isBlank()) {
                throw new InvalidPromptsException(List.of(new Problem(file, 0, "is empty")));
            }
            return text;
        } catch (IOException e) {
            throw new InvalidPromptsException(
                    List.of(new Problem(file, 0, Files.exists(file) ? "is not UTF-8 text" : "is missing")));
        }
    }

    /**
     * Reads a file that is held against no schema here.
     *
     * @throws InvalidPromptsException when the file is missing or no YAML
     */
    public static PromptFile read(Path path) {
        String text = yaml(path);
        return ReadBefore.find(path, text, () -> new PromptFile(path, parse(path, text)));
    }

    public Path path() {
        return path;
    }

    public JsonNode tree() {
        return tree;
    }

    /** @throws InvalidPromptsException when a value is refused by the record's own checks */
    public <T> T as(Class<T> type) {
        try {
            return PromptMapper.MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            String reason = e.getCause() == null
                    ? e.getOriginalMessage()
                    : String.valueOf(e.getCause().getMessage());
            throw new InvalidPromptsException(List.of(problem(pointerOf(e), reason)));
        }
    }

    /** @param pointer a JSON pointer into the file; the nearest parent that exists gives the line */
    public Problem problem(String pointer, String message) {
        String at = pointer;
        JsonNode node = tree.at(at);
        while (node.isMissingNode() && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
            node = tree.at(at);
        }
        return new Problem(path, line(node), at.isEmpty() ? message : named(at) + ": " + message);
    }

    /** Entries of lists are called by what they call themselves, where they do, and else by their place. */
    private String named(String pointer) {
        StringBuilder names = new StringBuilder();
        JsonNode node = tree;
        for (String step : pointer.substring(1).split("/", -1)) {
            JsonNode below = node.isArray() && step.matches("[0-9]{1,6}")
                    ? node.path(Integer.parseInt(step))
                    : node.path(step.replace("~1", "/").replace("~0", "~"));
            String own =
                    node.isArray() ? below.path("id").asString(below.path("act").asString("")) : "";
            names.append(names.isEmpty() ? "" : "/").append(own.isEmpty() ? called.getOrDefault(step, step) : own);
            node = below;
        }
        return names.toString();
    }

    /**
     * @param pointer a JSON pointer into the file
     * @return the line on which it begins, from 1; 0 where that is not known
     */
    public int lineOf(String pointer) {
        return line(tree.at(pointer));
    }

    /**
     * The file's text with one value written over and all else where it was, comments too.
     *
     * @param place keys and list positions with slashes between them; a list's entry may be called by its {@code id}
     * @param text the file's, as it was read
     * @throws InvalidPromptsException when there is no such value, or it is more than one word or number on a line
     */
    public String withValue(String place, String text, String value) {
        JsonNode node = tree;
        for (String step : place.split("/", -1)) {
            if (!node.isArray()) {
                node = node.path(step);
            } else {
                node = step.matches("[0-9]{1,6}") ? node.path(Integer.parseInt(step)) : called(node, step);
            }
        }
        TokenStreamLocation at = node.isMissingNode() ? null : JsonNodes.tokenStreamLocationOf(node);
        if (at == null || !node.isValueNode()) {
            throw new InvalidPromptsException(List.of(new Problem(
                    path, 0, "%s: expected a single value there, found %s".formatted(place, node.getNodeType()))));
        }
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String line = lines.get(at.getLineNr() - 1);
        Matcher old = VALUE.matcher(line);
        if (!old.find(Math.max(0, at.getColumnNr() - 1)) || old.start() != at.getColumnNr() - 1) {
            throw new InvalidPromptsException(List.of(
                    new Problem(path, at.getLineNr(), place + ": is more than one word or number on one line")));
        }
        lines.set(at.getLineNr() - 1, line.substring(0, old.start()) + value + line.substring(old.end()));
        return String.join("\n", lines);
    }

    private static JsonNode called(JsonNode list, String id) {
        return list.values().stream()
                .filter(item -> item.path("id").asString("").equals(id))
                .findFirst()
                .orElseGet(() -> list.path("no such entry"));
    }

    private Problem describe(Error error) {
        JsonNode node = error.getInstanceNode();
        String property = error.getProperty();
        // A key too many is reported on the object: its own line is what the author looks for.
        if (property != null && node != null && node.has(property)) {
            node = node.get(property);
        }
        String where = error.getInstanceLocation().toString();
        String message = inAnAuthorsWords(error.getMessage());
        return new Problem(
                path,
                node == null ? 0 : line(node),
                where.isEmpty() || where.equals("/") ? message : named(where) + ": " + message);
    }

    /** Where something may stand in several forms and is in none, what it lacks for each of them helps nobody. */
    private static boolean isTold(Error error) {
        return !ONE_OF.matcher(String.valueOf(error.getEvaluationPath())).find();
    }

    /** Words with a colon and a blank are read as a key and a value, which an author does not call an object. */
    private static String inAnAuthorsWords(String message) {
        if (message.contains("must be valid to one and only one schema")) {
            return "is in none of the forms that can stand here; a line with a colon in it stands in quotes";
        }
        Matcher name = LIST_OF_NAMES.matcher(message);
        if (name.find()) {
            return "'%s': expected a name, or several with a comma and a blank between them".formatted(name.group(1));
        }
        return message.endsWith("object found, string expected")
                ? message.replace(
                        "object found, string expected", "expected words; a line with a colon in it stands in quotes")
                : message;
    }

    private static int line(JsonNode node) {
        try {
            TokenStreamLocation location = JsonNodes.tokenStreamLocationOf(node);
            return location == null ? 0 : Math.max(0, location.getLineNr());
        } catch (IllegalArgumentException e) {
            // Stands in no file: it was made of what does.
            return 0;
        }
    }

    private static String pointerOf(JacksonException e) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            pointer.append('/')
                    .append(step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName());
        }
        return pointer.toString();
    }

    private static String yaml(Path path) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new InvalidPromptsException(
                        List.of(new Problem(path, 0, "is larger than %d MB".formatted(MAX_BYTES >> 20))));
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new InvalidPromptsException(List.of(new Problem(path, 0, "is missing")));
        } catch (CharacterCodingException e) {
            throw new InvalidPromptsException(List.of(new Problem(path, 0, "is not UTF-8 text")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static JsonNode parse(Path path, String text) {
        try {
            JsonNode tree = READER.readTree(text, InputFormat.YAML);
            if (tree == null || !tree.isObject()) {
                throw new InvalidPromptsException(
                        List.of(new Problem(path, 1, "expected a mapping of keys to values")));
            }
            return tree;
        } catch (JacksonException e) {
            throw new InvalidPromptsException(List.of(notYaml(path, text, e)));
        }
    }

    private static Problem notYaml(Path path, String text, JacksonException e) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).stripTrailing().matches(" *\t.*")) {
                return new Problem(path, i + 1, "begins with a tab; YAML is indented with spaces");
            }
        }
        int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
        String reason = e.getOriginalMessage()
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .limit(3)
                .toList()
                .toString();
        return new Problem(path, line, "is not YAML that can be read: " + reason.substring(1, reason.length() - 1));
    }

    private static @Nullable String schemaText(String location) {
        String resource = "/" + location.replaceFirst("^classpath:/*", "");
        try (InputStream in = PromptFile.class.getResourceAsStream(resource)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schema " + location, e);
        }
    }

    /** The values of {@code id} in a list of mappings. */
    static Set<String> ids(JsonNode list) {
        Set<String> ids = new LinkedHashSet<>();
        list.values().forEach(item -> ids.add(item.path("id").asString("")));
        return ids;
    }

    static List<Problem> allOf(List<InvalidPromptsException> failures) {
        List<Problem> problems = new ArrayList<>();
        failures.forEach(failure -> problems.addAll(failure.problems()));
        return problems;
    }
}
