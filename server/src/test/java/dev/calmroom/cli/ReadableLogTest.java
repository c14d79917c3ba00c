package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Move;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.Engines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.replay.TurnTimes.Took;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void whoWordedEachTurnAndHowSoonStandsBelowItAndOfAllInTheLastLine() {
        ReadableLog measured = new ReadableLog(
                scenario,
                new PrintWriter(paper, true),
                turn -> Optional.of(new Took(Duration.ofMillis(turn * 1_000L), Duration.ofMillis(9_500))));
        List.of(
                        started("tiny"),
                        spoke(1, "understudy", ""),
                        leader(2),
                        spoke(3, "tiny", ""),
                        leader(4),
                        spoke(5, "understudy", "the model had no words after 2 s"),
                        leader(6),
                        spoke(7, "tiny", ""),
                        new SessionEvent.SessionEnded(EndReason.HUNG_UP, "open", "Nothing is decided."))
                .forEach(event -> measured.accept(new LoggedEvent(1, 0, event)));

        assertThat(paper.toString().lines())
                .contains(
                        "#   worded by tiny, first word after 3,000 ms, whole after 9,500 ms",
                        "#   worded by understudy, first word after 5,000 ms, whole after 9,500 ms: the model had no words after 2 s")
                .endsWith(
                        "# Nothing is decided.",
                        "# 2 of 3 answers were worded by the model (67 %); first word after 5,000 ms (p50), 7,000 ms (p95)");
    }

    @Test
    void whereTheUnderstudyAloneSpeaksNothingIsSaidOfIt() {
        List.of(
                        started("understudy"),
                        leader(2),
                        spoke(3, "understudy", ""),
                        new SessionEvent.SessionEnded(EndReason.HUNG_UP, "open", "Nothing is decided."))
                .forEach(this::accept);

        assertThat(paper.toString()).doesNotContain("worded");
    }

    private static SessionEvent started(String persona) {
        return new SessionEvent.SessionStarted(
                "s",
                new SessionEvent.SessionStarted.Setting("platform-down", "steady-hand", "-", 1),
                new Engines("none", "none", persona, "built-in", "none"),
                Instant.EPOCH,
                new EmotionalState(Map.of()),
                null);
    }

    private static SessionEvent leader(int turn) {
        return new SessionEvent.LeaderSpoke(turn, "Hm.", List.of(), Medium.TRANSCRIPT, "");
    }

    private static SessionEvent spoke(int turn, String speaker, String note) {
        return new SessionEvent.PersonaSpoke(
                turn, "Yeah.", "Yeah.", "answer", Delivery.PLAIN, speaker, note, TurnLatency.NONE, List.of());
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
