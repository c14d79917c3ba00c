package dev.calmroom.call;

import dev.calmroom.conversation.CallInput;
import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.log.StoreStatus;
import dev.calmroom.protocol.ErrorCode;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.synthesis.SynthesisException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong in one call: said to the leader, with what becomes of the call, and where it helps, to the operator. */
final class CallTroubles {
    private static final Logger LOG = LoggerFactory.getLogger(CallTroubles.class);

    private final String session;
    private final Consumer<ToClient> line;
    /** Whether the client knows that the store is away. */
    private volatile boolean storeAway;

    CallTroubles(String session, Consumer<ToClient> line) {
        this.session = session;
        this.line = line;
    }

    /** A step that took none of the call with it. */
    void wentWrong(CallInput input, RuntimeException e) {
        LOG.error("call {}: {} went wrong", session, input.getClass().getSimpleName(), e);
        say(ErrorCode.INTERNAL, "Something went wrong with the last step. The call goes on; say it once more.");
    }

    /** After which the call cannot go on. */
    void nothingIsKept(LogUnavailableException e) {
        LOG.error("call {} ends: {}", session, e.getMessage());
        line.accept(new ToClient.Trouble(
                ErrorCode.STORE,
                e.getMessage() + " The call cannot go on, because nothing of it would be kept.",
                true));
    }

    /** After which the call cannot go on either. */
    void deleted() {
        LOG.info("call {} ends: it has been deleted", session);
        line.accept(new ToClient.Trouble(
                ErrorCode.ENDED, "This call has been deleted: nothing of it would be kept, so it ends here.", true));
    }

    /** @param longest how long a call may be on hold in all */
    void heldLongEnough(Duration longest) {
        say(
                ErrorCode.NO_HOLD,
                "This call has been on hold for %d minutes in all; it cannot be put on hold again."
                        .formatted(longest.toMinutes()));
    }

    void storeChanged(StoreStatus keeping) {
        switch (keeping) {
            case StoreStatus.Held held
            when !storeAway -> {
                storeAway = true;
                say(
                        ErrorCode.STORE,
                        held.reason() + " The call goes on; what is said is held in memory and kept once it is back.");
            }
            case StoreStatus.Held _ -> {}
            case StoreStatus.Kept _ -> {
                storeAway = false;
                say(ErrorCode.STORE, "The store is back, and all of the call is kept.");
            }
        }
    }

    /** @param waiting how many inputs wait while others are refused */
    void cannotKeepUp(int waiting) {
        LOG.error("call {}: {} inputs are waiting; others are refused", session, waiting);
        say(
                ErrorCode.OVERLOAD,
                "The call cannot keep up: what was said or done just now was not heard. Say it once more.");
    }

    void nobodyPickedUp(Duration within) {
        say(
                ErrorCode.ENDED,
                "Nobody picked up within %d minutes: the phone has stopped ringing.".formatted(within.toMinutes()));
    }

    void appraisalFailed() {
        say(
                ErrorCode.APPRAISAL,
                "Your words were heard, but what they do could not be worked out: the answer may not fit, and this turn"
                        + " moves nothing. The call goes on.");
    }

    void voiceFailed(SynthesisException failure) {
        say(ErrorCode.VOICE, failure.getMessage() + " The words are shown; the call goes on.");
    }

    void recognitionFailed(RecognitionException failure) {
        LOG.error("call {}: recognition failed", session, failure);
        say(ErrorCode.RECOGNITION, failure.getMessage() + " Type instead; the call goes on.");
    }

    void notAsked(String why) {
        say(ErrorCode.NOT_ASKED, why);
    }

    private void say(ErrorCode code, String message) {
        line.accept(new ToClient.Trouble(code, message, false));
    }
}
