package dev.calmroom.judging;

import dev.calmroom.log.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a language model answered to a sheet of questions, read leniently: models wrap JSON in talk and fences, write
 * «Yes.» or {@code true} for yes, ids in capitals, evidence as a string, and lists as maps. What a form of answer means is
 * never guessed: an entry whose verdict is no verdict is left out.
 *
 * @param answers by the id of the question
 */
record AnswerSheet(Map<String, Answer> answers) {
    private static final int MOST_CHARACTERS = 200_000;
    private static final Pattern THOUGHT = Pattern.compile("(?is)<(think|thought|thinking|reasoning)>.*?</\\1>");
    /** The opening tag may have been swallowed by the model's template. */
    private static final Pattern REST_OF_THOUGHT = Pattern.compile("(?is)^.*</(?:think|thought|thinking|reasoning)>");

    private static final Pattern VERDICT = Pattern.compile("(?i)^\\W*(yes|no|unsure|true|false)\\b");
    private static final Pattern KEY = Pattern.compile("\"([^\"]+)\"\\s*:\\s*$");
    private static final int LONGEST_KEY = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    AnswerSheet {
        answers = Map.copyOf(answers);
    }

    /** @param proofs where the leader's words are said to do it; not yet held against the call */
    record Answer(Verdict verdict, String reason, List<Proof> proofs) {
        Answer {
            proofs = List.copyOf(proofs);
        }
    }

    /** @param turn null where the model named none */
    record Proof(@Nullable Integer turn, String quote) {}

    /**
     * @param text all that the model wrote
     * @param ids of the questions that were asked; entries about anything else are left out
     * @return empty when there is nothing in it that can be read as answers
     */
    static Optional<AnswerSheet> read(String text, Set<String> ids) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        String said =
                REST_OF_THOUGHT.matcher(THOUGHT.matcher(text).replaceAll("")).replaceFirst("");
        Map<String, Answer> answers = new LinkedHashMap<>();
        int from = 0;
        while (from < said.length()) {
            int here = from;
            Optional<Read> read = "{[".indexOf(said.charAt(here)) < 0 ? Optional.empty() : parse(said.substring(here));
            Map<String, Answer> found =
                    read.map(r -> of(named(said, here, r.tree()), ids)).orElse(Map.of());
            found.forEach(answers::putIfAbsent);
            // What gave answers is passed over whole. What cannot be read, for a flaw somewhere in it, may hold some.
            from = found.isEmpty() ? here + 1 : here + read.orElseThrow().length();
        }
        return answers.isEmpty() ? Optional.empty() : Optional.of(new AnswerSheet(answers));
    }

    /** An entry of a map that cannot be read as a whole stands behind its id. */
    private static JsonNode named(String said, int here, JsonNode tree) {
        Matcher key = KEY.matcher(said.substring(Math.max(0, here - LONGEST_KEY), here));
        boolean entry = tree.isObject() && !tree.has("id") && (tree.has("verdict") || tree.has("answer"));
        return entry && key.find() ? LENIENT.createObjectNode().set(key.group(1), tree) : tree;
    }

    /** @param length characters that it takes */
    private record Read(JsonNode tree, int length) {}

    private static Optional<Read> parse(String json) {
        try (JsonParser parser = LENIENT.createParser(json)) {
            JsonNode tree = LENIENT.readTree(parser);
            int length = (int) parser.currentLocation().getCharOffset();
            return Optional.ofNullable(tree).map(read -> new Read(read, Math.max(1, length)));
        } catch (JacksonException e) {
            // Another bracket may begin what can be read; where none does, the whole is unreadable and the judge says
            // so.
            return Optional.empty();
        }
    }

    private static Map<String, Answer> of(JsonNode tree, Set<String> ids) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        entries(tree)
                .forEach(entry -> id(entry.id(), ids)
                        .ifPresent(id -> answer(entry.fields()).ifPresent(answer -> answers.putIfAbsent(id, answer))));
        return answers;
    }

    private record Entry(String id, JsonNode fields) {}

    /** A list of entries, alone or in an object; or a map from id to entry. */
    private static Stream<Entry> entries(JsonNode tree) {
        if (tree.isArray()) {
            return tree.values().stream()
                    .filter(JsonNode::isObject)
                    .map(fields -> new Entry(text(fields, "id", "question", "criterion"), fields));
        }
        if (!tree.isObject()) {
            return Stream.empty();
        }
        if (tree.has("id")) {
            return Stream.of(new Entry(text(tree, "id"), tree));
        }
        return tree.properties().stream()
                .flatMap(field -> field.getValue().isArray() || holdsEntries(field.getValue())
                        ? entries(field.getValue())
                        : Stream.of(new Entry(field.getKey(), field.getValue())));
    }

    /** Whether a map lies one level deeper: {@code {"answers": {"some.id": {…}}}}. */
    private static boolean holdsEntries(JsonNode value) {
        return value.isObject()
                && !value.has("verdict")
                && !value.has("answer")
                && value.values().stream().allMatch(inner -> inner.isObject() || inner.isString() || inner.isBoolean());
    }

    private static Optional<String> id(String written, Set<String> ids) {
        String plain = plain(written);
        return ids.stream().filter(id -> plain(id).equals(plain)).findFirst();
    }

    private static String plain(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", ".").replaceAll("^\\.|\\.$", "");
    }

    private static Optional<Answer> answer(JsonNode fields) {
        JsonNode verdict = fields.isObject() ? first(fields, "verdict", "answer", "value") : fields;
        return verdict(verdict)
                .map(found -> new Answer(
                        found,
                        text(fields, "reason"),
                        proofs(first(fields, "evidence", "quotes", "quote", "proof"), fields)));
    }

    private static Optional<Verdict> verdict(JsonNode node) {
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue() ? Verdict.YES : Verdict.NO);
        }
        Matcher word = VERDICT.matcher(node.isString() ? node.stringValue() : "");
        if (!word.find()) {
            return Optional.empty();
        }
        return switch (word.group(1).toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> Optional.of(Verdict.YES);
            case "no", "false" -> Optional.of(Verdict.NO);
            default -> Optional.of(Verdict.UNSURE);
        };
    }

    private static List<Proof> proofs(JsonNode evidence, JsonNode entry) {
        List<Proof> proofs = new ArrayList<>();
        if (evidence.isArray()) {
            evidence.values().forEach(proof -> proofs.addAll(proofs(proof, entry)));
        } else if (evidence.isString() && !evidence.stringValue().isBlank()) {
            proofs.add(new Proof(turn(entry), evidence.stringValue()));
        } else if (evidence.isObject()) {
            String quote = text(evidence, "quote", "text", "words");
            if (!quote.isBlank()) {
                proofs.add(new Proof(turn(evidence), quote));
            }
        }
        return proofs;
    }

    private static @Nullable Integer turn(JsonNode fields) {
        JsonNode turn = first(fields, "turn", "line");
        if (turn.isIntegralNumber() && turn.canConvertToInt()) {
            return turn.intValue();
        }
        Matcher number = NUMBER.matcher(turn.isString() ? turn.stringValue() : "");
        return number.find() ? Integer.valueOf(number.group()) : null;
    }

    private static JsonNode first(JsonNode fields, String... names) {
        for (String name : names) {
            if (fields.has(name)) {
                return fields.get(name);
            }
        }
        return fields.path(names[0]);
    }

    private static String text(JsonNode fields, String... names) {
        JsonNode text = first(fields, names);
        return text.isString() ? text.stringValue().strip() : "";
    }
}
