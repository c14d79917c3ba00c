package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.Overlap;
import dev.calmroom.log.SessionEvent;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A persona speaks through an open loudspeaker, and the microphone beside it hears that too: whether the persona stops
 * for itself, and whether it stops for the leader. What the call decides (softer, held, on, cut off) is what the
 * loudspeaker then does.
 */
public final class EchoTrial {
    private static final int FRAME = AudioClip.SPEECH_RATE / 50;
    private static final int ACKNOWLEDGED_EVERY = 5;
    /** As the page plays it at the first sign of the leader's voice. */
    private static final double LOWERED = 1.0 / 3;

    private static final Duration AFTER = Duration.ofSeconds(2);

    private final Supplier<VirtualCall.Ears> ears;
    private final Overlap overlap;

    /** @param ears fresh, one a trial */
    public EchoTrial(Supplier<VirtualCall.Ears> ears, Overlap overlap) {
        this.ears = ears;
        this.overlap = overlap;
    }

    /** From the loudspeaker to the microphone. */
    @FunctionalInterface
    public interface Room {
        /** @param spoken what comes back is added to it */
        void pass(short[] played, short[] spoken);
    }

    /**
     * What the persona says, and how.
     *
     * @param sound 16 kHz
     */
    public record Persona(String words, AudioClip sound) {}

    /**
     * What the leader says into it.
     *
     * @param sound 16 kHz; nothing where the persona alone speaks
     * @param at from the persona's first sample
     */
    public record Leader(AudioClip sound, Duration at) {
        public static final Leader SILENT =
                new Leader(new AudioClip(new short[0], AudioClip.SPEECH_RATE), Duration.ZERO);
    }

    /**
     * @param stopped after how long the persona was cut off, from the leader's first sample or else its own; null when it
     *     spoke to its end
     * @param held the same until it first stopped, if only for a moment
     * @param heard what was taken for turns of the leader's
     */
    public record Outcome(
            @Nullable Duration stopped, @Nullable Duration held, String heard) {}

    public Outcome play(Persona persona, Leader leader, Room room) {
        VirtualCall.Speech speech =
                new VirtualCall.Speech(persona.words(), persona.sound().duration(), overlap);
        Loudspeaker loudspeaker = new Loudspeaker(persona.sound(), leader.at());
        try (VirtualCall call = VirtualCall.ofPersonaSpeaking(ears.get(), loudspeaker, speech)) {
            loudspeaker.call = call;
            Duration all = longer(
                    persona.sound().duration(), leader.at().plus(leader.sound().duration()));
            int frames = (int) (AudioClip.samples(all.plus(AFTER), AudioClip.SPEECH_RATE) / FRAME);
            int from = (int) AudioClip.samples(leader.at(), AudioClip.SPEECH_RATE);
            for (int frame = 0; frame < frames; frame++) {
                short[] spoken = part(leader.sound(), frame * FRAME - from);
                room.pass(loudspeaker.next(), spoken);
                call.hear(new AudioClip(spoken, AudioClip.SPEECH_RATE));
                if (frame % ACKNOWLEDGED_EVERY == 0) {
                    loudspeaker.acknowledge();
                }
            }
        }
        return new Outcome(loudspeaker.stoppedAfter, loudspeaker.heldAfter, loudspeaker.heard.toString());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** A frame of a clip; silence before it and behind it. */
    private static short[] part(AudioClip clip, int at) {
        short[] frame = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            int index = at + i;
            frame[i] = index >= 0 && index < clip.length() ? clip.samples()[index] : 0;
        }
        return frame;
    }

    private static final class Loudspeaker implements VirtualCall.Witness {
        private final AudioClip sound;
        private final Duration leaderAt;
        private final StringJoiner heard = new StringJoiner(" / ");
        private @Nullable VirtualCall call;
        private @Nullable Duration begun;
        private @Nullable Duration stoppedAfter;
        private @Nullable Duration heldAfter;
        private boolean lowered;
        private boolean held;
        private int at;

        Loudspeaker(AudioClip sound, Duration leaderAt) {
            this.sound = sound;
            this.leaderAt = leaderAt;
        }

        short[] next() {
            if (begun == null || held || stoppedAfter != null || at >= sound.length()) {
                return new short[FRAME];
            }
            short[] frame = part(sound, at);
            at = Math.min(sound.length(), at + FRAME);
            if (call != null) {
                call.echo().plays(call.now(), frame, AudioClip.SPEECH_RATE);
            }
            return lowered
                    ? Loudness.amplify(new AudioClip(frame, AudioClip.SPEECH_RATE), LOWERED)
                            .samples()
                    : frame;
        }

        void acknowledge() {
            if (call != null && begun != null) {
                call.played(1, at, stoppedAfter != null || at >= sound.length());
            }
        }

        @Override
        public void wanted(CallEffect effect, Duration now) {
            switch (effect) {
                case CallEffect.Play _ -> begun = now;
                case CallEffect.Lower _ -> lowered = true;
                case CallEffect.Hold _ -> {
                    held = true;
                    heldAfter = heldAfter == null ? since(now) : heldAfter;
                    if (call != null) {
                        call.echo().holds(now);
                    }
                }
                case CallEffect.Continue _ -> {
                    held = false;
                    lowered = false;
                    if (call != null) {
                        call.echo().goesOn(now);
                    }
                }
                case CallEffect.Interrupt _ -> {
                    stoppedAfter = stoppedAfter == null ? since(now) : stoppedAfter;
                    if (call != null) {
                        call.echo().stops(now);
                    }
                }
                default -> {}
            }
        }

        private Duration since(Duration now) {
            return now.minus(begun == null ? Duration.ZERO : begun).minus(leaderAt);
        }

        @Override
        public void kept(SessionEvent event, Duration now) {
            if (event instanceof SessionEvent.LeaderSpoke spoke) {
                heard.add(spoke.text());
            }
        }
    }
}
