package dev.calmroom.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.transcript.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyCorrectorTest {
    private static final VocabularyCorrector CORRECTOR = new VocabularyCorrector(new Vocabulary(List.of(
            term("Kenji"),
            term("Nakamura"),
            term("rollback"),
            term("roll back"),
            term("post-mortem"),
            term("VP of Sales"),
            term("SQL", "sequel", "s q l"),
            term("corrupted index"),
            term("targeted fix"),
            term("fallback"),
            term("staging"),
            term("engineers"),
            term("Thursday"),
            term("update"),
            term("on track"),
            term("database"),
            term("Priya"),
            term("Kubernetes", "cooper netties"))));

    @ParameterizedTest
    @CsvSource({
        "kanji how are you, Kenji how are you",
        "listen kenjy i know this is hard, listen Kenji i know this is hard",
        "the post mortem is on thursday, the post-mortem is on Thursday",
        "the postmortem is on thursday, the post-mortem is on Thursday",
        "i will call the vp of sales, i will call the VP of Sales",
        "walk me through the sequel, walk me through the SQL",
        "is cooper netties down, is Kubernetes down",
        "can we roll back, can we roll back",
        "the rollback takes four hours, the rollback takes four hours",
        "kenji nakamoora, Kenji Nakamura",
        "thank you preeya, thank you Priya",
    })
    void namesAndTermsArePutRight(String heard, String meant) {
        assertThat(text(CORRECTOR.correct(words(heard, 1.0)))).isEqualTo(meant);
        assertThat(CORRECTOR.correct(heard)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "do the targeted fixed first, do the targeted fix first",
        "the corrupted indicts, the corrupted index",
        "is there a fall beck, is there a fallback",
    })
    void ordinaryWordsGiveWayWhereTheRecogniserDoubtsThem(String heard, String meant) {
        assertThat(text(CORRECTOR.correct(words(heard, 0.6)))).isEqualTo(meant);
    }

    @Test
    void ordinaryWordsStayWhereTheRecogniserIsSureOfThem() {
        assertThat(text(CORRECTOR.correct(words("do the targeted fixed first", 1.0))))
                .isEqualTo("do the targeted fixed first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "can she do it alone",
                "the engineer is tired and the stage is set",
                "they staged it and tracked it",
                "they rolled back the change",
                "the candy is on the desk",
                "we are on the right track",
                "fall back to the old plan is what i would not do",
                "the stage is yours",
                "he had a base to date from",
                "i can see that you can get there",
                "i can feel it in my bones and in the back of my neck",
            })
    void ordinaryWordsStayAsTheyAre(String words) {
        assertThat(text(CORRECTOR.correct(words(words, 0.95)))
                        .toLowerCase(Locale.ROOT)
                        .replace("fallback", "fall back"))
                .isEqualTo(words);
    }

    @Test
    void pagesOfOrdinaryTextComeThroughUnharmed() throws IOException {
        String text = Files.readString(Path.of("../LICENSE"))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z' ]+", " ")
                .replaceAll(" +", " ")
                .strip();
        List<Word> sure = words(text, 0.97);
        List<Word> doubtful = words(text, 0.7);
        assertThat(sure).hasSizeGreaterThan(1_400);
        assertThat(changed(sure)).isEmpty();
        assertThat(changed(doubtful)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void repairedWordsKeepTheTimeInWhichTheyWereSaid() {
        List<Word> said = List.of(
                new Word("the", Duration.ofMillis(0), Duration.ofMillis(100), 1),
                new Word("vp", Duration.ofMillis(100), Duration.ofMillis(400), 0.9),
                new Word("of", Duration.ofMillis(400), Duration.ofMillis(500), 0.8),
                new Word("sales", Duration.ofMillis(500), Duration.ofMillis(1_000), 0.7));
        List<Word> corrected = CORRECTOR.correct(said);
        assertThat(corrected).extracting(Word::text).containsExactly("the", "VP", "of", "Sales");
        assertThat(corrected.get(1).start()).isEqualTo(Duration.ofMillis(100));
        assertThat(corrected.getLast().end()).isEqualTo(Duration.ofSeconds(1));
        for (int i = 1; i < corrected.size(); i++) {
            assertThat(corrected.get(i).start())
                    .isGreaterThanOrEqualTo(corrected.get(i - 1).end());
        }
    }

    private static List<String> changed(List<Word> words) {
        List<String> before = words.stream().map(Word::text).toList();
        List<String> after = new ArrayList<>(
                CORRECTOR.correct(words).stream().map(Word::text).toList());
        after.removeAll(before);
        return after;
    }

    private static Vocabulary.Term term(String written, String... soundsLike) {
        return new Vocabulary.Term(written, List.of(soundsLike));
    }

    private static List<Word> words(String text, double confidence) {
        List<Word> words = new ArrayList<>();
        for (String word : text.split(" ", 0)) {
            Duration start = Duration.ofMillis(300L * words.size());
            words.add(new Word(word, start, start.plusMillis(250), confidence));
        }
        return words;
    }

    private static String text(List<Word> words) {
        return new Recognition(words).text();
    }
}
