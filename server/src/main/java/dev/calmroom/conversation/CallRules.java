package dev.calmroom.conversation;

import java.time.Duration;

/** The timings of a call. */
public record CallRules(Line line, Listening listening, BargeIn bargeIn, Answering answering, Playing playing) {

    /**
     * How long the line lasts.
     *
     * @param length how long the line holds
     * @param warnBefore how long before its end the leader is warned
     * @param catchUpWithin how long, once a client is back, for what the leader said meanwhile to begin to arrive: a
     *     slow line needs more than a second, and half a sentence must not be answered
     * @param resumeWithin how long a client may be gone
     */
    public record Line(Duration length, Duration warnBefore, Duration catchUpWithin, Duration resumeWithin) {}

    /**
     * What counts as the leader's silence.
     *
     * @param segmentAfter silence after which the recogniser is asked for its final words; the leader may still go on
     * @param unheard how much of a silence may still be on its way when it counts: a frame, and a window of voice
     *     activity
     * @param lateSound how long beyond that sound that is late is waited for: somebody on a bad line is not to be
     *     answered in mid-sentence
     */
    public record Listening(Duration segmentAfter, Duration unheard, Duration lateSound) {}

    /**
     * What a voice over the persona's brings about, from its first sign.
     *
     * @param holdAfter it stops the persona, though it may yet prove to be a mere «mm-hm»
     * @param wordsAfter it takes the floor when it has words: of a shorter one the final words are awaited
     * @param yieldAfter it takes the floor even when no word has been made out
     * @param listenersAfter it takes the floor even when all that has been made out leaves it to the persona: «okay, that
     *     makes sense» is soon said, and its final words decide
     * @param acknowledgeWithin how long to wait for the client to say what was played
     */
    public record BargeIn(
            Duration holdAfter,
            Duration wordsAfter,
            Duration yieldAfter,
            Duration listenersAfter,
            Duration acknowledgeWithin) {}

    /**
     * When the persona begins.
     *
     * @param signLasts for how long at most a first sign of the leader's voice, if nothing follows, keeps the persona
     *     from beginning
     * @param takeBackWithin how long after the persona's first sample was heard it may yet show that the leader's voice
     *     began before it: then the answer is taken back, and the leader is still in the same turn. Zero where nothing
     *     can be taken back
     * @param murmursApart least time between two murmurs of the persona
     */
    public record Answering(Duration signLasts, Duration takeBackWithin, Duration murmursApart) {}

    /**
     * How long a client may take to play a reply.
     *
     * @param times so many times what is left of it takes at the usual pace
     * @param beyond and so much longer, where it has not said yet that it plays it
     * @param stalls and so much longer, where it has: by then a line that is dead is known to be
     */
    public record Playing(int times, Duration beyond, Duration stalls) {
        /** @param left milliseconds that the rest takes at the usual pace */
        Duration patience(long left, boolean plays) {
            return Duration.ofMillis(times * left).plus(plays ? stalls : beyond);
        }
    }

    public static final CallRules STANDARD = new CallRules(
            new Line(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMillis(1_500), Duration.ofSeconds(60)),
            new Listening(Duration.ofMillis(200), Duration.ofMillis(40), Duration.ofMillis(1_000)),
            new BargeIn(
                    Duration.ofMillis(110),
                    Duration.ofMillis(700),
                    Duration.ofMillis(1_200),
                    Duration.ofMillis(2_400),
                    Duration.ofMillis(400)),
            new Answering(Duration.ofMillis(400), Duration.ofMillis(150), Duration.ofSeconds(1)),
            new Playing(1, Duration.ofSeconds(3), Duration.ofSeconds(10)));

    /** A client that speaks the words itself has said them as soon as it has them. */
    public CallRules withoutTakingBack() {
        return new CallRules(
                line,
                listening,
                bargeIn,
                new Answering(answering.signLasts(), Duration.ZERO, answering.murmursApart()),
                playing);
    }

    /**
     * A client's own voice may hang: the page then has it begin anew, and waits for each try five seconds and twice as
     * long as the words take ({@code HANGS_AFTER_MS} in browser-voice.ts).
     */
    public CallRules whereClientSpeaks() {
        Duration patience = Duration.ofSeconds(12);
        CallRules rules = withoutTakingBack();
        return new CallRules(line, listening, bargeIn, rules.answering(), new Playing(5, patience, patience));
    }

    /** @param warnAt call time at which the leader is warned, not after the end */
    public CallRules withLength(Duration length, Duration warnAt) {
        Line other = new Line(length, length.minus(warnAt), line.catchUpWithin(), line.resumeWithin());
        return new CallRules(other, listening, bargeIn, answering, playing);
    }
}
