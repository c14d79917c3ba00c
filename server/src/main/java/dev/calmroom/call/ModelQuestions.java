package dev.calmroom.call;

import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.turntaking.EndOfTurnDetector;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one call asks its models. Every question is answered, be it by {@link CallInput.Failed}. */
final class ModelQuestions {
    private static final Logger LOG = LoggerFactory.getLogger(ModelQuestions.class);

    private static final String TOO_MUCH = "too much is being asked at the moment";

    private final String session;
    private final ModelThreads threads;
    private final EndOfTurnDetector endOfTurn;
    private final Consumer<CallInput> answers;
    private final Runnable trouble;
    private final AtomicBoolean troubled = new AtomicBoolean();

    /**
     * @param answers is given them on one of the threads
     * @param trouble run once, when a turn could not be appraised for the first time
     */
    ModelQuestions(
            String session,
            ModelThreads threads,
            EndOfTurnDetector endOfTurn,
            Consumer<CallInput> answers,
            Runnable trouble) {
        this.session = session;
        this.threads = threads;
        this.endOfTurn = endOfTurn;
        this.answers = answers;
        this.trouble = trouble;
    }

    /** Without an answer the leader is waited for as anybody would be: no reason to trouble the leader with it. */
    void decide(CallEffect.Decide question) {
        ask(question.id(), () -> new CallInput.Decided(question.id(), endOfTurn.decide(question.turn())), () -> {});
    }

    /** What comes of it may come late, from a thread of a language model's: none of ours waits for that. */
    void appraise(CallEffect.Appraise question) {
        Runnable failed = () -> {
            if (troubled.compareAndSet(false, true)) {
                trouble.run();
            }
        };
        try {
            var _ = question.roleplay()
                    .understanding(question.said(), threads::execute)
                    .whenComplete((understood, failure) -> {
                        if (failure == null) {
                            answers.accept(new CallInput.Appraised(question.id(), understood));
                        } else {
                            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                            fail(question.id(), String.valueOf(cause.getMessage()), cause, failed);
                        }
                    });
        } catch (RejectedExecutionException e) {
            fail(question.id(), TOO_MUCH, e, failed);
        }
    }

    private void ask(int id, Supplier<CallInput> question, Runnable failed) {
        try {
            threads.execute(() -> answer(id, question, failed));
        } catch (RejectedExecutionException e) {
            fail(id, TOO_MUCH, e, failed);
        }
    }

    private void answer(int id, Supplier<CallInput> question, Runnable failed) {
        CallInput answer;
        try {
            answer = question.get();
        } catch (RuntimeException | Error e) {
            // An error, too: of a model's library, or of a stack that is full. The call would wait for ever.
            fail(id, String.valueOf(e.getMessage()), e, failed);
            return;
        }
        answers.accept(answer);
    }

    private void fail(int id, String reason, Throwable cause, Runnable failed) {
        LOG.error("call {}: question {} has no answer: {}", session, id, reason, cause);
        failed.run();
        answers.accept(new CallInput.Failed(id, reason));
    }
}
