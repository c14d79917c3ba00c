package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.Leaving;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.scenario.SharedBridge;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A model whose server reads slowly: it reads while others speak, and nobody waits for it. */
class ReadingAheadTest extends ModelCase {
    private static final Duration TOO_LATE = Duration.ofMillis(2_800);

    private final VirtualTimer clock = new VirtualTimer();
    private final Server server = new Server();
    private final List<Turn> call = new ArrayList<>(List.of(Turn.of(1, Speaker.PERSONA, "It's me. We're still down.")));
    private final ModelCast cast = cast(Map.of());
    private PersonaAgent agent = cast.forCall();

    private ModelCast cast(Map<String, String> environment) {
        ModelSettings settings = ModelSettings.from(environment::get);
        return new ModelCast(
                new LanguageModel("stub", server, settings),
                scenario,
                Manner.WORDED,
                new ModelCast.Templates(Casts.text("turn.md"), ""),
                Patience.live(settings),
                SpeechRules.read(PROMPTS),
                SharedBridge.read(PROMPTS),
                guard,
                clock.service(),
                clock);
    }

    private record Asked(ChatRequest request, StreamingChatResponseHandler handler) {
        boolean ahead() {
            return Integer.valueOf(1).equals(request.maxOutputTokens());
        }

        void answered(String words) {
            if (!words.isEmpty()) {
                handler.onPartialResponse(new PartialResponse(words), new PartialResponseContext(new Leaving()));
            }
            handler.onCompleteResponse(
                    ChatResponse.builder().aiMessage(AiMessage.from(words)).build());
        }

        String last() {
            return ((UserMessage) request.messages().getLast()).singleText();
        }
    }

    private static final class Server implements StreamingChatModel {
        private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            asked.add(new Asked(request, handler));
        }

        Asked next() throws InterruptedException {
            Asked next = asked.poll(20, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        }
    }

    private Heard asks(String words) {
        call.add(Turn.of(call.size() + 1, Speaker.LEADER, words));
        Heard heard = new Heard();
        agent.word(
                UnderstudyTest.brief(call.size() + 1, "answer", "steady", List.of(), words), List.copyOf(call), heard);
        return heard;
    }

    private void said(Heard heard) {
        assertThat(heard.complete.getCount()).as("the turn is over").isZero();
        call.add(Turn.of(call.size() + 1, Speaker.PERSONA, heard.text()));
    }

    @Test
    void whatIsInTimeIsNotReadAhead() throws InterruptedException {
        Heard first = asks("How are your people?");
        server.next().answered("They are tired, all of them.");
        said(first);
        asks("Who is with you?");

        assertThat(server.next().ahead()).isFalse();
    }

    @Test
    void whoeverWasTooLateReadsTheCallWhileThePersonaSpeaks() throws InterruptedException {
        Heard first = asks("How are your people?");
        Asked late = server.next();
        clock.pass(TOO_LATE);
        said(first);
        assertThat(first.speaker).isEqualTo("understudy");

        Asked ahead = server.next();
        assertThat(ahead.ahead()).isTrue();
        List<ChatMessage> read = ahead.request().messages();
        assertThat(((AiMessage) read.get(read.size() - 2)).text()).isEqualTo(first.text());
        ahead.answered("");

        Heard second = asks("Who is with you?");
        Asked turn = server.next();
        assertThat(turn.request().messages().subList(0, read.size() - 1)).isEqualTo(read.subList(0, read.size() - 1));
        assertThat(turn.last().length())
                .as("a short note")
                .isLessThan(late.last().length());
        assertThat(turn.last()).doesNotContain("~", "«");
        turn.answered("Two of my leads are here with me.");
        assertThat(second.text()).endsWith("Two of my leads are here with me.");
    }

    @Test
    void whileItReadsForLongTheUnderstudySpeaksAtOnceAndTheReadingGoesOn() throws InterruptedException {
        agent.ring();
        Asked ahead = server.next();
        clock.pass(TOO_LATE);

        Heard first = asks("How are your people?");
        said(first);
        assertThat(first.speaker).isEqualTo("understudy");
        assertThat(first.note).isEqualTo("the model is still reading what was said");
        assertThat(server.asked)
                .as("nothing is asked behind what is being read")
                .isEmpty();

        ahead.answered("");
        Asked rest = server.next();
        assertThat(rest.ahead()).isTrue();
        assertThat(rest.request().messages().toString()).contains(first.text());
        rest.answered("");

        Heard second = asks("Who is with you?");
        server.next().answered("Two of my leads are here with me.");
        assertThat(second.text()).endsWith("Two of my leads are here with me.");
    }

    @Test
    void whoeverSetsALongerWaitHasTheModelWaitedForThoughItStillReads() throws InterruptedException {
        agent = cast(Map.of("CALMROOM_LLM_FIRST_WORD_SECONDS", "45")).forCall();
        agent.ring();
        assertThat(server.next().ahead()).isTrue();
        clock.pass(TOO_LATE);

        Heard first = asks("How are your people?");
        Asked turn = server.next();
        assertThat(turn.ahead()).isFalse();
        clock.pass(TOO_LATE);
        turn.answered("They are tired, all of them.");

        assertThat(first.text()).endsWith("They are tired, all of them.");
        assertThat(first.speaker).isEqualTo("stub");
    }

    @Test
    void whatHasReadTheCallIsNotLeftAloneThoughItWasTooLateTwice() throws InterruptedException {
        isTooLateTwiceAndThenAsked();
    }

    private void isTooLateTwiceAndThenAsked() throws InterruptedException {
        for (String words : List.of("How are your people?", "Who is with you?")) {
            Heard heard = asks(words);
            assertThat(server.next().ahead()).isFalse();
            clock.pass(TOO_LATE);
            said(heard);
            server.next().answered("");
        }

        Heard third = asks("What do you see?");
        server.next().answered("Errors, the same ones, over and over.");
        assertThat(third.text()).endsWith("Errors, the same ones, over and over.");
    }

    @Test
    void whatReadTheBeginningInTimeIsForgivenLaterToo() throws InterruptedException {
        agent.ring();
        server.next().answered("");

        isTooLateTwiceAndThenAsked();
    }

    @Test
    void theNextCallBeginsWithWhatThisOneFound() throws InterruptedException {
        Heard first = asks("How are your people?");
        server.next();
        clock.pass(TOO_LATE);
        said(first);
        server.next();

        agent = cast.forCall();
        agent.ring();
        server.next();
        Heard opening = asks("Who is with you?");

        assertThat(opening.speaker).as("without a moment's wait").isEqualTo("understudy");
        assertThat(server.asked).isEmpty();
    }
}
