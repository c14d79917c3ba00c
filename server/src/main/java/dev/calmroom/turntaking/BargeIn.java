package dev.calmroom.turntaking;

/** What to do about her voice while the persona speaks. */
public enum BargeIn {
    /** Nothing, or nothing new. */
    NONE,
    /** Somebody may be cutting in: speak more softly until it is clear. */
    LOWER,
    /** It was a cough, a backchannel or an echo: go on in full voice. */
    RAISE,
    /** She has taken the turn: stop now. */
    STOP
}
