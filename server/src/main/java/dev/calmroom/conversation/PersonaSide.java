package dev.calmroom.conversation;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Step;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the persona's side of the line stands. */
sealed interface PersonaSide {

    record Idle() implements PersonaSide {}

    /**
     * The leader goes on and on and the persona will cut in: as soon as the final words of this segment are there.
     *
     * @param since since when the leader has been speaking
     * @param minded the session, in which the persona has decided to cut in
     */
    record CuttingIn(int segment, Duration since, Roleplay minded) implements PersonaSide {}

    /**
     * The words that the persona cuts short are being appraised.
     *
     * @param id the appraisal that is awaited
     * @param words a turn for good: what the leader goes on to say is the next one
     * @param after how long the leader had been speaking
     * @param minded the session, in which the persona has decided to cut in
     */
    record BreakingIn(int id, HeardSoFar words, Duration after, Roleplay minded) implements PersonaSide {}

    /**
     * What the leader has said is being appraised. An answer is prepared once that is done and it is known how long the
     * leader is waited for.
     *
     * @param id the appraisal that is awaited
     * @param silentSince when the leader's voice fell silent
     * @param latency the stages of the answer so far
     * @param step what the words would make of the session; null while the appraisal is awaited
     */
    record Appraising(
            int id,
            Duration silentSince,
            TurnLatency latency,
            @Nullable Step step) implements PersonaSide {

        Appraising appraised(Step next, Duration now) {
            return new Appraising(id, silentSince, latency.appraised(now.minus(silentSince)), next);
        }
    }

    /**
     * The line is dead, and the leader's last words are still being appraised: they belong to the call.
     *
     * @param id the appraisal that is awaited
     * @param reason why the call ends
     */
    record Leaving(int id, EndReason reason) implements PersonaSide {}

    /**
     * The leader has hung up on a guest, and what was being said to the guest is not made out yet.
     *
     * @param segment whose final words are awaited
     * @param typed meanwhile: the persona's already
     */
    record PuttingDown(int segment, HeardSoFar typed) implements PersonaSide {}

    /**
     * A reply is being made, unheard; it becomes fact once it is heard.
     *
     * @param step what the reply would make of the session
     * @param certain false while the leader may still go on
     * @param notBefore the earliest moment at which the persona would speak, after its own delay
     */
    record Preparing(Reply reply, Step step, boolean certain, Duration notBefore) implements PersonaSide {}

    /**
     * @param untold what the answer makes of the session, while it can still be taken back unheard; null once it is
     *     fact
     * @param played how much the client has acknowledged
     * @param floor whether the leader is contending for it
     * @param floorSince since when it stands so
     * @param told what the client has said of it
     * @param due when the client should have played all of it; a client that does not acknowledge is not waited for
     */
    record Speaking(
            Reply reply,
            @Nullable Untold untold,
            long played,
            Told told,
            Floor floor,
            Duration floorSince,
            Duration due)
            implements PersonaSide {

        Speaking on(Floor floor, Duration since) {
            return new Speaking(reply, untold, played, told, floor, since, due);
        }

        Speaking with(Reply reply, Duration due) {
            return new Speaking(reply, untold, played, told, floor, floorSince, due);
        }

        /** @param done whether the client will play no more of it */
        Speaking heard(long played, boolean done) {
            Told told = done || this.told == Told.DONE ? Told.DONE : Told.GOES_ON;
            return new Speaking(reply, untold, Math.max(this.played, played), told, floor, floorSince, due);
        }

        /** Whether the client will play no more of it, to its end or not. */
        boolean isOver() {
            return reply.complete() && (told == Told.DONE || played >= reply.length());
        }

        /**
         * What the leader has heard of it, now that nothing more will be: all of it where the client has never said
         * anything else.
         *
         * @param slack so little before the end is the end
         */
        String heard(long slack) {
            return told == Told.NOTHING || played >= reply.length() - slack ? reply.text() : reply.heard(played);
        }

        /**
         * When what the persona answers becomes fact: once its words have been heard for so long that a voice of the
         * leader's which began before would be known. A client that does not say what it plays is not waited for; a
         * word that is still being made is.
         */
        Optional<Duration> tells(CallRules rules, int unitsPerSecond) {
            if (untold == null || reply.awaitsFirstWord()) {
                return Optional.empty();
            }
            Duration latest =
                    untold.since().plus(rules.bargeIn().acknowledgeWithin()).plus(reply.lead(unitsPerSecond));
            Duration heard = reply.wordsHeardSince(unitsPerSecond);
            Duration settled =
                    heard == null ? latest : heard.plus(rules.answering().takeBackWithin());
            return Optional.of(settled.compareTo(latest) < 0 ? settled : latest);
        }

        Speaking asFact() {
            return new Speaking(reply, null, played, told, floor, floorSince, due);
        }
    }

    /** @param since when the persona was told to begin */
    record Untold(Step step, Duration since) {}

    /** Cut off; the client has still to say how much was played. */
    record Yielding(Reply reply, long played, Duration since) implements PersonaSide {}

    /** What a client has said of how far it has played a reply. */
    enum Told {
        NOTHING,
        GOES_ON,
        /** It will play no more. */
        DONE
    }

    /** Who has the floor while the persona speaks. */
    enum Floor {
        PERSONA,
        DUCKED,
        PAUSED
    }
}
