package dev.calmroom.turntaking;

/** A border of speech. Positions are stream positions in 16 kHz samples. */
public sealed interface VoiceActivity {

    /** Where in the stream the border lies; it is known a little later. */
    long position();

    record Started(long position) implements VoiceActivity {}

    /**
     * The voice fell silent. Known as soon as the probability has fallen for {@link SpeechSegmenter#fallingFrames()}
     * windows; whether the turn is over is for {@link EndOfTurnDetector} to say.
     */
    record Ended(long position) implements VoiceActivity {}
}
