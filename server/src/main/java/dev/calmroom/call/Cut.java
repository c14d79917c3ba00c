package dev.calmroom.call;

/** Why a call cannot go on here, before its end. */
enum Cut {
    NOT,
    /** The store is away for so long that nothing more can be kept. */
    UNKEPT,
    /** Another server has the call, or another call here has its session: nothing may be written to it by this one. */
    ELSEWHERE,
    /** Its session has been deleted. */
    GONE
}
