package dev.calmroom.persona;

import dev.calmroom.comprehension.Part.Who;
import dev.calmroom.comprehension.Sought;
import dev.calmroom.comprehension.SpeechAct;
import dev.calmroom.comprehension.TurnChoice;
import dev.calmroom.comprehension.TurnReader.Question;
import dev.calmroom.scenario.Knowledge.Fact;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a language model is asked about a turn that it only reads. What it is told once stands first and ends with what may
 * come to it in the course of a call, so that a server's cache of the beginning holds; the schema is the same for all turns
 * in which the same may be told.
 *
 * @param once with the places {@code {acts}} and {@code {facts}}
 * @param turn with the places {@code {before}} and {@code {parts}}
 * @param acts ids of the speech acts that can be chosen
 */
record ReadingPrompt(String once, String turn, List<String> acts) {
    private static final String DIVIDER = "\n---\n";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    /** Tokens of an answer: what stands around its parts, and a part with three long ids. */
    private static final int AROUND = 30;

    private static final int A_PART = 45;
    /** Of the words before, in characters: more is not what is pointed at. */
    private static final int BEFORE = 600;

    /** @param template without its heading; empty where nothing parts what is told once from what is told in each turn */
    static Optional<ReadingPrompt> of(String template) {
        int line = template.indexOf(DIVIDER);
        if (line < 0) {
            return Optional.empty();
        }
        return Optional.of(new ReadingPrompt(
                template.substring(0, line).strip(),
                template.substring(line + DIVIDER.length()).strip(),
                Arrays.stream(SpeechAct.values())
                        // Of such words nothing is read, and whatever is unclear is left to the ear.
                        .filter(act -> act != SpeechAct.OFF_ROLE && act != SpeechAct.UNCLEAR)
                        .map(SpeechAct::id)
                        .toList()));
    }

    /**
     * @param places of the words, at least one
     * @param capabilities of the model: where it can be held to a schema it is
     */
    ChatRequest request(Question question, List<TurnChoice.Place> places, Set<Capability> capabilities) {
        Map<String, String> values = Map.of(
                "acts", String.join(", ", acts),
                "facts", facts(question.known()),
                "before", before(question),
                "parts", parts(places));
        ChatRequest.Builder request = ChatRequest.builder()
                .messages(SystemMessage.from(filled(once, values)), UserMessage.from(filled(turn, values)))
                .temperature(0.0)
                .maxOutputTokens(AROUND + A_PART * places.size());
        if (capabilities.contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA)) {
            request.responseFormat(ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(schema(question.known()))
                    .build());
        }
        return request.build();
    }

    /** Filled in one pass: nothing in a value is taken for a place. */
    private static String filled(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    /** What is known in every turn stands before what is known in some. */
    private static String facts(List<Fact> known) {
        return known.stream()
                .sorted(Comparator.comparing(fact -> !fact.always()))
                .map(fact -> "- %s: %s".formatted(fact.id(), fact.statement()))
                .collect(Collectors.joining("\n"));
    }

    private static String before(Question question) {
        String said = PersonaPrompt.unmarked(question.before().said());
        return "«%s»".formatted(said.substring(Math.max(0, said.length() - BEFORE)));
    }

    private static String parts(List<TurnChoice.Place> places) {
        return IntStream.range(0, places.size())
                .mapToObj(i -> "%d. «%s»"
                        .formatted(i + 1, PersonaPrompt.unmarked(places.get(i).text())))
                .collect(Collectors.joining("\n"));
    }

    private JsonSchema schema(List<Fact> known) {
        List<String> asks = Stream.concat(
                        known.stream().map(Fact::id),
                        Arrays.stream(Sought.Beside.values()).map(Sought.Beside::id))
                .toList();
        JsonObjectSchema part = JsonObjectSchema.builder()
                .addProperty("part", new JsonIntegerSchema())
                .addProperty("asks", several(asks))
                .addProperty("does", several(acts))
                .addProperty(
                        "to",
                        one(Arrays.stream(Who.values()).map(TurnChoice::id).toList()))
                .required("part", "asks", "does", "to")
                .additionalProperties(false)
                .build();
        return JsonSchema.builder()
                .name("reading")
                .rootElement(JsonObjectSchema.builder()
                        .addProperty(
                                "parts", JsonArraySchema.builder().items(part).build())
                        .required("parts")
                        .additionalProperties(false)
                        .build())
                .build();
    }

    private static JsonArraySchema several(List<String> ids) {
        return JsonArraySchema.builder().items(one(ids)).build();
    }

    private static JsonEnumSchema one(List<String> ids) {
        return JsonEnumSchema.builder().enumValues(ids).build();
    }
}
