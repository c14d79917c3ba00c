package dev.calmroom.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.transcript.Word;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VoskJsonTest {
    @Test
    void numbersWithADecimalCommaAreReadAsThoseWithAPoint() {
        String point = """
            {
              "result" : [{
                  "conf" : 1.000000,
                  "end" : 1.110000,
                  "start" : 0.840000,
                  "word" : "yes"
                }, {
                  "conf" : 0.512000,
                  "end" : 2.000000,
                  "start" : 1.110000,
                  "word" : "go"
                }],
              "text" : "yes go"
            }
            """;
        var words = VoskJson.words(point.replaceAll("(\\d)\\.(\\d)", "$1,$2"), begun());
        assertThat(words).isEqualTo(VoskJson.words(point, begun()));
        assertThat(words).extracting(Word::text).containsExactly("yes", "go");
        assertThat(words.getLast().confidence()).isEqualTo(0.512);
        assertThat(words.getLast().end().minus(words.getFirst().start())).isEqualTo(Duration.ofMillis(1_160));
    }

    @Test
    void aPartialWithACommaInItsWordsStaysAsItIs() {
        assertThat(VoskJson.partial("{\"partial\" : \"yes, go\"}")).isEqualTo("yes, go");
    }

    private static StreamTimes begun() {
        StreamTimes times = new StreamTimes();
        times.fed(0, 16_000 * 10);
        return times;
    }
}
