package dev.calmroom.call;

import dev.calmroom.log.TurnLatency;

/** Watches calls from outside: what comes after them, and how fast they are. */
interface CallObserver {

    /** The leader has answered the phone. */
    default void pickedUp(LiveCall call) {}

    /** A turn of the persona began to be heard. */
    void answered(LiveCall call, int turn, TurnLatency latency);

    /** The line is dead and its engines are released. */
    void ended(LiveCall call);
}
