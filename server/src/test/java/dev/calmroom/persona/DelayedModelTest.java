package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.Leaving;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A whole call with a model that is late by so and so much, on a clock that stands still in between. */
class DelayedModelTest extends ModelCase {
    private static final Duration FIRST_WORDS = Duration.ofMillis(200);
    private static final Duration BEHIND_THE_BRIDGE = Duration.ofMillis(2_500);
    private static final List<String> QUESTIONS = List.of(
            "And what about the fix?",
            "How are your people?",
            "What do the customers know?",
            "Who is with you?",
            "What do you see?",
            "And the rollback?",
            "What does Sales say?",
            "What comes next?");

    private final VirtualTimer clock = new VirtualTimer();

    @Test
    void whateverTheDelayNobodyWaitsLongerForTheFirstWords() throws Exception {
        List<Integer> delays =
                IntStream.range(0, 24).map(i -> 100 + i * 100).boxed().toList();
        List<Said> call = call(delays);

        assertThat(call).allSatisfy(turn -> {
            assertThat(turn.silent()).isLessThanOrEqualTo(FIRST_WORDS);
            assertThat(turn.speaker()).isEqualTo("stub, free");
            assertThat(turn.sentences()).contains(turn.sentence());
        });
        assertThat(call.getFirst().sentences())
                .as("a quick one needs no bridge")
                .hasSize(1);
        nothingIsSaidTwice(call);
    }

    @Test
    void whatHasNotComeByThenIsEndedByTheUnderstudyAndNothingIsSaidTwice() throws Exception {
        // Two lost in a row would leave the model alone for half a minute.
        List<Said> call = call(List.of(9_000, 400, 3_000, 300, 2_900, 500, 60_000, 700));

        for (int i = 0; i < call.size(); i += 2) {
            Said turn = call.get(i);
            assertThat(turn.speaker()).isEqualTo("understudy");
            assertThat(turn.silent()).isLessThanOrEqualTo(FIRST_WORDS);
            assertThat(turn.took()).isEqualTo(FIRST_WORDS.plus(BEHIND_THE_BRIDGE));
            assertThat(turn.sentences()).hasSizeGreaterThan(1).doesNotContain(turn.sentence());
        }
        nothingIsSaidTwice(call);
    }

    /** Of one word or two only a bridge has to be new: «Okay.» stands before many a line. */
    private static void nothingIsSaidTwice(List<Said> call) {
        List<String> bridges = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (Said turn : call) {
            String bridge = String.join(" ", turn.sentences()).replace(turn.sentence(), "");
            if (turn.speaker().startsWith("stub") && !bridge.isBlank()) {
                assertThat(before).doesNotContain(bridge.strip());
                bridges.add(bridge.strip());
            }
            before.addAll(turn.sentences());
        }
        assertThat(bridges).doesNotHaveDuplicates();
        assertThat(before.stream().filter(sentence -> SaidSoFar.count(sentence) > 2))
                .doesNotHaveDuplicates();
    }

    /** @param sentence what the model had to say */
    private record Said(String sentence, Duration silent, Duration took, String speaker, List<String> sentences) {}

    private List<Said> call(List<Integer> delays) throws InterruptedException {
        Late late = new Late();
        ModelSettings settings = ModelSettings.from(Map.<String, String>of()::get);
        ModelCast cast = new ModelCast(
                new LanguageModel("stub", late, settings),
                scenario,
                Manner.FREE,
                new ModelCast.Templates("", Casts.text("turn-free.md")),
                Patience.live(settings),
                SpeechRules.read(PROMPTS),
                guard,
                clock.service(),
                clock);
        PersonaAgent agent = cast.forCall();
        List<Turn> turns = new ArrayList<>(List.of(Turn.of(1, Speaker.PERSONA, "It's me. We're still down.")));
        List<Said> said = new ArrayList<>();
        boolean slow = false;
        for (int i = 0; i < delays.size(); i++) {
            late.delay = Duration.ofMillis(delays.get(i));
            late.sentence = "That is how it looks from here, line %c%c of it.".formatted('a' + i / 5, 'f' + i % 5);
            String question = QUESTIONS.get(i % QUESTIONS.size());
            turns.add(Turn.of(turns.size() + 1, Speaker.LEADER, question));
            Spoken spoken = new Spoken();
            agent.word(UnderstudyTest.brief(turns.size() + 1, "answer", "steady", List.of(), question), turns, spoken);
            assertThat(late.asked.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            clock.pass(Duration.ofSeconds(10));
            if (late.delay.compareTo(FIRST_WORDS.plus(BEHIND_THE_BRIDGE)) > 0) {
                slow = true;
            }
            if (slow) {
                assertThat(late.read.tryAcquire(10, TimeUnit.SECONDS))
                        .as("the call is read ahead")
                        .isTrue();
            }
            assertThat(spoken.complete.getCount()).as("the turn is over").isZero();
            turns.add(Turn.of(turns.size() + 1, Speaker.PERSONA, spoken.text()));
            said.add(new Said(
                    SaidSoFar.plain(late.sentence),
                    spoken.silent,
                    spoken.end,
                    spoken.speaker,
                    List.of(SaidSoFar.plain(spoken.text()).split(" \\| ", -1))));
        }
        agent.leave();
        return said;
    }

    /** Has one sentence to say, after so long on the test's clock. */
    private final class Late implements StreamingChatModel {
        private final Semaphore asked = new Semaphore(0);
        private final Semaphore read = new Semaphore(0);
        private Duration delay = Duration.ZERO;
        private String sentence = "";

        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            if (Integer.valueOf(1).equals(request.maxOutputTokens())) {
                handler.onCompleteResponse(
                        ChatResponse.builder().aiMessage(AiMessage.from("")).build());
                read.release();
                return;
            }
            String words = sentence;
            clock.after(delay, () -> {
                handler.onPartialResponse(new PartialResponse(words), new PartialResponseContext(new Leaving()));
                handler.onCompleteResponse(
                        ChatResponse.builder().aiMessage(AiMessage.from(words)).build());
            });
            asked.release();
        }
    }

    private final class Spoken extends Heard {
        private final long asked = clock.millis();
        private Duration silent = Duration.ofDays(1);
        private Duration end = Duration.ofDays(1);

        @Override
        public void onText(String text) {
            silent = pieces.isEmpty() ? Duration.ofMillis(clock.millis() - asked) : silent;
            super.onText(text);
        }

        @Override
        public void onComplete(String speaker, String note) {
            end = Duration.ofMillis(clock.millis() - asked);
            super.onComplete(speaker, note);
        }
    }
}
