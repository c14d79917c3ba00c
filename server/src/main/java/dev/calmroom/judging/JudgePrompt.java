package dev.calmroom.judging;

import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.transcript.Turn;
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
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a language model is asked about a call.
 *
 * @param task what it is told about its task ({@code grader.md})
 * @param sheet the wording of a sheet of questions, with the places {@code {mark}}, {@code {call}} and {@code {questions}}
 *     ({@code prompts/grader-sheet.md})
 */
public record JudgePrompt(String task, String sheet) {
    private static final JsonObjectSchema ANSWER = answer();

    /**
     * @param mark one for all sheets about a call: what stands before the questions is then read once by a server that
     *     keeps what it has read
     * @param capabilities of the model: where it can be held to a schema it is
     */
    ChatRequest request(List<Turn> call, String mark, List<Criterion> questions, Set<Capability> capabilities) {
        ChatRequest.Builder request = ChatRequest.builder()
                .messages(SystemMessage.from(task), UserMessage.from(filled(call, mark, questions)));
        if (capabilities.contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA)) {
            request.responseFormat(ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(schema(questions))
                    .build());
        }
        return request.build();
    }

    private String filled(List<Turn> call, String mark, List<Criterion> questions) {
        return sheet.replace("{mark}", mark)
                .replace(
                        "{questions}",
                        questions.stream().map(JudgePrompt::question).collect(Collectors.joining("\n")))
                // Last, so that nothing that was said is taken for a place.
                .replace("{call}", transcript(call));
    }

    private static String question(Criterion criterion) {
        String asked = "%s: the leader %s".formatted(criterion.id(), decapitalised(criterion.text()));
        return criterion.reading() == null ? asked : asked + " (" + criterion.reading() + ")";
    }

    /** A turn a line, so that nothing that is said can look like another turn. */
    private static String transcript(List<Turn> call) {
        return call.stream()
                .map(turn -> "[%d] %s: %s"
                        .formatted(
                                turn.number(),
                                speaker(turn),
                                turn.text().replaceAll("\\s+", " ").strip()))
                .collect(Collectors.joining("\n"));
    }

    private static String speaker(Turn turn) {
        String guest = turn.guest().replaceAll("[^\\p{L} ]", "");
        if (turn.isLeader()) {
            return guest.isEmpty() ? "LEADER" : "LEADER (to %s)".formatted(guest);
        }
        return guest.isEmpty() ? "OTHER" : guest;
    }

    /** A line that nobody on the call can have said. */
    static String mark(List<Turn> call, Random random) {
        String mark;
        do {
            mark = "=====%016x=====".formatted(random.nextLong());
        } while (contains(call, mark));
        return mark;
    }

    private static boolean contains(List<Turn> call, String mark) {
        return call.stream().anyMatch(turn -> turn.text().contains(mark));
    }

    private static String decapitalised(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** One answer to each question and no way around any: held to a mere list, small models end it after the first. */
    private static JsonSchema schema(List<Criterion> questions) {
        JsonObjectSchema.Builder answers = JsonObjectSchema.builder();
        questions.forEach(question -> answers.addProperty(question.id(), ANSWER));
        return JsonSchema.builder()
                .name("answers")
                .rootElement(JsonObjectSchema.builder()
                        .addProperty(
                                "answers",
                                answers.required(questions.stream()
                                                .map(Criterion::id)
                                                .toList())
                                        .additionalProperties(false)
                                        .build())
                        .required("answers")
                        .additionalProperties(false)
                        .build())
                .build();
    }

    private static JsonObjectSchema answer() {
        JsonObjectSchema proof = JsonObjectSchema.builder()
                .addProperty("turn", new JsonIntegerSchema())
                .addProperty("quote", new JsonStringSchema())
                .required("turn", "quote")
                .additionalProperties(false)
                .build();
        return JsonObjectSchema.builder()
                .addProperty("reason", new JsonStringSchema())
                .addProperty(
                        "verdict",
                        JsonEnumSchema.builder()
                                .enumValues("yes", "no", "unsure")
                                .build())
                .addProperty("evidence", JsonArraySchema.builder().items(proof).build())
                .required("reason", "verdict", "evidence")
                .additionalProperties(false)
                .build();
    }
}
