package dev.calmroom.call;

import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a call and has not been looked at yet, in order; any thread may add. A call looks at hundreds of
 * inputs in the time in which one comes; where it does not, something is stuck, and more is not taken without end: what
 * comes at will is refused at a bound. What the call has asked for itself, and the leader's coming and going, has room
 * beyond it, for without that the call would wait for ever.
 */
final class CallInbox {
    private final int most;
    private final Runnable full;
    private final BlockingQueue<CallInput> inputs = new LinkedBlockingQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param most how many inputs wait before others are refused
     * @param full run at the first input that is refused, and again only when all have been looked at meanwhile
     */
    CallInbox(int most, Runnable full) {
        this.most = most;
        this.full = full;
    }

    void add(CallInput input) {
        if (inputs.size() < most || isAskedFor(input)) {
            inputs.add(input);
        } else if (told.compareAndSet(false, true)) {
            full.run();
        }
    }

    /** Where the core waits for what comes of an effect, and nothing will, as it has failed. */
    void addFailed(CallEffect effect, RuntimeException failure) {
        if (effect instanceof CallEffect.FinishSegment asked) {
            add(new CallInput.Recognised(asked.segment(), "", List.of()));
        } else if (effect instanceof CallEffect.Prepare asked) {
            add(new CallInput.Unprepared(asked.reply(), String.valueOf(failure.getMessage())));
        }
    }

    /** Waits for the next one. @return null when none came within that time */
    @Nullable
    CallInput poll(Duration wait) throws InterruptedException {
        CallInput next = inputs.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        if (inputs.isEmpty()) {
            told.set(false);
        }
        return next;
    }

    /** Answers to what the core wanted done: there are no more of them than it has wanted. */
    private static boolean isAskedFor(CallInput input) {
        return switch (input) {
            case CallInput.Recognised _,
                    CallInput.Decided _,
                    CallInput.Appraised _,
                    CallInput.Failed _,
                    CallInput.FirstWord _,
                    CallInput.MurmurReady _,
                    CallInput.ClauseReady _,
                    CallInput.Told _,
                    CallInput.ReplyComplete _,
                    CallInput.Unprepared _,
                    CallInput.Stirred _,
                    CallInput.AudioSent _,
                    CallInput.PutOnHold _,
                    CallInput.TakenOffHold _,
                    CallInput.PutDown _,
                    CallInput.HungUp _,
                    CallInput.Detached _,
                    CallInput.Attached _ -> true;
            case CallInput.Answered _,
                    CallInput.Occupied _,
                    CallInput.VoiceSuspected _,
                    CallInput.SuspicionPassed _,
                    CallInput.VoiceStarted _,
                    CallInput.VoiceEnded _,
                    CallInput.SilenceHeard _,
                    CallInput.Partial _,
                    CallInput.Typed _,
                    CallInput.Muted _,
                    CallInput.Played _,
                    CallInput.Tick _ -> false;
        };
    }
}
