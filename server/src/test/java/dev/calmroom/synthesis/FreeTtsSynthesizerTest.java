package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FreeTtsSynthesizerTest {
    private static final String SENTENCE = "The database migration corrupted an index.";
    private static FreeTtsSynthesizer voice;

    @BeforeAll
    static void load() {
        voice = FreeTtsSynthesizer.load();
    }

    @AfterAll
    static void close() {
        voice.close();
    }

    @Test
    void aClauseIsSpokenAtTheTargetLoudnessWithoutSilenceAroundIt() {
        AudioClip spoken = all(voice.synthesize(SENTENCE, Prosody.PLAIN));
        assertThat(spoken.duration().toMillis()).isBetween(1_500L, 4_000L);
        assertThat(Loudness.ofSpeech(spoken)).isCloseTo(Loudness.TARGET, within(1.0));
        assertThat(Loudness.peak(spoken.samples())).isLessThan(-0.4);
        assertThat(Silence.onset(spoken, -50)).isBetween(0, 16_000 / 50);
    }

    @Test
    void aFasterRateTakesLessTimeAndALowerVolumeIsSofter() {
        AudioClip plain = all(voice.synthesize(SENTENCE, Prosody.PLAIN));
        AudioClip fast = all(voice.synthesize(SENTENCE, new Prosody(1.3, 1, 1, 1)));
        AudioClip soft = all(voice.synthesize(SENTENCE, new Prosody(1, 1, 1, 0.5)));
        assertThat((double) fast.length() / plain.length()).isCloseTo(1 / 1.3, within(0.06));
        assertThat(Loudness.ofSpeech(soft)).isCloseTo(Loudness.TARGET - 6, within(1.0));
    }

    @Test
    void aHumIsOneSoundAndNotTwoLetters() {
        AudioClip hum = all(voice.synthesize("Mm.", Prosody.PLAIN));
        assertThat(hum.duration().toMillis()).isBetween(120L, 400L);
        assertThat(Silence.onset(hum, -50)).isBetween(0, 16_000 / 50);
        assertThat(hum.length())
                .isLessThan(all(voice.synthesize("M M.", Prosody.PLAIN)).length());
        assertThat(all(voice.synthesize("Hm.", Prosody.PLAIN)).duration().toMillis())
                .isBetween(120L, 450L);
    }

    @Test
    void manyClausesAtOnceSoundTheSameAsOneAfterTheOther() throws Exception {
        AudioClip alone = all(voice.synthesize(SENTENCE, Prosody.PLAIN));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<AudioClip> call = () -> all(voice.synthesize(SENTENCE, Prosody.PLAIN));
            for (Future<AudioClip> spoken : callers.invokeAll(List.of(call, call, call, call, call, call))) {
                assertThat(spoken.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void anAbortedClauseGivesNoMoreSound() {
        AudioStream stream = voice.synthesize(SENTENCE.repeat(20), Prosody.PLAIN);
        stream.close();
        assertThat(stream.next()).isEmpty();
    }

    @Test
    void wordsThatCannotBeSpokenAreSilenceNotAnError() {
        assertThat(parts(voice.synthesize("…", Prosody.PLAIN))).isEmpty();
    }

    static AudioClip all(AudioStream stream) {
        return AudioClip.concat(parts(stream));
    }

    private static List<AudioClip> parts(AudioStream stream) {
        List<AudioClip> parts = new ArrayList<>();
        for (Optional<AudioClip> part = stream.next(); part.isPresent(); part = stream.next()) {
            parts.add(part.get());
        }
        return parts;
    }
}
