package dev.calmroom.call;

import dev.calmroom.session.Roleplay;
import dev.calmroom.session.Step;
import java.time.Duration;

/** Where the persona's side of the line stands. */
sealed interface PersonaSide {

    record Idle() implements PersonaSide {}

    /**
     * She goes on and on and he will cut in: as soon as the final words of this segment are there.
     *
     * @param since since when she has been speaking
     * @param minded the session, with his mind made up
     */
    record CuttingIn(int segment, Duration since, Roleplay minded) implements PersonaSide {}

    /**
     * A reply is being made, unheard; it becomes fact when its first sample is played.
     *
     * @param step what the reply would make of the session
     * @param certain false while she may still go on
     * @param notBefore the earliest moment at which he would speak: he takes his time
     */
    record Preparing(Reply reply, Step step, boolean certain, Duration notBefore) implements PersonaSide {}

    /**
     * @param played how much the client has acknowledged
     * @param floor whether she is contending for it
     * @param floorSince since when it stands so
     * @param due when the client should have played all of it; a client that does not acknowledge is not waited for
     */
    record Speaking(Reply reply, long played, Floor floor, Duration floorSince, Duration due) implements PersonaSide {}

    /** Cut off; the client has still to say how much was played. */
    record Yielding(Reply reply, long played, Duration since) implements PersonaSide {}

    /** Who has the floor while he speaks. */
    enum Floor {
        HIS,
        LOWERED,
        HELD
    }
}
