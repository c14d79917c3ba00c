package dev.calmroom.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many words come out right: of people who read aloud, and of voices that are no people. */
@Tag("slow")
@Tag("audio")
class RecognitionProofTest {
    /** Debian's package pocketsphinx-testdata puts them here. */
    private static final Path READERS = Path.of("/usr/share/pocketsphinx/test/data/librivox");

    private static final Pattern LINE = Pattern.compile("<s>(.*)</s>\\s*\\((.*)\\)\\s*");
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
    void humanReadersAreUnderstoodWithAtMostATenthOfTheWordsWrong() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(READERS), "no recordings: install the Debian package pocketsphinx-testdata");
        List<Spoken> recordings = new ArrayList<>();
        for (String line : Files.readAllLines(READERS.resolve("transcription"))) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                recordings.add(new Spoken(READERS.resolve(matcher.group(2) + ".wav"), matcher.group(1)));
            }
        }
        assertThat(recordings).hasSize(5);
        assertThat(wordErrorRate("human readers", recordings)).isLessThanOrEqualTo(0.10);
    }

    @Test
    void otherSyntheticVoicesAreUnderstood() throws IOException {
        Path fixtures = Path.of("src/test/resources/speech");
        List<Spoken> recordings = new ArrayList<>();
        for (String line : Files.readAllLines(fixtures.resolve("transcription.tsv"))) {
            String[] fields = line.split("\t", -1);
            recordings.add(new Spoken(fixtures.resolve(fields[0]), fields[1]));
        }
        assertThat(recordings).hasSizeGreaterThanOrEqualTo(8);
        assertThat(wordErrorRate("synthetic voices", recordings)).isLessThanOrEqualTo(0.20);
    }

    private record Spoken(Path file, String words) {}

    private static double wordErrorRate(String what, List<Spoken> recordings) throws IOException {
        WordErrors total = WordErrors.NONE;
        for (Spoken spoken : recordings) {
            AudioClip clip = Resampler.resample(Wav.read(spoken.file()), AudioClip.SPEECH_RATE);
            String heard = new Dictation(recognizer).hear(clip, Vocabulary.NONE).text();
            WordErrors errors = WordErrors.between(spoken.words(), heard);
            System.out.printf(Locale.ROOT, "%5.1f %%  %s%n", 100 * errors.rate(), heard);
            total = total.plus(errors);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: word error rate %.1f %% (%d of %d words)%n",
                what,
                100 * total.rate(),
                total.errors(),
                total.words());
        return total.rate();
    }
}
