package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.judging.Agreement.Pair;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.Verdict;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a strong model made of 32 labelled calls, recitals, orders to a grader and things taken back among them, is judged
 * again: its answers were written at a desk by readers who saw the requests and nothing else ({@code
 * judging/desk-verdicts.json}, a list a call). What code makes of them has to stay as near to the labels as it was.
 */
class StrongJudgeTest {
    private static final Pattern ASKED = Pattern.compile("(?m)^([a-z0-9.-]+): the leader ");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aStrongModelsVerdictsAreAsNearToTheLabelsAsTheyWere() {
        Map<String, List<JsonNode>> answers = answers();
        List<Pair> pairs = new ArrayList<>();
        List<Integer> off = new ArrayList<>();
        List<String> accused = new ArrayList<>();
        calls().filter(call -> answers.containsKey(call.name())).forEach(call -> {
            Scorecard card = graded(call, Objects.requireNonNull(answers.get(call.name())));
            off.add(Math.abs(card.score() - new Scoring(TestRubric.RUBRIC).score(call.labels())));
            for (CriterionResult label : observed(call.labels())) {
                Verdict judged = verdict(card, label.id());
                pairs.add(new Pair(label.verdict(), judged));
                if (kind(label) == Kind.TRAP && judged == Verdict.YES && label.verdict() != Verdict.YES) {
                    accused.add(call.name() + " " + label.id());
                }
            }
        });

        assertThat(off).hasSize(32);
        assertThat(Agreement.of(pairs).kappa()).isGreaterThan(.96);
        assertThat(off.stream().mapToInt(i -> i).average().orElseThrow()).isLessThan(1.5);
        assertThat(off).allMatch(points -> points <= 12);
        assertThat(accused).isEmpty();
    }

    private static Scorecard graded(LabelledCall call, List<JsonNode> answers) {
        Judge judge = new ModelJudge(TestRubric.RUBRIC, TestRubric.FOLDER.prompt(), new Desk(answers), "desk");
        return new Grader(TestRubric.RUBRIC, "", judge).grade(call.turns(), 1, "", answered -> {});
    }

    /** Gives to each question of a request what was answered to it. */
    private record Desk(List<JsonNode> answers) implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            String asked = ((UserMessage) request.messages().getLast()).singleText();
            List<String> ids =
                    ASKED.matcher(asked).results().map(r -> r.group(1)).toList();
            String sheet = answers.stream()
                    .filter(answer -> ids.contains(answer.path("id").asString()))
                    .map(JsonNode::toString)
                    .collect(Collectors.joining(",", "{\"answers\":[", "]}"));
            return ChatResponse.builder().aiMessage(AiMessage.from(sheet)).build();
        }
    }

    private static Map<String, List<JsonNode>> answers() {
        try (InputStream in = StrongJudgeTest.class.getResourceAsStream("/judging/desk-verdicts.json")) {
            return JSON.readValue(Objects.requireNonNull(in), new TypeReference<>() {});
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<LabelledCall> calls() {
        return Stream.of(
                        "prompts/transcripts/steady-hand",
                        "benchmarks/leadership-calls/unseen",
                        "benchmarks/leadership-calls/setting")
                .flatMap(folder -> LabelledCall.readAll(TestRubric.PROMPTS.resolveSibling(folder)).stream());
    }

    private static List<CriterionResult> observed(List<CriterionResult> labels) {
        return labels.stream().filter(label -> kind(label) != Kind.ORDER).toList();
    }

    private static Kind kind(CriterionResult label) {
        return TestRubric.RUBRIC.criterion(label.id()).kind();
    }

    private static Verdict verdict(Scorecard card, String id) {
        return card.criteria().stream()
                .filter(result -> result.id().equals(id))
                .findFirst()
                .orElseThrow()
                .verdict();
    }
}
