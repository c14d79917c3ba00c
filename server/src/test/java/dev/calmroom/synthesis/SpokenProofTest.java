package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import dev.calmroom.recognition.Dictation;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.recognition.WordErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was made speakable, spoken and recognised again: that numbers, times and abbreviations arrive as such. */
@Tag("slow")
@Tag("audio")
class SpokenProofTest {
    private static VoskRecognizer recognizer;

    @BeforeAll
    static void load() {
        recognizer = VoskRecognizer.load(ModelCache.standard(System.getenv()), 2);
    }

    @AfterAll
    static void close() {
        recognizer.close();
    }

    @Test
    void theTableOfFiguresAndAbbreviationsIsUnderstoodFromTheBuiltInVoice() throws IOException {
        try (FreeTtsSynthesizer voice = FreeTtsSynthesizer.load()) {
            assertThat(wordErrorRate(voice)).isLessThanOrEqualTo(0.30);
        }
    }

    @Test
    void andFromANeuralVoiceWhereOneIsInstalled() throws IOException {
        VoiceStore store = new VoiceStore(ModelCache.standard(System.getenv()).place(), System.getenv());
        Assumptions.assumeFalse(
                store.installed().isEmpty(), "no neural voice: './calmroom voices install joe' fetches one");
        try (SpeechSynthesizer voice = store.load(store.installed().getFirst())) {
            assertThat(wordErrorRate(voice)).isLessThanOrEqualTo(0.22);
        }
    }

    private static double wordErrorRate(SpeechSynthesizer voice) throws IOException {
        WordErrors total = WordErrors.NONE;
        for (String line : Files.readAllLines(Path.of("src/test/resources/synthesis/speakable.tsv"))) {
            String written = line.split("\t", -1)[0];
            String said = line.split("\t", -1)[1];
            AudioClip spoken = FreeTtsSynthesizerTest.all(voice.synthesize(written, Prosody.PLAIN));
            String heard = new Dictation(recognizer)
                    .hear(Resampler.resample(spoken, AudioClip.SPEECH_RATE), Vocabulary.NONE)
                    .text();
            WordErrors errors = WordErrors.between(letters(said), letters(heard));
            if (errors.errors() > 0) {
                System.out.printf("  %s | %s | %s%n", written, SpeakableText.of(written), heard);
            }
            total = total.plus(errors);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: word error rate %.1f %% over the table (%d of %d)%n",
                voice.name(),
                100 * total.rate(),
                total.errors(),
                total.words());
        return total.rate();
    }

    /** A recogniser writes «v p» as «vp» and «eigh» as «a»: letters are compared letter by letter. */
    private static String letters(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replace('-', ' ')
                .replace("'s", " s")
                .replaceAll("\\beigh\\b", "a");
        return plain.replaceAll("\\b(vp|sql|ceo|api|sla|aws|qa|db|dba|sre|pm|am|p\\.m\\.|a\\.m\\.)\\b", "<$1>")
                .transform(SpokenProofTest::spaced);
    }

    private static String spaced(String text) {
        return java.util.regex.Pattern.compile("<([^>]*)>")
                .matcher(text)
                .replaceAll(match ->
                        String.join(" ", match.group(1).replace(".", "").split("", -1)));
    }
}
