package dev.calmroom.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who can come into a call, on a sheet that is checked with the scenario. */
class GuestSheetTest {
    private static final Path PROMPTS =
            Path.of(System.getProperty("calmroom.root", "..")).resolve("prompts");
    private static final String ID = "platform-down";

    @TempDir
    Path prompts;

    private Path sheet;
    private Path plot;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(PROMPTS)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(it -> !it.toString().contains("transcripts"))
                    .toList()) {
                Path to = prompts.resolve(PROMPTS.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.copy(file, to);
            }
        }
        plot = prompts.resolve("scenarios").resolve(ID).resolve("scenario.yaml");
        sheet = plot.resolveSibling("people").resolve("sales.yaml");
    }

    @Test
    void aGuestIsASmallScenarioInTheCallsOwnNight() {
        Scenario guest = Objects.requireNonNull(load().guests().get("sales-rings"));

        assertThat(guest.plot().persona().name()).isEqualTo("Marcus");
        assertThat(guest.plot().clock()).isEqualTo(load().plot().clock());
        assertThat(guest.plot().framework()).isEqualTo(load().plot().framework());
        assertThat(guest.feelings().dimensions())
                .extracting(EmotionRules.Dimension::id)
                .containsExactly("heat", "trust", "footing");
        assertThat(guest.sha256()).isNotEqualTo(load().sha256());
    }

    @Test
    void whoeverIsNamedMustBeThere() throws IOException {
        Files.delete(sheet);

        assertThatThrownBy(this::load).hasMessageContaining("people/sales.yaml").hasMessageContaining("missing");
    }

    @Test
    void aMistakeInTheSheetIsToldOfTheSheet() throws IOException {
        replace(sheet, "heat: \"--\", trust: \"++\"", "heat: \"--\", trsut: \"++\"");

        assertThatThrownBy(this::load).hasMessageContaining("sales.yaml").hasMessageContaining("did you mean trust?");
    }

    @Test
    void aTopicIsNotNamedAsAMoveWhoseEffectItWouldReplace() throws IOException {
        replace(sheet, "  - id: an-hour", "  - id: regulate");

        assertThatThrownBy(this::load)
                .hasMessageContaining("sales.yaml")
                .hasMessageContaining("'regulate' is a move of the framework");
    }

    @Test
    void everyEndingOfTheGuestHasToLeadBack() throws IOException {
        replace(plot, "ending: sales-got-nothing,", "ending: sales-is-gone,");

        assertThatThrownBy(this::load)
                .hasMessageContaining("has no ending 'sales-is-gone'")
                .hasMessageContaining("expected what follows [sales-got-nothing]");
    }

    @Test
    void whatComesOfAGuestCanBeNamedLikeAnEvent() throws IOException {
        replace(plot, "happened: [sales-got-an-hour]", "happened: [sales-got-an-our]");

        assertThatThrownBy(this::load).hasMessageContaining("did you mean sales-got-an-hour?");
    }

    private Scenario load() {
        return new ScenarioFiles(prompts).load(ID);
    }

    private static void replace(Path file, String what, String with) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(what);
        Files.writeString(file, text.replace(what, with));
    }
}
