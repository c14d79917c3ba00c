package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.recognition.Recognition;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.VoiceFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoicedWordsTest {
    private final VoicedWords words = new VoicedWords();
    private long position;

    @Test
    void aWordInWhichHardlyAnyVoiceWasFoundIsLeftOut() {
        hears(0.05, 1_000);
        hears(0.7, 96);
        hears(0.05, 1_000);

        assertThat(said(word("who", 900, 1_500, 0.77))).isEmpty();
    }

    @Test
    void aShortWordThatWasSpokenStays() {
        hears(0.05, 1_000);
        hears(0.94, 64);
        hears(0.05, 500);

        assertThat(said(word("who", 1_000, 1_084, 0.59))).containsExactly("who");
    }

    @Test
    void whatTheRecogniserIsSureOfStaysHoweverSoftItWas() {
        hears(0.2, 2_000);

        assertThat(said(word("stop", 500, 900, 0.97))).containsExactly("stop");
    }

    @Test
    void wordsBeforeAndBehindOneThatNobodySaidStay() {
        hears(0.95, 640);
        hears(0.1, 960);
        hears(0.95, 640);

        assertThat(said(word("go", 100, 500, 0.6), word("who", 700, 1_500, 0.6), word("on", 1_700, 2_100, 0.6)))
                .containsExactly("go", "on");
    }

    @Test
    void ofATimeThatIsForgottenNothingIsLeftOut() {
        hears(0.1, 5_000);
        words.forgetBefore(position);

        assertThat(said(word("yes", 500, 900, 0.5))).containsExactly("yes");
    }

    private void hears(double voice, int millis) {
        for (int i = 0; i < millis / 32; i++) {
            position += VoiceFrame.SAMPLES;
            words.accept(new VoiceFrame(position, voice, 0.1));
        }
    }

    private List<String> said(Word... heard) {
        return words.sieve().said(new Recognition(List.of(heard))).words().stream()
                .map(Word::text)
                .toList();
    }

    private static Word word(String text, int from, int to, double confidence) {
        return new Word(text, Duration.ofMillis(from), Duration.ofMillis(to), confidence);
    }
}
