package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.web.RunningService;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** A turn of a call that was held elsewhere, as {@code call --from FILE:TURN} has a running service take it. */
@Tag("slow")
class BroughtInFileTest {
    private static final String MEETING = """
            CEO: Where are we?
            VP of Engineering: Still down. Four hours, or ninety minutes.
            Dana: I have dialled in.
            CEO: Who did this? I want a name tonight.
            VP of Engineering: I do not know.
            CEO: What is the worst the rollback could cost us?
            """;

    private final RunningService service = RunningService.shared();
    private final StringWriter told = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void aTurnOfTheFileIsThatTurnOfTheSessionThatItBecomes() throws Exception {
        PastCall past = take(3, "--leader", "CEO", "--neither", "Dana");

        assertThat(told.toString()).contains("left out, neither side's: I have dialled in.", past.session());
        assertThat(past.turn()).as("the persona picks up first").isEqualTo(4);
        JsonNode retake = past.post(service.address(), "/retakes?turn=" + (past.turn() - 1), "");
        List<String> kept = new Service(service.address())
                .get("/api/sessions/" + retake.path("session").asString(""))
                .findValuesAsString("text");
        assertThat(kept)
                .contains("Where are we?", "Still down. Four hours, or ninety minutes.")
                .doesNotContain("Who did this? I want a name tonight.");
    }

    @Test
    void onlyATurnOfTheLeadersIsTakenAgain() throws Exception {
        PastCall past = take(3, "--leader", "CEO", "--neither", "Dana");
        past.checkIsLeaders(service.address());
        new PastCall(past.session(), 7).checkIsLeaders(service.address());
        assertThatThrownBy(() -> new PastCall(past.session(), 3).checkIsLeaders(service.address()))
                .hasMessageContaining("Turn 3 is the persona's");
        assertThatThrownBy(() -> new PastCall(past.session(), 9).checkIsLeaders(service.address()))
                .hasMessageContaining("has 6 turns, and no turn 9");
    }

    @Test
    void whoIsNotKnownIsAskedForAndATurnThatIsNotThereIsSaidBeforeAnythingIsKept() {
        assertThatThrownBy(() -> take(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1: «CEO» speaks")
                .hasMessageContaining("Say who «CEO», «Dana» is: --leader, --persona or --neither NAME.");
        assertThatThrownBy(() -> take(9, "--leader", "CEO", "--neither", "Dana"))
                .hasMessageContaining("has 5 turns, and no turn 9");
        assertThat(told.toString()).isEmpty();
    }

    private PastCall take(int turn, String... names) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("meeting.txt"), MEETING);
        WhoIsWho whoIsWho = new WhoIsWho();
        CommandSpec spec = CommandSpec.create().addMixin("names", CommandSpec.forAnnotatedObject(whoIsWho));
        new CommandLine(spec).parseArgs(names);
        return new BroughtInFile(file, turn)
                .take(service.address(), "platform-down", whoIsWho, new PrintWriter(told, true));
    }
}
