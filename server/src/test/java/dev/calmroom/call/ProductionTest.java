package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.FakeRoleplay;
import dev.calmroom.conversation.SpokenClause;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.synthesis.ClauseSplitter;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of words that come with pauses between them. */
class ProductionTest {
    private final BlockingQueue<CallInput> inputs = new LinkedBlockingQueue<>();
    private final CompletableFuture<WordingListener> listener = new CompletableFuture<>();

    @Test
    void wordsBeforeAPauseAreSpokenWhileTheRestIsAwaited() throws Exception {
        Brief brief = FakeRoleplay.calm().open().brief().orElseThrow();
        CallEffect.Prepare order = new CallEffect.Prepare(1, brief, List.of(), Duration.ZERO, Duration.ZERO);
        Rendition unheard = new WordRendition(order, () -> ClientChannel.NOBODY, inputs::add);
        try (Production production = new Production(order, unheard, ClauseSplitter.inPhrases(), inputs::add)) {
            production.start(new Waiting());
            WordingListener words = listener.get(10, TimeUnit.SECONDS);
            words.onText("Yeah, okay.");
            words.onPause();
            assertThat(clause()).isEqualTo("Yeah, okay.");

            words.onText(" It held twice.");
            words.onPause();
            assertThat(clause()).isEqualTo("It held twice.");

            words.onComplete("somebody", "");
            assertThat(inputs.poll(10, TimeUnit.SECONDS)).isInstanceOf(CallInput.ReplyComplete.class);
        }
    }

    @Test
    void aVoiceThatFailsWithAnErrorLeavesNobodyWaiting() throws Exception {
        Brief brief = FakeRoleplay.calm().open().brief().orElseThrow();
        CallEffect.Prepare order = new CallEffect.Prepare(1, brief, List.of(), Duration.ZERO, Duration.ZERO);
        Rendition unsound = new Rendition() {
            @Override
            public SpokenClause add(String words) {
                throw new UnsatisfiedLinkError("no such library");
            }

            @Override
            public long complete() {
                return 0;
            }

            @Override
            public void play() {}

            @Override
            public void shown() {}

            @Override
            public void hold() {}

            @Override
            public void resume() {}

            @Override
            public void resend(long from) {}

            @Override
            public void close() {}
        };
        try (Production production = new Production(order, unsound, ClauseSplitter.inPhrases(), inputs::add)) {
            production.start(new Waiting());
            listener.get(10, TimeUnit.SECONDS).onText("Yeah, okay.");
            listener.get().onPause();
            assertThat(inputs.poll(10, TimeUnit.SECONDS)).isInstanceOf(CallInput.FirstWord.class);
            assertThat(inputs.poll(10, TimeUnit.SECONDS)).isEqualTo(new CallInput.Unprepared(1, "no such library"));
        }
    }

    private String clause() throws InterruptedException {
        CallInput next = inputs.poll(10, TimeUnit.SECONDS);
        return next instanceof CallInput.FirstWord
                ? clause()
                : next instanceof CallInput.ClauseReady ready ? ready.text() : "no clause: " + next;
    }

    /** Says what the test says. */
    private final class Waiting implements PersonaAgent {
        @Override
        public String name() {
            return "somebody";
        }

        @Override
        public Wording word(Brief brief, List<Turn> conversation, WordingListener heard) {
            listener.complete(heard);
            return () -> {};
        }
    }
}
