package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Move;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call looks like on a terminal. */
class ReadableLogTest {
    private final Scenario scenario = new ScenarioFiles(Path.of("../prompts")).load("platform-down");
    private final StringWriter paper = new StringWriter();
    private final ReadableLog log = new ReadableLog(scenario, new PrintWriter(paper, true));

    @Test
    void whatIsHeardTooUnsurelyToBeHeededIsToldSo() {
        double heeds = scenario.feelings().dynamics().heeds();

        hears("", move("regulate", heeds), move("blame", heeds - 0.02), move("shield", 0.2), move("shield", 0.99));

        assertThat(paper.toString())
                .contains("heard: regulate, blame (%.2f, too unsure: not heeded), shield%n".formatted(heeds - 0.02));
    }

    @Test
    void aGuestHeedsByItsOwnMeasure() {
        double guests = scenario.spokenBy("sales").feelings().dynamics().heeds();
        assertThat(guests).isLessThan(scenario.feelings().dynamics().heeds());

        hears("sales", move("blame", guests));

        assertThat(paper.toString()).contains("heard: blame%n".formatted());
    }

    private void hears(String guest, Move... moves) {
        accept(new SessionEvent.LeaderSpoke(2, "Hm.", List.of(), Medium.TRANSCRIPT, guest));
        accept(new SessionEvent.TurnAppraised(2, List.of(moves), List.of()));
    }

    private void accept(SessionEvent event) {
        log.accept(new LoggedEvent(1, 0, event));
    }

    private static Move move(String id, double confidence) {
        return new Move(id, "Hm.", confidence, 0.5);
    }
}
