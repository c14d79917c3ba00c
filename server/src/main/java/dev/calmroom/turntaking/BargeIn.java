package dev.calmroom.turntaking;

/** What to do about her voice while the persona speaks. */
public enum BargeIn {
    /** Nothing, or nothing new. */
    NONE,
    /** Somebody may be cutting in: speak more softly until it is clear. */
    LOWER,
    /** It goes on for longer than a cough: fall silent and keep the place, to go on from there or not at all. */
    PAUSE,
    /** It was a cough, a backchannel or an echo: go on in full voice, from where he was. */
    RAISE,
    /** She has taken the turn: stop for good. */
    STOP
}
