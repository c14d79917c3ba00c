package dev.calmroom.replay;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * A call from elsewhere as a log of our own: both sides' words as they were said, and what the leader's would have done
 * to the persona. From such a log everything else works as from a call that was taken here: report, retake, what if.
 */
public final class BroughtIn {
    /** Who words the persona's turns in such a log: nobody of ours. */
    public static final String SPEAKER = "brought in";

    private static final Duration WORD = Duration.ofMillis(375);
    /** What stands for the persona's first turn where the leader speaks first. */
    private static final String NOTHING_SAID = "…";

    private final List<LoggedEvent> log = new ArrayList<>();
    private Roleplay roleplay;
    private Duration now = Duration.ZERO;

    private BroughtIn(Roleplay ringing) {
        this.roleplay = ringing;
    }

    /**
     * @param ringing a roleplay of the call's scenario that has not been answered
     * @param started the log's first event
     * @param progress told how much of it has been heard, 0 to 1
     */
    public static List<LoggedEvent> log(
            SessionStarted started, Roleplay ringing, RecordedCall call, DoubleConsumer progress) {
        BroughtIn broughtIn = new BroughtIn(ringing);
        broughtIn.record(started);
        broughtIn.tell(call, progress);
        return List.copyOf(broughtIn.log);
    }

    private void tell(RecordedCall call, DoubleConsumer progress) {
        Step opened = roleplay.open();
        roleplay = opened.next();
        if (call.said().getFirst().isLeader() && opened.brief().isPresent()) {
            persona(NOTHING_SAID);
        }
        int told = 0;
        for (Turn turn : call.said()) {
            progress.accept((double) told++ / call.said().size());
            if (!turn.isLeader() && isTimed(turn)) {
                timed(turn);
                continue;
            }
            Duration spoken = now.plus(WORD.multipliedBy(turn.text().split("\\s+").length));
            Duration known = call.leaderTimes().getOrDefault(turn.number(), spoken);
            now = turn.isLeader() && known.compareTo(now) > 0 ? known : spoken;
            if (turn.isLeader()) {
                take(roleplay.hear(new Said(turn.text(), turn.words(), Medium.TRANSCRIPT), now));
            } else {
                persona(turn.text());
            }
        }
        take(roleplay.end(EndReason.TRANSCRIPT_ENDED, now));
    }

    /** What was heard has its time: the words end then, and began so long after the leader's. */
    private void timed(Turn turn) {
        Duration begin = turn.words().getFirst().start();
        Duration end = turn.words().getLast().end();
        TurnLatency latency = begin.compareTo(now) > 0
                ? TurnLatency.NONE.played(begin.minus(now), begin.minus(now))
                : TurnLatency.NONE;
        now = end.compareTo(now) > 0 ? end : now;
        persona(turn.text(), latency);
    }

    private static boolean isTimed(Turn turn) {
        return !turn.words().isEmpty();
    }

    private void persona(String text) {
        persona(text, TurnLatency.NONE);
    }

    private void persona(String text, TurnLatency latency) {
        int number = roleplay.conversation().size() + 1;
        record(new PersonaSpoke(number, text, text, SPEAKER, Delivery.PLAIN, SPEAKER, "", latency, List.of()));
        roleplay = roleplay.spoken(number, text, text, List.of());
    }

    private void take(Step step) {
        step.events().forEach(this::record);
        roleplay = step.next();
    }

    private void record(SessionEvent event) {
        log.add(new LoggedEvent(log.size() + 1L, now.toMillis(), event));
    }
}
