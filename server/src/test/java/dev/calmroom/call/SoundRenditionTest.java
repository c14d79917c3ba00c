package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.FakeRoleplay;
import dev.calmroom.conversation.SpokenClause;
import dev.calmroom.persona.Brief;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the first clause lies in the persona's reply, by how long it took to be worded. */
class SoundRenditionTest {
    private static final int RATE = 10_000;
    private static final Duration LEAD = Duration.ofMillis(600);
    private final FakeVoice voice = new FakeVoice();
    private final List<String> told = new ArrayList<>();
    private long now;

    private SoundRendition rendition(Duration lead, Duration slack) {
        Brief brief = FakeRoleplay.calm().open().brief().orElseThrow();
        return new SoundRendition(
                new CallEffect.Prepare(1, brief, List.of(), lead, slack),
                voice,
                () -> {
                    throw new AssertionError("nothing is played yet");
                },
                input -> told.add("%s after %s".formatted(input.getClass().getSimpleName(), voice.said)),
                failure -> {
                    throw failure;
                },
                () -> now);
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void aMurmurAndABreathComeBeforeTheFirstWord() {
        SpokenClause first = rendition(LEAD, Duration.ZERO).add("Ninety minutes.");

        assertThat(voice.said).containsExactly("Mm.", "Ninety minutes.");
        assertThat(first.start()).isEqualTo(6_000);
    }

    @Test
    void theMurmurCanBePlayedBeforeTheWordsAreMade() {
        rendition(LEAD, Duration.ZERO).add("Ninety minutes.");

        assertThat(told).containsExactly("MurmurReady after [Mm.]");
    }

    @Test
    void withoutAMurmurNothingCanBePlayedBeforeTheWords() {
        SoundRendition late = rendition(LEAD, Duration.ofMillis(420));
        pass(820);
        late.add("Ninety minutes.");
        rendition(Duration.ZERO, Duration.ZERO).add("Ninety minutes.");

        assertThat(told).isEmpty();
    }

    @Test
    void thePersonaMurmursMoreSoftlyThanItSpeaks() {
        rendition(LEAD, Duration.ZERO).add("Ninety minutes.");

        assertThat(voice.manner.getFirst().volume())
                .isLessThan(voice.manner.getLast().volume());
        assertThat(voice.manner.getFirst().hesitation()).isZero();
    }

    @Test
    void onlyTheFirstClauseHasOne() {
        SoundRendition rendition = rendition(LEAD, Duration.ZERO);
        SpokenClause first = rendition.add("Ninety minutes.");
        SpokenClause second = rendition.add("Perhaps less.");

        assertThat(voice.said).containsExactly("Mm.", "Ninety minutes.", "Perhaps less.");
        assertThat(second.start()).isBetween(first.end(), first.end() + 2_000);
    }

    @Test
    void wordsThatWereMadeWhileTheLeaderWasWaitedForTakeNothingFromIt() {
        SoundRendition rendition = rendition(LEAD, Duration.ofMillis(420));
        pass(420);

        assertThat(rendition.add("Ninety minutes.").start()).isEqualTo(6_000);
    }

    @Test
    void wordsThatTookLongerComeWhenTheyWouldHaveCome() {
        SoundRendition rendition = rendition(LEAD, Duration.ofMillis(420));
        pass(520);

        assertThat(rendition.add("Ninety minutes.").start()).isEqualTo(5_000);
    }

    @Test
    void whereThereIsNoRoomForAMurmurThePersonaDoesNotSpeakBeforeTheLeaderHasBeenWaitedFor() {
        SoundRendition rendition = rendition(LEAD, Duration.ofMillis(420));
        pass(820);

        assertThat(rendition.add("Ninety minutes.").start()).isEqualTo(2_000);
        assertThat(voice.said).containsExactly("Ninety minutes.");
    }

    @Test
    void whereWordsTookAsLongAsTheMurmurThePersonaBeginsWithThem() {
        SoundRendition rendition = rendition(LEAD, Duration.ofMillis(420));
        pass(2_000);

        assertThat(rendition.add("Ninety minutes.").start()).isZero();
        assertThat(voice.said).containsExactly("Ninety minutes.");
    }

    @Test
    void whoBeginsWithTheFirstWordDoesNotMurmur() {
        assertThat(rendition(Duration.ZERO, Duration.ZERO)
                        .add("Ninety minutes.")
                        .start())
                .isZero();
    }

    /** A fifth of a second for everything; ten samples a millisecond. */
    private static final class FakeVoice implements SpeechSynthesizer {
        private final List<String> said = new ArrayList<>();
        private final List<Prosody> manner = new ArrayList<>();

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public int sampleRate() {
            return RATE;
        }

        @Override
        public AudioStream synthesize(String clause, Prosody prosody) {
            said.add(clause);
            manner.add(prosody);
            AudioClip clip = AudioClip.silence(Duration.ofMillis(200), RATE);
            return new AudioStream() {
                private boolean given;

                @Override
                public Optional<AudioClip> next() {
                    Optional<AudioClip> next = given ? Optional.empty() : Optional.of(clip);
                    given = true;
                    return next;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }
}
