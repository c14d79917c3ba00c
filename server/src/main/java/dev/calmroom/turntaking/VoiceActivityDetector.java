package dev.calmroom.turntaking;

import java.util.List;

/** One call's sense of whether somebody speaks. Keeps state between frames: for one stream, one thread at a time. */
public interface VoiceActivityDetector {

    /**
     * @param samples the next 16 kHz samples of the stream, any number; windows are cut from them across frames
     * @return the windows that they completed, in order
     */
    List<VoiceFrame> accept(short[] samples);

    /**
     * Forgets the past and goes on at this position, after a gap in the stream.
     *
     * @param position stream position of the next sample that will be accepted
     */
    void reset(long position);
}
