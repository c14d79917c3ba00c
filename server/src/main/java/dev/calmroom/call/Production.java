package dev.calmroom.call;

import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.SpokenClause;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.synthesis.ClauseSplitter;
import dev.calmroom.transcript.Tell;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one reply: words from the persona's agent, clauses from words, a rendition from clauses, each as soon as it can.
 * The next clause is made while one is spoken. Stops at once when told to.
 */
final class Production implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Production.class);
    /** Some minutes of speech; no turn has so many. */
    private static final int MOST_CLAUSES = 100;

    private sealed interface Piece {}

    private record Spoken(String clause) implements Piece {}

    private record Whole(String speaker, String note, List<Tell> tells) implements Piece {}

    private final CallEffect.Prepare order;
    private final Rendition rendition;
    private final ClauseSplitter splitter;
    private final Consumer<CallInput> inputs;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    /** Whoever words the reply does not come to an end: no more of it is taken. */
    private volatile boolean overlong;

    private final Thread worker;
    private volatile boolean stopped;
    private volatile @Nullable Wording wording;

    Production(CallEffect.Prepare order, Rendition rendition, ClauseSplitter splitter, Consumer<CallInput> inputs) {
        this.order = order;
        this.rendition = rendition;
        this.splitter = splitter;
        this.inputs = inputs;
        this.worker = Thread.ofVirtual().name("reply-" + order.reply()).unstarted(this::render);
    }

    void start(PersonaAgent agent) {
        worker.start();
        Wording begun = agent.word(order.brief(), order.conversation(), new Words(agent.name()));
        wording = begun;
        if (stopped || overlong) {
            begun.cancel();
        }
    }

    private final class Words implements WordingListener {
        private final String speaker;
        private boolean begun;
        private int clauses;
        private final StringBuilder words = new StringBuilder();
        private List<Tell> told = List.of();

        Words(String speaker) {
            this.speaker = speaker;
        }

        @Override
        public void onText(String text) {
            if (!begun && !text.isBlank()) {
                begun = true;
                inputs.accept(new CallInput.FirstWord(order.reply()));
            }
            words.append(text);
            splitter.accept(text).forEach(this::add);
        }

        private void add(String clause) {
            if (overlong) {
                return;
            }
            if (++clauses > MOST_CLAUSES) {
                overlong = true;
                pieces.add(new Whole(speaker, "cut short after %d clauses".formatted(MOST_CLAUSES), told));
                Wording endless = wording;
                if (endless != null) {
                    endless.cancel();
                }
                return;
            }
            pieces.add(new Spoken(clause));
        }

        @Override
        public void onPause() {
            splitter.flush().forEach(this::add);
        }

        @Override
        public void onTold(List<Tell> tells) {
            told = tells;
            // Ahead of the clauses, which are still to be spoken: whoever breaks in has heard some of them.
            inputs.accept(new CallInput.Told(order.reply(), words.toString(), tells));
        }

        @Override
        public void onComplete(String speaker, String note) {
            splitter.finish().forEach(this::add);
            if (!overlong) {
                pieces.add(new Whole(speaker, note, told));
            }
        }
    }

    private void render() {
        try {
            while (!stopped) {
                switch (pieces.take()) {
                    case Spoken spoken -> speak(spoken.clause().strip());
                    case Whole whole -> {
                        inputs.accept(new CallInput.ReplyComplete(
                                order.reply(), whole.speaker(), whole.note(), rendition.complete(), whole.tells()));
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // An error, too: the call would wait for this reply for ever.
            LOG.error("reply {} could not be made", order.reply(), e);
            inputs.accept(new CallInput.Unprepared(order.reply(), String.valueOf(e.getMessage())));
        }
    }

    private void speak(String words) {
        SpokenClause clause = rendition.add(words);
        if (!stopped) {
            inputs.accept(new CallInput.ClauseReady(order.reply(), clause.text(), clause.start(), clause.end()));
        }
    }

    @Override
    public void close() {
        stopped = true;
        Wording words = wording;
        if (words != null) {
            words.cancel();
        }
        rendition.close();
        worker.interrupt();
    }
}
