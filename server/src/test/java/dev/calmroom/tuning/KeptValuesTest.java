package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptValuesTest {
    @TempDir
    Path folder;

    @Test
    void whatIsKeptIsThereForTheNextCommand() {
        Path file = folder.resolve("deep/values.tsv");
        assertThat(new KeptValues(file).find("a", () -> "{\"x\":1}")).isEqualTo("{\"x\":1}");

        assertThat(new KeptValues(file).find("a", () -> {
                    throw new AssertionError("made anew");
                }))
                .isEqualTo("{\"x\":1}");
        assertThat(new KeptValues(file).find("b")).isEmpty();
    }

    @Test
    void aLineThatWasCutOffIsMadeAnewAndSpoilsNoOther() throws IOException {
        Path file = folder.resolve("values.tsv");
        KeptValues first = new KeptValues(file);
        first.keep("a", "{\"x\":1}");
        Files.writeString(file, "b\t{\"x\":", StandardOpenOption.APPEND);

        KeptValues second = new KeptValues(file);
        assertThat(second.find("b")).isEmpty();
        second.keep("b", "{\"x\":2}");

        KeptValues third = new KeptValues(file);
        assertThat(third.find("a")).contains("{\"x\":1}");
        assertThat(third.find("b")).contains("{\"x\":2}");
    }
}
