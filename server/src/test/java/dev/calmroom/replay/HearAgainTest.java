package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.OpusReader;
import dev.calmroom.audio.OpusWriter;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.FreeTtsSynthesizer;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real voice through the real recogniser, as it was recorded and as it is kept. */
@Tag("slow")
@Tag("audio")
class HearAgainTest {
    private static final List<String> SAID = List.of(
            "nobody is to blame for this and i want to know how you are holding up",
            "what is the worst that the rollback could cost us",
            "please send me an update every thirty minutes until it is over",
            "i will talk to the customers and keep everybody else away from you");

    private static FreeTtsSynthesizer voice;
    private static VoskRecognizer recognizer;
    private static AudioClip sound;
    private static RecordedCall call;

    @BeforeAll
    static void speak() {
        voice = FreeTtsSynthesizer.load();
        recognizer = VoskRecognizer.load(ModelCache.standard(System.getenv()), 1);
        List<AudioClip> parts = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        Duration at = Duration.ZERO;
        for (String said : SAID) {
            turns.add(Turn.of(turns.size() + 1, Speaker.PERSONA, "And?"));
            AudioClip pause = AudioClip.silence(Duration.ofSeconds(2), AudioClip.SPEECH_RATE);
            AudioClip spoken = say(said);
            Duration begin = at.plus(pause.duration());
            at = begin.plus(spoken.duration());
            turns.add(new Turn(turns.size() + 1, Speaker.LEADER, said, List.of(new Word("x", begin, at, 1))));
            parts.add(pause);
            parts.add(spoken);
        }
        turns.add(Turn.of(turns.size() + 1, Speaker.PERSONA, "And?"));
        turns.add(Turn.of(turns.size() + 1, Speaker.LEADER, "this was typed"));
        sound = AudioClip.concat(parts);
        call = new RecordedCall(turns, Map.of(), null, Map.of(4, SAID.get(1), 10, "this was typed"), Map.of());
    }

    @AfterAll
    static void close() {
        recognizer.close();
        voice.close();
    }

    private static AudioClip say(String text) {
        List<AudioClip> parts = new ArrayList<>();
        try (AudioStream stream = voice.synthesize(text, new Prosody(0.9, 1.2, 1, 1))) {
            for (Optional<AudioClip> part = stream.next(); part.isPresent(); part = stream.next()) {
                parts.add(part.get());
            }
        }
        return AudioClip.concat(parts);
    }

    private static HearAgain.Heard hear(AudioClip clip) {
        return new HearAgain(recognizer, Vocabulary.of(List.of("rollback"))).hear(call, clip, done -> {});
    }

    @Test
    void whatIsKeptIsHeardAsWellAsWhatWasRecordedWithinAPoint() throws IOException {
        double recorded = hear(sound).errorsNow().rate();
        double kept = hear(throughOpus(sound)).errorsNow().rate();

        System.out.printf("word errors: recorded %.3f, kept %.3f%n", recorded, kept);
        assertThat(recorded).isLessThan(0.25);
        assertThat(kept).isCloseTo(recorded, org.assertj.core.data.Offset.offset(0.01));
    }

    private static AudioClip throughOpus(AudioClip clip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OpusWriter writer = new OpusWriter(bytes, clip.sampleRate(), Map.of())) {
            writer.write(clip.samples());
        }
        List<AudioClip> parts = new ArrayList<>();
        try (OpusReader reader = new OpusReader(new ByteArrayInputStream(bytes.toByteArray()), clip.sampleRate())) {
            for (short[] piece = reader.read(); piece.length > 0; piece = reader.read()) {
                parts.add(new AudioClip(piece, clip.sampleRate()));
            }
        }
        return AudioClip.concat(parts);
    }

    @Test
    void turnsStayAsTheyWereAndOnesWithoutSoundAreToldOf() {
        HearAgain.Heard heard = hear(sound);

        assertThat(heard.lines()).extracting(HearAgain.Line::turn).containsExactly(2, 4, 6, 8);
        assertThat(heard.lines()).extracting(HearAgain.Line::corrected).containsExactly(false, true, false, false);
        assertThat(heard.silent()).containsExactly(10);
        assertThat(heard.call()).hasSameSizeAs(call.turns());
        assertThat(heard.call().getLast().text()).isEqualTo("this was typed");
        assertThat(heard.errorsThen().errors()).isZero();
    }

    @Test
    void whatWasSaidToAGuestStaysSaidToTheGuest() {
        List<Turn> turns = call.turns().stream()
                .map(turn -> turn.number() == 6 ? turn.with("sales") : turn)
                .toList();
        RecordedCall toGuest = new RecordedCall(turns, Map.of(), null, call.corrected(), Map.of());

        List<Turn> heard = new HearAgain(recognizer, Vocabulary.of(List.of("rollback")))
                .hear(toGuest, sound, done -> {})
                .call();

        assertThat(heard)
                .filteredOn(turn -> !turn.guest().isEmpty())
                .extracting(Turn::number)
                .containsExactly(6);
    }

    @Test
    void soundOfAnotherCallIsRefused() {
        AudioClip nobody = AudioClip.silence(sound.duration(), AudioClip.SPEECH_RATE);

        assertThatThrownBy(() -> hear(nobody)).hasMessageContaining("is it the sound of this call");
        assertThatThrownBy(() -> new HearAgain(recognizer, Vocabulary.of(List.of()))
                        .hear(
                                new RecordedCall(List.of(Turn.of(1, Speaker.LEADER, "typed")), Map.of(), null),
                                sound,
                                done -> {}))
                .hasMessageContaining("when its words were spoken");
    }
}
