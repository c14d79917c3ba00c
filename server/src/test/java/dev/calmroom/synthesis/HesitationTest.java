package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HesitationTest {
    private static final List<String> CLAUSES = IntStream.range(0, 200)
            .mapToObj(number -> "I ran it " + number + " times and it held, but now I am not so sure of that.")
            .toList();

    @Test
    void aCalmSpeakerNeverHesitates() {
        assertThat(CLAUSES).allMatch(clause -> Hesitation.in(clause, 0).equals(clause));
    }

    @Test
    void theMoreStrainTheMoreClausesAreBroken() {
        assertThat(broken(0.2)).isBetween(20L, 60L);
        assertThat(broken(0.5)).isBetween(75L, 125L);
        assertThat(broken(1)).isEqualTo(200);
    }

    @Test
    void thePersonasWordsStayAndStayInOrder() {
        for (String clause : CLAUSES) {
            List<String> spoken =
                    List.of(Hesitation.in(clause, 1).replaceAll("[,.]", "").split("\\s+"));
            int at = 0;
            for (String word : spoken) {
                List<String> words = List.of(clause.replaceAll("[,.]", "").split(" "));
                if (at < words.size() && word.equals(words.get(at))) {
                    at++;
                }
            }
            assertThat(at).as(clause).isEqualTo(clause.split(" ").length);
        }
    }

    @Test
    void theSameClauseAlwaysComesOutTheSame() {
        assertThat(CLAUSES).allMatch(clause -> Hesitation.in(clause, 0.5).equals(Hesitation.in(clause, 0.5)));
    }

    @Test
    void aShortClauseIsLeftAlone() {
        assertThat(Hesitation.in("No. Not yet.", 1)).isEqualTo("No. Not yet.");
    }

    private static long broken(double level) {
        return CLAUSES.stream()
                .filter(clause -> !Hesitation.in(clause, level).equals(clause))
                .count();
    }
}
