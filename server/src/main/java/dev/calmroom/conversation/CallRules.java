package dev.calmroom.conversation;

import java.time.Duration;

/**
 * The timings of a call.
 *
 * @param length how long the line holds
 * @param warnBefore how long before its end the leader is warned
 * @param segmentAfter silence after which the recogniser is asked for its final words; the leader may still go on
 * @param unheard how much of a silence may still be on its way when it counts: a frame, and a window of voice activity
 * @param lateSound how long beyond that sound that is late is waited for: somebody on a bad line is not to be answered
 *     in mid-sentence
 * @param signLasts for how long at most a first sign of the leader's voice, if nothing follows, keeps the persona from
 *     beginning
 * @param holdAfter voice over the persona's, from its first sign, that stops the persona, though it may yet prove to be
 *     a mere «mm-hm»
 * @param wordsAfter voice over the persona's that takes the floor when it has words: of a shorter one the final words
 *     are awaited
 * @param yieldAfter voice over the persona's that takes the floor even when no word has been made out
 * @param acknowledgeWithin how long to wait for the client to say what was played
 * @param takeBackWithin how long after the persona's first sample was heard it may yet show that the leader's voice
 *     began before it: then the answer is taken back, and the leader is still in the same turn. Zero where nothing can
 *     be taken back
 * @param murmursApart least time between two murmurs of the persona
 * @param catchUpWithin how long, once a client is back, for what the leader said meanwhile to begin to arrive: a slow
 *     line needs more than a second, and half a sentence must not be answered
 * @param resumeWithin how long a client may be gone
 */
public record CallRules(
        Duration length,
        Duration warnBefore,
        Duration segmentAfter,
        Duration unheard,
        Duration lateSound,
        Duration signLasts,
        Duration holdAfter,
        Duration wordsAfter,
        Duration yieldAfter,
        Duration acknowledgeWithin,
        Duration takeBackWithin,
        Duration murmursApart,
        Duration catchUpWithin,
        Duration resumeWithin) {

    public static final CallRules STANDARD = new CallRules(
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofMillis(200),
            Duration.ofMillis(40),
            Duration.ofMillis(1_000),
            Duration.ofMillis(400),
            Duration.ofMillis(110),
            Duration.ofMillis(700),
            Duration.ofMillis(1200),
            Duration.ofMillis(400),
            Duration.ofMillis(150),
            Duration.ofSeconds(1),
            Duration.ofMillis(1500),
            Duration.ofSeconds(60));

    /** A client that speaks the words itself has said them as soon as it has them. */
    public CallRules withoutTakingBack() {
        return with(length, warnBefore, Duration.ZERO);
    }

    /** @param warnAt call time at which the leader is warned, not after the end */
    public CallRules withLength(Duration length, Duration warnAt) {
        return with(length, length.minus(warnAt), takeBackWithin);
    }

    private CallRules with(Duration length, Duration warnBefore, Duration takeBackWithin) {
        return new CallRules(
                length,
                warnBefore,
                segmentAfter,
                unheard,
                lateSound,
                signLasts,
                holdAfter,
                wordsAfter,
                yieldAfter,
                acknowledgeWithin,
                takeBackWithin,
                murmursApart,
                catchUpWithin,
                resumeWithin);
    }
}
