package dev.calmroom.conversation;

import dev.calmroom.roleplay.Understanding;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EndOfTurnDecision;
import java.time.Duration;
import java.util.List;

/**
 * What can happen to a call. Times are session time; they come from the microphone's sample clock, so they may lie a
 * little before the moment at which the core is told.
 */
public sealed interface CallInput {

    /** The leader picked up. */
    record Answered() implements CallInput {}

    /** There is a first sign of a voice in the microphone: {@link VoiceStarted} or {@link SuspicionPassed} follows. */
    record VoiceSuspected(Duration at) implements CallInput {}

    /** What sounded like the beginning of a voice was none, or the voice has been over for a while. */
    record SuspicionPassed() implements CallInput {}

    /** A voice began in the microphone, in this stretch of recognition. */
    record VoiceStarted(int segment, Duration at) implements CallInput {}

    /** The voice fell silent; it may come back. */
    record VoiceEnded(int segment, Duration at) implements CallInput {}

    /**
     * While the leader's voice is silent: how far the silence has been heard. On a rough line sound arrives late, and
     * what has not been heard is no silence.
     */
    record SilenceHeard(Duration upTo) implements CallInput {}

    /** What has been heard of a segment so far; replaced by the next partial. */
    record Partial(int segment, String text) implements CallInput {}

    /** The final words of a segment; empty text when it was a noise. */
    record Recognised(int segment, String text, List<Word> words) implements CallInput {
        public Recognised {
            words = List.copyOf(words);
        }
    }

    /** How long the leader is waited for. */
    record Decided(int id, EndOfTurnDecision decision) implements CallInput {}

    /** What the leader's words do. */
    record Appraised(int id, Understanding understanding) implements CallInput {}

    /** What was to be decided or appraised could not be. */
    record Failed(int id, String reason) implements CallInput {}

    /** A whole turn by keyboard. */
    record Typed(String text) implements CallInput {}

    /** The microphone was muted: what the leader had begun to say counts as finished. */
    record Muted() implements CallInput {}

    /** The sound that a reply begins with, before its first word, can be played; the word may still be made. */
    record MurmurReady(int reply) implements CallInput {}

    /**
     * A clause of a reply can be played.
     *
     * @param start where it begins in the reply, in samples (in characters where the client speaks by itself)
     * @param end where it ends
     */
    record ClauseReady(int reply, String text, long start, long end) implements CallInput {
        SpokenClause clause() {
            return new SpokenClause(text, start, end);
        }
    }

    /** The first words of a reply are there, not yet spoken. */
    record FirstWord(int reply) implements CallInput {}

    /**
     * What the words of a reply tell, ask and promise as far as they are there.
     *
     * @param words those that are there, spoken or not
     */
    record Told(int reply, String words, List<Tell> tells) implements CallInput {
        public Told {
            tells = List.copyOf(tells);
        }

        Reply onto(Reply reply) {
            return reply.telling(words, tells);
        }
    }

    /**
     * All words of a reply are there and synthesised.
     *
     * @param speaker who worded it
     * @param note why somebody stepped in, or empty
     * @param length of the whole reply, in samples or characters
     * @param tells what it tells, asks and promises
     */
    record ReplyComplete(int reply, String speaker, String note, long length, List<Tell> tells) implements CallInput {
        public ReplyComplete {
            tells = List.copyOf(tells);
        }
    }

    /** A reply could not be made, or not to its end: what there is of it is all. */
    record Unprepared(int reply, String reason) implements CallInput {}

    /** The first sample of a reply has left the server. */
    record AudioSent(int reply) implements CallInput {}

    /**
     * The client has played so much of a turn.
     *
     * @param length in samples, or in characters where the client speaks by itself
     * @param done it will play no more of it
     */
    record Played(int turn, long length, boolean done) implements CallInput {}

    /** The leader puts the call on hold. */
    record PutOnHold() implements CallInput {}

    /**
     * The call goes on.
     *
     * @param lasted how long it was on hold, by the clock on the wall; session time stood still
     */
    record TakenOffHold(Duration lasted) implements CallInput {}

    /** The leader hung up on a guest, if one is on the line. */
    record PutDown() implements CallInput {}

    /** The leader hung up. */
    record HungUp() implements CallInput {}

    /** The client is gone, perhaps for a moment only. */
    record Detached() implements CallInput {}

    /** The client is back. */
    record Attached() implements CallInput {}

    /** Time has passed in which the leader was busy with something that is no silence: typed, chose, was muted. */
    record Occupied() implements CallInput {}

    /** Something happened outside the call that the roleplay knows of: it is asked at once, not at the next second. */
    record Stirred() implements CallInput {}

    /** Nothing but time has passed. */
    record Tick() implements CallInput {}
}
