package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Question;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether the persona knows what it knows: the scenario's example questions are asked again, an eighth at a time, of an
 * ear that has learned the other seven. Those without an answer are to be turned down, the others answered, and by the right
 * facts.
 */
@Tag("slow")
class QuestionsCrossValidationTest {
    private static final int FOLDS = 8;
    private static final Set<String> LITTLE = HearingCues.read(Path.of(System.getProperty("calmroom.root"), "prompts"))
            .english();

    private record Asked(Question question, String words) {
        boolean hasAnswer() {
            return !question.facts().isEmpty();
        }
    }

    private record Outcome(Asked asked, Optional<KnownQuestions.Match> found) {
        boolean isAnswered() {
            return found.filter(KnownQuestions.Match::isMeant)
                    .filter(match -> !match.question().facts().isEmpty())
                    .isPresent();
        }

        boolean isRight() {
            return isAnswered()
                    && found.orElseThrow()
                            .question()
                            .facts()
                            .equals(asked.question().facts());
        }
    }

    @Test
    void leftOutQuestionsAreAnsweredOrTurnedDown() {
        Scenario scenario =
                new ScenarioFiles(Path.of(System.getProperty("calmroom.root"), "prompts")).load("platform-down");
        EmbeddingModel model = remembering(new AllMiniLmL6V2QuantizedEmbeddingModel());
        List<Outcome> outcomes = IntStream.range(0, FOLDS)
                .boxed()
                .flatMap(fold -> ask(fold, scenario.questions(), model).stream())
                .toList();
        List<Outcome> known =
                outcomes.stream().filter(o -> o.asked().hasAnswer()).toList();
        List<Outcome> unknown =
                outcomes.stream().filter(o -> !o.asked().hasAnswer()).toList();
        double answered = share(known.stream().filter(Outcome::isAnswered).count(), known);
        double right = share(known.stream().filter(Outcome::isRight).count(), known);
        double turnedDown = share(unknown.stream().filter(o -> !o.isAnswered()).count(), unknown);
        System.out.printf(
                "with an answer: %d, answered %.3f, rightly %.3f; without: %d, turned down %.3f%n",
                known.size(), answered, right, unknown.size(), turnedDown);

        assertThat(unknown).hasSizeGreaterThan(150);
        assertThat(right).as("answered by the right facts").isGreaterThan(0.40);
        assertThat(right / answered).as("of what is answered").isGreaterThan(0.66);
        assertThat(turnedDown).as("without an answer").isGreaterThan(0.78);
    }

    /** The examples are the same in seven of eight folds. */
    private static EmbeddingModel remembering(EmbeddingModel model) {
        Map<String, Embedding> meanings = new HashMap<>();
        return new EmbeddingModel() {
            @Override
            public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
                return Response.from(segments.stream()
                        .map(segment -> meanings.computeIfAbsent(
                                segment.text(), text -> model.embed(text).content()))
                        .toList());
            }
        };
    }

    private static double share(long count, List<Outcome> of) {
        return (double) count / of.size();
    }

    private static List<Outcome> ask(int fold, List<Question> questions, EmbeddingModel model) {
        List<Question> learned = new ArrayList<>();
        List<Asked> leftOut = new ArrayList<>();
        int count = 0;
        for (Question question : questions) {
            List<String> kept = new ArrayList<>();
            for (String words : question.asks()) {
                if (question.asks().size() > 1 && count++ % FOLDS == fold) {
                    leftOut.add(new Asked(question, words));
                } else {
                    kept.add(words);
                }
            }
            learned.add(new Question(
                    question.facts(), kept, question.does(), question.option(), question.following(), question.kind()));
        }
        KnownQuestions known = new KnownQuestions(model, learned, new ContentWords(LITTLE));
        return leftOut.stream()
                .map(asked -> new Outcome(
                        asked, known.nearest(asked.words(), Meanings.of(model, asked.words()), question -> true)))
                .toList();
    }
}
