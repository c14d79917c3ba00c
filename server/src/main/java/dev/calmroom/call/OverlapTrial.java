package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.Overlap;
import dev.calmroom.log.SessionEvent;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays something into the speech of a persona who goes on and on, and tells whether it took the floor. The persona's
 * voice does not reach the microphone: a headset's line.
 */
public final class OverlapTrial {
    private static final String WORDS =
            "We opened the window a little while ago and somebody is drawing it on the wall";
    private static final Duration TALKS = Duration.ofMinutes(2);
    /** The persona has been heard for so long. */
    private static final Duration BEFORE = Duration.ofMillis(1_500);
    /** Longer than anything said over it is waited for. */
    private static final Duration AFTER = Duration.ofSeconds(3);

    private final Supplier<VirtualCall.Ears> ears;
    private final Overlap overlap;

    /** @param ears fresh, one a trial */
    public OverlapTrial(Supplier<VirtualCall.Ears> ears, Overlap overlap) {
        this.ears = ears;
        this.overlap = overlap;
    }

    /**
     * @param tookFloor after how long from its first sample the persona was cut off; null when it kept the floor
     * @param held whether the persona stopped, if only for a moment
     * @param heard what the leader's turn was taken to be; empty where none came of it
     */
    public record Outcome(@Nullable Duration tookFloor, boolean held, String heard) {}

    /** @param clip 16 kHz */
    public Outcome play(AudioClip clip) {
        Watch watch = new Watch();
        VirtualCall.Speech speech = new VirtualCall.Speech(WORDS, TALKS, overlap);
        try (VirtualCall call = VirtualCall.ofPersonaSpeaking(ears.get(), watch, speech)) {
            call.hear(AudioClip.concat(List.of(
                    AudioClip.silence(BEFORE, AudioClip.SPEECH_RATE),
                    clip,
                    AudioClip.silence(AFTER, AudioClip.SPEECH_RATE))));
        }
        if (!watch.spoke) {
            throw new IllegalStateException("the persona never began to speak");
        }
        return new Outcome(watch.tookFloor, watch.held, watch.heard.toString());
    }

    private static final class Watch implements VirtualCall.Witness {
        private final StringJoiner heard = new StringJoiner(" / ");
        private @Nullable Duration tookFloor;
        private boolean held;
        private boolean spoke;

        @Override
        public void wanted(CallEffect effect, Duration at) {
            switch (effect) {
                case CallEffect.Play _ -> spoke = true;
                case CallEffect.Hold _ -> held = true;
                case CallEffect.Interrupt _ -> tookFloor = tookFloor == null ? at.minus(BEFORE) : tookFloor;
                default -> {}
            }
        }

        @Override
        public void kept(SessionEvent event, Duration at) {
            if (event instanceof SessionEvent.LeaderSpoke spokeNow) {
                heard.add(spokeNow.text());
            }
        }
    }
}
