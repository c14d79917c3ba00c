package dev.calmroom.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedCallTest {
    private static final List<String> NAMES = List.of("Kenji");
    private static final String LOG = """
            {"type":"session-started","sequence":1,"at":0,"scenario":"platform-down","seed":42}
            {"type":"persona-spoke","sequence":2,"at":4000,"turn":1,"text":"Hi. Still down.","heard":"Hi. Still","act":"open"}
            {"type":"leader-spoke","sequence":3,"at":9000,"turn":2,"text":"How are you?"}
            {"type":"something-newer","sequence":4,"at":9000}
            """;

    @TempDir
    private Path folder;

    @Test
    void anEventLogGivesTheTurnsAsTheyWereHeardWithTimesAndSeed() throws IOException {
        RecordedCall call = read(LOG);

        assertThat(call.turns()).extracting(Turn::text).containsExactly("Hi. Still", "How are you?");
        assertThat(call.leaderTimes()).containsEntry(2, Duration.ofSeconds(9));
        assertThat(call.start()).contains(new RecordedCall.SessionStarted("platform-down", 42));
    }

    @Test
    void anArrayOfEventsIsReadAsWell() throws IOException {
        String array = "[" + String.join(",", LOG.strip().split("\n")) + "]";

        assertThat(read(array).turns()).isEqualTo(read(LOG).turns());
        assertThat(read("{\"events\":" + array + "}").turns())
                .isEqualTo(read(LOG).turns());
    }

    @Test
    void aPlainTranscriptIsReadWhenItIsNoJson() throws IOException {
        assertThat(read("Kenji: Hi.\nLeader: How are you?").turns()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"leader-spoke\",\"turn\":2}             | a leader-spoke event has no text",
                "{\"hello\":1}                                      | expected session events: objects with a type",
                "[{\"type\":\"silence\"}]                           | expected at least one leader-spoke event",
                "[1,                                                | line 1: expected JSON",
                "Nothing of the kind                                | line 1: expected «Leader: …» or «Kenji: …»"
            })
    void whatIsNeitherIsRefusedWithTheReason(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> RecordedCall.read(folder.resolve("none.txt"), NAMES))
                .hasMessageContaining("none.txt: there is no such file");
    }

    private RecordedCall read(String text) throws IOException {
        return RecordedCall.read(Files.writeString(folder.resolve("call"), text), NAMES);
    }
}
