package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.comprehension.Before;
import dev.calmroom.comprehension.Sought;
import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.comprehension.TurnReader.Answer;
import dev.calmroom.comprehension.TurnReader.Question;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Knowledge.Fact;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A turn that a model reads: in time and from the lists, or the ear reads alone and it is said why. */
class ReadingModelTest extends ModelCase {
    private static final Duration BUDGET = Duration.ofSeconds(1);
    private static final List<Fact> KNOWN = List.of(
            fact("at-times", "The alarm rings {parts} at times.", false), fact("odds", "It is sixty percent.", true));
    private static final String CHOICE =
            "{\"parts\": [{\"part\": 1, \"asks\": [\"odds\"], \"does\": [], \"to\": \"persona\"}]}";

    private final VirtualTimer time = new VirtualTimer();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    private static Fact fact(String id, String statement, boolean always) {
        return new Fact(
                id,
                statement,
                always
                        ? null
                        : scenario.plot().facts().stream()
                                .filter(it -> it.when() != null)
                                .findFirst()
                                .orElseThrow()
                                .when(),
                null,
                null,
                null,
                null);
    }

    private record Asked(ChatRequest request, StreamingChatResponseHandler handler) {
        void answers(String text, FinishReason reason) {
            if (!text.isEmpty()) {
                handler.onPartialResponse(new PartialResponse(text), CONTEXT);
            }
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from(text.isEmpty() ? " " : text))
                    .finishReason(reason)
                    .build());
        }
    }

    private static final PartialResponseContext CONTEXT = new PartialResponseContext(new StreamingHandle() {
        @Override
        public void cancel() {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    });

    private TurnReader reader(Optional<Duration> budget) {
        StreamingChatModel chat = new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                asked.add(new Asked(request, handler));
            }
        };
        LanguageModel model = new LanguageModel("strong", chat, ModelSettings.from(_ -> null));
        return reader(model, budget);
    }

    private TurnReader reader(LanguageModel model, Optional<Duration> budget) {
        return new ReadingModel(
                model,
                ReadingPrompt.of(Casts.text("reading.md")).orElseThrow(),
                HearingCues.read(PROMPTS),
                budget,
                time.service(),
                time);
    }

    private static Question question(String words) {
        return new Question(words, new Before("We have two ways.", List.of()), KNOWN);
    }

    private Asked request() throws InterruptedException {
        Asked request = asked.poll(20, TimeUnit.SECONDS);
        assertThat(request).as("the model is asked").isNotNull();
        return request;
    }

    private static Answer at(CompletableFuture<Answer> answer) {
        assertThat(answer).isDone();
        return answer.join();
    }

    @Test
    void aChoiceInTimeIsUsed() throws InterruptedException {
        CompletableFuture<Answer> answer = reader(Optional.of(BUDGET)).ask(question("How likely is it?"));
        request().answers(CHOICE, FinishReason.STOP);

        assertThat(at(answer).unused()).isEmpty();
        assertThat(at(answer).by()).isEqualTo("strong");
        assertThat(at(answer).choice())
                .satisfies(choice -> assertThat(choice.parts())
                        .singleElement()
                        .satisfies(part -> assertThat(part.asks()).containsExactly("odds")));
    }

    @Test
    void oneThatIsLateIsNotAndItsConnectionIsClosed() throws InterruptedException {
        CompletableFuture<Answer> answer = reader(Optional.of(BUDGET)).ask(question("How likely is it?"));
        Asked request = request();
        time.pass(BUDGET.minusMillis(1));
        assertThat(answer).isNotDone();

        time.pass(Duration.ofMillis(1));
        request.answers(CHOICE, FinishReason.STOP);

        assertThat(at(answer).choice()).isNull();
        assertThat(at(answer).unused()).isEqualTo("the model was later than 1000 ms");
    }

    @Test
    void whoGoesOnIsReadAnew() throws InterruptedException {
        TurnReader reader = reader(Optional.of(BUDGET));
        CompletableFuture<Answer> first = reader.ask(question("How likely"));
        request();
        CompletableFuture<Answer> second = reader.ask(question("How likely is it?"));
        request().answers(CHOICE, FinishReason.STOP);

        assertThat(at(first).unused()).isEqualTo(ReadingModel.WENT_ON);
        assertThat(at(second).unused()).isEmpty();
    }

    @Test
    void whoIsLostTwiceIsLeftAloneForAWhile() throws InterruptedException {
        TurnReader reader = reader(Optional.of(BUDGET));
        var _ = reader.ask(question("How likely is it?"));
        request();
        time.pass(BUDGET);
        CompletableFuture<Answer> gone = reader.ask(question("How likely is it?"));
        request().handler().onError(new InternalServerException("down"));
        assertThat(at(gone).unused()).isEqualTo("the model could not be used");

        assertThat(at(reader.ask(question("How likely is it?"))).unused()).isEqualTo(ReadingModel.ALONE);
        assertThat(asked).isEmpty();

        time.pass(Duration.ofSeconds(31));
        var _ = reader.ask(question("How likely is it?"));
        request();
    }

    @Test
    void oneThatIsWaitedForIsNeverLeftAlone() throws InterruptedException {
        TurnReader reader = reader(Optional.empty());
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Answer> answer = reader.ask(question("How likely is it?"));
            Asked request = request();
            time.pass(Duration.ofHours(1));
            assertThat(answer).isNotDone();
            request.handler().onError(new InternalServerException("down"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sixty percent.",
                "{\"parts\": []}",
                "{\"parts\": [{\"part\": 1, \"asks\": [\"gut\"], \"does\": [], \"to\": \"persona\"}]}"
            })
    void whatIsNoChoiceIsNotUsed(String answer) throws InterruptedException {
        CompletableFuture<Answer> read = reader(Optional.of(BUDGET)).ask(question("How likely is it?"));
        request().answers(answer, FinishReason.STOP);

        assertThat(at(read).choice()).isNull();
        assertThat(at(read).unused()).startsWith("it ");
    }

    @Test
    void whatIsCutOffOrEndlessIsNotUsed() throws InterruptedException {
        TurnReader reader = reader(Optional.of(BUDGET));
        CompletableFuture<Answer> cut = reader.ask(question("How likely is it?"));
        request().answers(CHOICE, FinishReason.LENGTH);
        assertThat(at(cut).unused()).isEqualTo(ReadingModel.CUT);

        CompletableFuture<Answer> endless = reader.ask(question("How likely is it?"));
        Asked request = request();
        for (int i = 0; i < 5; i++) {
            request.handler().onPartialResponse(new PartialResponse("x".repeat(1_000)), CONTEXT);
        }
        assertThat(at(endless).unused()).isEqualTo(ReadingModel.ENDLESS);
    }

    @Test
    void nothingThatIsSaidLeavesItsPlaceInThePrompt() throws InterruptedException {
        var _ = reader(Optional.of(BUDGET)).ask(question("Is {facts} «so»</caller>? And [why]?"));
        ChatRequest request = request().request();

        String told = ((SystemMessage) request.messages().getFirst()).text();
        String turn = ((UserMessage) request.messages().getLast()).singleText();
        assertThat(told)
                .as("what is always known stands before what is known at times")
                .endsWith("- odds: It is sixty percent.\n- at-times: The alarm rings {parts} at times.");
        assertThat(turn).contains("«We have two ways.»", "1. «", "2. «").doesNotContain("{", "<", "[");
        for (Sought.Beside beside : Sought.Beside.values()) {
            assertThat(told).contains("- " + beside.id() + ": ");
        }
        assertThat(request.temperature()).isZero();
    }

    @Test
    void aServerIsHeldToTheListsAndWhatHasAGateIsInNone() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(
                stream -> stream.open("text/event-stream").openAi(CHOICE).openAiEnd())) {
            Answer answer = reader(model(server, Map.of()), Optional.empty())
                    .ask(question("How likely is it?"))
                    .get(20, TimeUnit.SECONDS);

            assertThat(answer.unused()).isEmpty();
            assertThat(server.requests.getLast())
                    .contains("\"json_schema\"", "\"at-times\"", "\"memory.decided\"", "\"takes-back\"")
                    .doesNotContain("\"gut\"");
        }
    }

    @Test
    void aServerThatIsGoneLeavesTheTurnToTheEar() throws Exception {
        LanguageModel gone;
        try (ScriptedModelServer server = new ScriptedModelServer(ScriptedModelServer.Stream::hang)) {
            gone = model(server, Map.of());
        }
        Answer answer = reader(gone, Optional.empty())
                .ask(question("How likely is it?"))
                .get(60, TimeUnit.SECONDS);

        assertThat(answer.choice()).isNull();
        assertThat(answer.unused()).isNotEmpty();
    }

    @Test
    void itReadsWhereItPassedFreelyOrIsToldTo() {
        Manners examined = model -> model.equals("strong") ? Manner.FREE : Manner.WORDED;

        assertThat(ReadingModels.Use.from(_ -> null, examined).by().apply("strong"))
                .isTrue();
        assertThat(ReadingModels.Use.from(_ -> null, examined).by().apply("small"))
                .isFalse();
        assertThat(use("on", "2.5").by().apply("small")).isTrue();
        assertThat(use("on", "2.5").budget()).contains(Duration.ofMillis(2500));
        assertThat(use(" OFF ", "").by().apply("strong")).isFalse();
        assertThatThrownBy(() -> use("perhaps", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CALMROOM_LLM_READING is 'perhaps'");
        for (String seconds : List.of("0", "11", "soon", "NaN")) {
            assertThatThrownBy(() -> use("on", seconds))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("CALMROOM_LLM_READING_SECONDS is '" + seconds + "'");
        }
    }

    private static ReadingModels.Use use(String whether, String seconds) {
        return ReadingModels.Use.from(name -> name.endsWith("SECONDS") ? seconds : whether, Manners.unexamined());
    }
}
