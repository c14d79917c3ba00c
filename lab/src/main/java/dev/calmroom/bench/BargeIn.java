package dev.calmroom.bench;

import org.jspecify.annotations.Nullable;

/**
 * What became of one interjection. Times are milliseconds from its first sample that sounds to the service's word at
 * the caller's end of the line; a loudspeaker fades within ten more.
 *
 * @param reply which of the persona's replies in the call it was said over, from 1
 * @param lowered null where the persona's voice was not lowered
 * @param stopped until the persona was held or cut off; null where it spoke on
 * @param heldFor how long the persona was silent before it went on; null where it was not held, or gave way
 * @param gaveWay the persona was cut off for good
 * @param heard what was taken for the caller's words; empty where the persona did not give way
 */
record BargeIn(
        Interjection said,
        int reply,
        @Nullable Double lowered,
        @Nullable Double stopped,
        @Nullable Double heldFor,
        boolean gaveWay,
        String heard) {

    /** Since the caller's voice began, hiss and breath before it not counted. */
    @Nullable
    Double loweredSinceVoice() {
        return lowered == null ? null : lowered - said.voiceAt();
    }

    /** Since the caller's voice began, hiss and breath before it not counted. */
    @Nullable
    Double stoppedSinceVoice() {
        return stopped == null ? null : stopped - said.voiceAt();
    }

    /** It came during the persona's first words of a call, before it was known whether that voice echoes. */
    boolean opening() {
        return reply == 1;
    }
}
