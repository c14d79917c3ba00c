package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.Wav;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.FreeTtsSynthesizer;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real detector and real voices: the persona is FreeTTS, the leader eight recordings of five others. */
@Tag("slow")
@Tag("audio")
class EchoGuardTest {
    private static final List<String> LEADER_CLIPS =
            List.of("slt-1", "slt-2", "slt-3", "rms-1", "rms-2", "awb-1", "gb-1", "us-1");
    private static final int FIRST = 500;

    private static SileroModel model;
    private static AudioClip ofPersona;
    private static int second;

    @BeforeAll
    static void load() {
        model = SileroModel.load();
        try (SpeechSynthesizer voice = FreeTtsSynthesizer.load()) {
            ofPersona = AudioClip.concat(List.of(
                    say(voice, "The database is gone and I do not know how long it takes."),
                    AudioClip.silence(Duration.ofMillis(250), voice.sampleRate()),
                    say(voice, "We have two options and both of them are bad."),
                    AudioClip.silence(Duration.ofMillis(400), voice.sampleRate()),
                    say(voice, "If we roll back we lose an hour of orders.")));
        }
        second = FIRST + (int) ofPersona.duration().toMillis() + 2_500;
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static AudioClip say(SpeechSynthesizer voice, String text) {
        List<AudioClip> clips = new ArrayList<>();
        try (AudioStream stream = voice.synthesize(text, Prosody.PLAIN)) {
            for (Optional<AudioClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
                clips.add(clip.get());
            }
        }
        return AudioClip.concat(clips);
    }

    /** The leader's recording from its first sound on. */
    private static AudioClip ofLeader(String name) {
        try {
            AudioClip clip = Wav.read(Path.of("src/test/resources/speech/" + name + ".wav"));
            int at = 0;
            while (Loudness.rms(clip.samples(), at, at + 160) < -40) {
                at += 160;
            }
            return clip.slice(at, clip.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The persona speaks twice, five seconds and more each, with a pause in between. */
    private static LoudspeakerRoom room() {
        return new LoudspeakerRoom(
                        Duration.ofMillis(second + ofPersona.duration().toMillis() + 1_500))
                .speaks(FIRST, ofPersona)
                .speaks(second, ofPersona);
    }

    /** How long after beginning the leader is noticed, over all the voices, sorted; those who never were last. */
    private static List<Integer> noticedAfter(int at, double echo) {
        return noticedAfter(at, echo, false);
    }

    private static List<Integer> noticedAfter(int at, double echo, boolean saysItCancels) {
        List<Integer> waits = new ArrayList<>();
        for (String name : LEADER_CLIPS) {
            LoudspeakerRoom room = room().hears(at, ofLeader(name));
            if (saysItCancels) {
                room.saysItCancels();
            }
            if (echo > -96) {
                room.echoes(200, echo);
            }
            List<Integer> announced = room.announcedBy(model);
            assertThat(announced).as("nobody spoke before the leader").allMatch(when -> when >= at);
            waits.add(announced.isEmpty() ? Integer.MAX_VALUE : announced.getFirst() - at);
        }
        return waits.stream().sorted().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "-6,80", "-6,200", "-6,350", "-12,80", "-12,200", "-12,350", "-20,80", "-20,200", "-20,350", "-30,80",
        "-30,200", "-30,350"
    })
    void thePersonasOwnVoiceInterruptsItNeitherAtFirstNorLaterNorWithItsTail(int decibels, int delay) {
        assertThat(room().echoes(delay, decibels).announcedBy(model)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-6,20", "-6,150", "-12,20", "-12,80", "-12,250", "-20,20", "-20,80", "-20,250", "-30,150"})
    void afterTheLeaderCutShortThePersonasFirstWordsItsNextOnesDoNotInterruptIt(int decibels, int delay) {
        AudioClip firstWords = ofPersona.slice(0, ofPersona.sampleRate());
        for (String name : LEADER_CLIPS) {
            LoudspeakerRoom room = new LoudspeakerRoom(
                            Duration.ofMillis(6_000 + ofPersona.duration().toMillis()))
                    .speaks(FIRST, firstWords)
                    .speaks(5_000, ofPersona)
                    .echoes(delay, decibels)
                    .hears(FIRST + 400, ofLeader(name));
            assertThat(room.announcedBy(model)).as(name).noneMatch(when -> when >= 5_000);
        }
    }

    @Test
    void withoutTheGuardTheSameSoundIsAVoice() {
        LoudspeakerRoom deaf = new LoudspeakerRoom(Duration.ofSeconds(8)).hears(FIRST, ofPersona);
        assertThat(deaf.announcedBy(model)).isNotEmpty();
    }

    @Test
    void aVoiceAtAnotherRateIsKnownAsWell() {
        AudioClip finer = Resampler.resample(ofPersona, 22_050);
        LoudspeakerRoom room =
                new LoudspeakerRoom(Duration.ofSeconds(9)).speaks(FIRST, finer).echoes(200, -12);
        assertThat(room.announcedBy(model)).isEmpty();
    }

    @Test
    void withAHeadsetTheLeaderIsNoticedAtOnceFromThePersonasFirstSecondOn() {
        assertThat(noticedAfter(FIRST + 1_500, Loudness.SILENCE)).allMatch(wait -> wait <= 160);
        assertThat(noticedAfter(second + 700, Loudness.SILENCE)).allMatch(wait -> wait <= 100);
    }

    @Test
    void intoThePersonasFirstWordsOfAllTheLeaderIsMostlyNoticedWithinASecond() {
        List<Integer> waits = noticedAfter(FIRST + 400, Loudness.SILENCE);
        assertThat(waits.get(6)).as("seven of eight").isLessThanOrEqualTo(1_000);
    }

    @Test
    void throughAMicrophoneThatSaysItCancelsEchoTheLeaderIsNoticedAtOnceFromThePersonasFirstWordOn() {
        assertThat(noticedAfter(FIRST + 100, Loudness.SILENCE, true)).allMatch(wait -> wait <= 130);
        assertThat(noticedAfter(FIRST + 400, Loudness.SILENCE, true)).allMatch(wait -> wait <= 130);
    }

    @ParameterizedTest
    @CsvSource({"-12,80", "-12,200", "-20,80", "-20,200", "-30,80", "-30,200"})
    void ifItLeaksAllTheSameThePersonaIsTakenForTheLeaderOnceAtMost(int decibels, int delay) {
        assertThat(room().saysItCancels().echoes(delay, decibels).announcedBy(model))
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(when -> when < FIRST + 1_000);
    }

    @Test
    void overASoftEchoTheLeaderIsNoticedAsSoonAsWithout() {
        assertThat(noticedAfter(second + 700, -20)).allMatch(wait -> wait <= 130);
        assertThat(noticedAfter(second + 700, -30)).allMatch(wait -> wait <= 130);
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 2_600})
    void overALoudEchoTheLeaderIsNoticedWithin400MsInSevenVoicesOfEight(int at) {
        assertThat(noticedAfter(second + at, -12)).allMatch(wait -> wait <= 400);
        assertThat(noticedAfter(second + at, -6).get(6)).isLessThanOrEqualTo(400);
    }

    /** A gate, and every microphone of a test, gives nothing where nobody speaks: that is no noise to be learned. */
    @Test
    void throughAMicrophoneThatIsSilentOtherwiseTheLeaderIsNoticedAsSoon() {
        List<Integer> waits = new ArrayList<>();
        for (int delay : List.of(20, 80, 150, 250)) {
            for (String name : LEADER_CLIPS) {
                LoudspeakerRoom room = LoudspeakerRoom.gated(
                                Duration.ofMillis(second + ofPersona.duration().toMillis() + 1_500))
                        .speaks(FIRST, ofPersona)
                        .speaks(second, ofPersona)
                        .hears(second + 700, ofLeader(name))
                        .echoes(delay, -6);
                List<Integer> announced = room.announcedBy(model);
                assertThat(announced).as("nobody spoke before the leader").allMatch(when -> when >= second + 700);
                waits.add(announced.isEmpty() ? Integer.MAX_VALUE : announced.getFirst() - second - 700);
            }
        }
        waits.sort(null);
        assertThat(waits.get(29)).as("thirty of thirty-two").isLessThanOrEqualTo(300);
    }

    @Test
    void inThePersonasSilenceTheLeaderIsNoticedAsSoonAsWithoutAGuard() {
        int at = second - 1_200;
        List<Integer> unguarded = new ArrayList<>();
        for (String name : LEADER_CLIPS) {
            unguarded.add(new LoudspeakerRoom(Duration.ofMillis(at + 2_000))
                            .hears(at, ofLeader(name))
                            .announcedBy(model)
                            .getFirst()
                    - at);
        }
        List<Integer> guarded = noticedAfter(at, -6);
        unguarded.sort(null);
        for (int i = 0; i < unguarded.size(); i++) {
            // The detector remembers what was before: a window more or less.
            assertThat(guarded.get(i)).isBetween(unguarded.get(i) - 32, unguarded.get(i) + 32);
        }
    }

    @Test
    void whatWasHeldOrDroppedIsNoReference() {
        EchoGuard guard = new EchoGuard();
        guard.plays(Duration.ZERO, ofPersona.samples(), ofPersona.sampleRate());
        guard.stops(Duration.ofMillis(100));
        short[] frame = ofLeader("slt-1").slice(0, VoiceFrame.SAMPLES).samples();
        guard.hears(frame, Duration.ofSeconds(2));
        assertThat(guard.explains(new VoiceFrame(VoiceFrame.SAMPLES, 0.9, -20))).isFalse();

        guard.plays(Duration.ofSeconds(2), ofPersona.samples(), ofPersona.sampleRate());
        guard.holds(Duration.ofMillis(2_100));
        guard.hears(frame, Duration.ofSeconds(4));
        assertThat(guard.explains(new VoiceFrame(2 * VoiceFrame.SAMPLES, 0.9, -20)))
                .isFalse();

        guard.goesOn(Duration.ofSeconds(4));
        guard.hears(frame, Duration.ofMillis(4_200));
        assertThat(guard.explains(new VoiceFrame(3 * VoiceFrame.SAMPLES, 0.9, -20)))
                .isTrue();
    }
}
