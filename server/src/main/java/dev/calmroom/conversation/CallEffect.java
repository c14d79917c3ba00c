package dev.calmroom.conversation;

import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.persona.Brief;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.transcript.Turn;
import dev.calmroom.turntaking.TurnSoFar;
import java.time.Duration;
import java.util.List;

/** What the core wants done; the shell does it in order. */
public sealed interface CallEffect {

    /** Keep the event, then show it. */
    record Keep(SessionEvent event) implements CallEffect {}

    /** Ask the recogniser for the final words of a segment. */
    record FinishSegment(int segment) implements CallEffect {}

    /**
     * Decide how long the leader is waited for; {@link CallInput.Decided} or {@link CallInput.Failed} answers. The
     * answer counts only as long as it is awaited: what the leader does meanwhile may make it pointless.
     *
     * @param id of this question; {@link Appraise} counts along
     */
    record Decide(int id, TurnSoFar turn) implements CallEffect {}

    /**
     * Make out what the leader's words do; {@link CallInput.Appraised} or {@link CallInput.Failed} answers, as with
     * {@link Decide}.
     *
     * @param roleplay in whose conversation the words were said
     */
    record Appraise(int id, Roleplay roleplay, Said said) implements CallEffect {}

    /**
     * Word and synthesise a turn, silently; nothing is played before {@link Play}.
     *
     * @param lead how long before its first word the persona is to be heard murmuring; zero where it begins with the
     *     word
     * @param slack until the persona is to be heard; words that take longer to make shorten the lead
     */
    record Prepare(int reply, Brief brief, List<Turn> conversation, Duration lead, Duration slack)
            implements CallEffect {}

    /** Throw a prepared or running turn away: stop wording, synthesis and sending. */
    record Discard(int reply) implements CallEffect {}

    /** Begin to send a prepared turn. */
    record Play(int reply) implements CallEffect {}

    /** Play on, more quietly: the leader may be cutting in. */
    record Lower(int reply) implements CallEffect {}

    /** Stop at once, keep what has not been played. */
    record Hold(int reply) implements CallEffect {}

    /** Go on from where the persona was held, at full loudness. */
    record Continue(int reply) implements CallEffect {}

    /** The leader has the floor: drop what has not been played. */
    record Interrupt(int reply) implements CallEffect {}

    /** The persona has been heard to the end. */
    record Finished(int reply) implements CallEffect {}

    /** Send a reply once more from here: the client was away. */
    record Resend(int reply, long from) implements CallEffect {}

    /** Session time stands still from now on, until {@link StartClock}. */
    record StopClock() implements CallEffect {}

    /** Session time goes on; harmless where it does already. */
    record StartClock() implements CallEffect {}

    /** Captions of the leader's words. */
    record ShowHearing(int utterance, String text, boolean settled) implements CallEffect {}

    /** Captions of the persona's words. */
    record ShowCaption(int turn, String text, long at) implements CallEffect {}

    /** Every clause of a reply that is being played has been shown. */
    record CaptionsComplete(int reply) implements CallEffect {}

    record ShowClock(Duration elapsed, Duration remaining) implements CallEffect {}

    record ShowWarning(Duration remaining) implements CallEffect {}

    record ShowLatency(int turn, TurnLatency latency) implements CallEffect {}

    /** The line is dead: close everything. */
    record Close() implements CallEffect {}
}
