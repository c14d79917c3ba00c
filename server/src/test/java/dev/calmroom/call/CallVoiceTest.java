package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.synthesis.SynthesisException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which voice speaks in a call, and how it becomes another one. */
class CallVoiceTest {
    private static final int RATE = 16_000;

    /** Says half a second of a tone whatever the words are, in four pieces. */
    private record Tone(String name, int sampleRate, double hertz) implements SpeechSynthesizer {
        @Override
        public AudioStream synthesize(String clause, Prosody prosody) {
            int piece = sampleRate / 8;
            Iterator<AudioClip> pieces = IntStream.range(0, 4)
                    .mapToObj(n -> new AudioClip(samples(n * piece, piece), sampleRate))
                    .iterator();
            return new AudioStream() {
                @Override
                public Optional<AudioClip> next() {
                    return pieces.hasNext() ? Optional.of(pieces.next()) : Optional.empty();
                }

                @Override
                public void close() {}
            };
        }

        private short[] samples(int from, int count) {
            short[] samples = new short[count];
            for (int i = 0; i < count; i++) {
                samples[i] = (short) (8_000 * Math.sin(2 * Math.PI * hertz * (from + i) / sampleRate));
            }
            return samples;
        }

        @Override
        public void close() {}
    }

    private static final SpeechSynthesizer STANDARD = new Tone("standard", RATE, 200);
    private static final SpeechSynthesizer OTHER = new Tone("other", 24_000, 400);

    private static AudioClip said(SpeechSynthesizer voice) {
        List<AudioClip> clips = new ArrayList<>();
        try (AudioStream stream = voice.synthesize("Hello.", Prosody.PLAIN)) {
            for (Optional<AudioClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
                clips.add(clip.get());
            }
        }
        return AudioClip.concat(clips);
    }

    /** How often the tone goes up through zero in a second. */
    private static double hertz(AudioClip clip) {
        short[] samples = clip.samples();
        long crossings = IntStream.range(1, samples.length)
                .filter(i -> samples[i - 1] < 0 && samples[i] >= 0)
                .count();
        return crossings * (double) clip.sampleRate() / samples.length;
    }

    @Test
    void somebodyElsesVoiceIsGotReadyOnceBeforeItIsHeard() throws InterruptedException {
        Tone guest = new Tone("guest", RATE, 200);
        CountDownLatch asked = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        CallVoice voice = new CallVoice(new Tone("persona", RATE, 400), () -> {
            times.incrementAndGet();
            asked.countDown();
            return guest;
        });

        voice.expectAnother();
        voice.expectAnother();

        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(times).hasValue(1);
    }

    @Test
    void anotherVoiceSpeaksAtTheRateThatTheLineHas() {
        CallVoice voice = new CallVoice(STANDARD, () -> OTHER);
        assertThat(hertz(said(voice))).isBetween(190.0, 210.0);

        voice.become(OTHER, event -> {});
        AudioClip other = said(voice);
        assertThat(voice.sampleRate()).isEqualTo(RATE);
        assertThat(other.sampleRate()).isEqualTo(RATE);
        assertThat(other.length()).as("half a second, to the sample").isEqualTo(RATE / 2);
        assertThat(hertz(other)).isBetween(390.0, 410.0);
        short[] inside = Arrays.copyOfRange(other.samples(), 100, other.length() - 100);
        int steepest = IntStream.range(1, inside.length)
                .map(i -> Math.abs(inside[i] - inside[i - 1]))
                .max()
                .orElse(0);
        assertThat(steepest).as("no click between pieces").isLessThan(1_400);
    }

    @Test
    void aGuestSpeaksInAnotherVoiceAtTheRateThatTheLineHas() {
        CallVoice voice = new CallVoice(STANDARD, () -> OTHER);

        assertThat(hertz(said(voice.of("")))).isBetween(190.0, 210.0);
        assertThat(hertz(said(voice.of("sales")))).isBetween(390.0, 410.0);
        assertThat(voice.of("sales").sampleRate()).isEqualTo(RATE);
    }

    @Test
    void whoeverIsNotThePersonaSpeaksInAnotherVoiceThatSoundsLikeAPerson() {
        Voices two = new Voices(offers("standard", "plain", "other"), STANDARD, id -> OTHER, "plain");
        assertThat(two.another()).isSameAs(OTHER);

        Voices one = new Voices(offers("standard", "plain"), STANDARD, id -> OTHER, "plain");
        assertThat(one.another()).isSameAs(STANDARD);

        Voices broken = new Voices(
                offers("standard", "broken"),
                STANDARD,
                id -> {
                    throw new SynthesisException("its file is damaged");
                },
                "plain");
        assertThat(broken.another()).isSameAs(STANDARD);
    }

    @Test
    void aLineOfSomebodyElsesIsHeardInAnotherVoiceThanTheOneThatWasChosen() throws IOException {
        Voices two = new Voices(offers("standard", "plain", "other"), STANDARD, id -> OTHER, "plain");

        assertThat(spoken(two.speechOfAnother("standard", "Hello.", Voices.Manner.PLAIN)))
                .isBetween(390.0, 410.0);
        assertThat(spoken(two.speechOfAnother("other", "Hello.", Voices.Manner.PLAIN)))
                .isBetween(190.0, 210.0);
        assertThatThrownBy(() -> two.speechOfAnother("nobody", "Hello.", Voices.Manner.PLAIN))
                .isInstanceOf(NoSuchElementException.class);
    }

    private static double spoken(byte[] wav) throws IOException {
        return hertz(Wav.read(new ByteArrayInputStream(wav), "spoken"));
    }

    @Test
    void whatIsBeingSaidIsSaidToItsEndByTheVoiceBefore() {
        CallVoice voice = new CallVoice(STANDARD, () -> OTHER);
        List<AudioClip> clips = new ArrayList<>();
        try (AudioStream stream = voice.synthesize("Hello.", Prosody.PLAIN)) {
            clips.add(stream.next().orElseThrow());
            voice.become(OTHER, event -> {});
            for (Optional<AudioClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
                clips.add(clip.get());
            }
        }
        assertThat(hertz(AudioClip.concat(clips))).isBetween(190.0, 210.0);
    }

    @Test
    void aVoiceIsLoadedOnceWhenItIsFirstAskedForAndCanBeHeardBefore() throws IOException {
        List<String> loaded = new ArrayList<>();
        Voices voices = new Voices(
                offers("standard", "other", "broken"),
                STANDARD,
                id -> {
                    loaded.add(id);
                    if (id.equals("broken")) {
                        throw new SynthesisException("its file is damaged");
                    }
                    return OTHER;
                },
                "plain");
        assertThat(voices.voice("standard")).isSameAs(STANDARD);
        byte[] sample = voices.sample("other", "Hello.");
        assertThat(Wav.read(new ByteArrayInputStream(sample), "sample").sampleRate())
                .isEqualTo(24_000);
        assertThat(voices.voice("other")).isSameAs(OTHER);
        assertThat(loaded).containsExactly("other");

        assertThatThrownBy(() -> voices.voice("broken"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("its file is damaged");
        assertThatThrownBy(() -> voices.voice("../somewhere"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("standard, other, broken");
    }

    private static List<Voices.Offer> offers(String... ids) {
        return Stream.of(ids).map(id -> new Voices.Offer(id, "")).toList();
    }
}
