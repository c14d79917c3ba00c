package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.scenario.LeaderScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderOfCallTest {
    @Test
    void whatSomebodySaidIsReadBackAsASimulatedLeader(@TempDir Path prompts) throws Exception {
        LeaderOfCall leader =
                new LeaderOfCall("ann", "lost-key", "As in a call", List.of("How: are you?", "\"Go on\" - please."));
        Files.createDirectories(prompts.resolve("leaders"));
        Files.writeString(prompts.resolve(leader.file()), leader.text());

        assertThat(LeaderScript.readEvery(prompts, "lost-key")).singleElement().satisfies(read -> {
            assertThat(read.id()).isEqualTo("ann");
            assertThat(read.script())
                    .extracting(beat -> beat.says().getFirst())
                    .containsExactly("How: are you?", "\"Go on\" - please.");
        });
    }

    @Test
    void aNameThatIsNoFilesAndACallWithoutALeaderAreRefused() {
        assertThatThrownBy(() -> new LeaderOfCall("../ann", "lost-key", "", List.of("Hello.")))
                .hasMessageContaining("small letters");
        assertThatThrownBy(() -> new LeaderOfCall("ann", "lost-key", "", List.of()))
                .hasMessageContaining("nobody leads");
    }
}
