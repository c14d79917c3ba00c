package dev.calmroom.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedPageTest {

    @Test
    void onlyTheMarkedPartIsWrittenAnew(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(page, "Above.\n<!-- speed: written by x -->\nold\n<!-- end of speed -->\nBelow.\n");

        new MarkedPage(page).write("speed", "| new |\n");

        assertThat(page)
                .hasContent("Above.\n<!-- speed: written by x -->\n\n| new |\n\n<!-- end of speed -->\nBelow.\n");
        assertThatThrownBy(() -> new MarkedPage(page).write("memory", "x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("page.md")
                .hasMessageContaining("end of memory");
    }
}
