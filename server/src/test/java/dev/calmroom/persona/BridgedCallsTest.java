package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SharedBridge;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody waits in silence, whoever speaks and whatever the turn is, and nothing of a bridge is heard twice. */
class BridgedCallsTest extends DelayedModelCase {
    private static final List<Integer> LATE = Collections.nCopies(10, 1_800);

    @ParameterizedTest
    @ValueSource(strings = {"platform-down", "the-breach", "thursday"})
    void inEveryScenarioALateModelIsBridged(String id) throws Exception {
        played = new ScenarioFiles(PROMPTS).load(id);
        isBridged(call(LATE));
    }

    @Test
    void aGuestIsBridgedToo() throws Exception {
        for (Scenario guest : scenario.guests().values()) {
            played = guest;
            isBridged(call(LATE));
        }
    }

    @Test
    void soIsWhatTheStateForcesWhereItAnswers() throws Exception {
        for (Direction.Act forced : scenario.plot().acts()) {
            if (forced.forced() && !forced.authored()) {
                act = forced.id();
                List<Said> call = call(LATE.subList(0, 3));
                isBridged(call);
                assertThat(call)
                        .as(act)
                        .allSatisfy(turn ->
                                assertThat(SharedBridge.read(PROMPTS).says()).contains(turn.bridge()));
            }
        }
    }

    private static void isBridged(List<Said> call) {
        assertThat(call).allSatisfy(turn -> {
            assertThat(turn.silent()).isEqualTo(FIRST_WORDS);
            assertThat(turn.speaker()).isEqualTo("stub, free");
            assertThat(turn.sentences()).contains(turn.sentence()).hasSizeGreaterThan(1);
        });
        nothingIsSaidTwice(call);
    }

    @Test
    void whereNoBridgeIsLeftNobodyWaitsLongerThanBehindOne() throws Exception {
        played = new ScenarioFiles(PROMPTS).load("thursday");
        int bridges = SharedBridge.read(PROMPTS).says().size();
        List<Integer> delays = new ArrayList<>(Collections.nCopies(bridges + 1, 1_800));
        delays.add(3_000);
        List<Said> call = call(delays);

        assertThat(call.get(bridges - 1).bridge()).isNotEmpty();
        assertThat(call.get(bridges).bridge()).isEmpty();
        assertThat(call.get(bridges).speaker()).isEqualTo("stub, free");
        assertThat(call.getLast().speaker()).isEqualTo("understudy");
        assertThat(call.getLast().took()).isEqualTo(FIRST_WORDS.plus(BEHIND_THE_BRIDGE));
    }

    @Test
    void aBridgeThatWasCutOffBehindItsFirstWordIsNotBegunAgain() throws Exception {
        heard = words -> words.split(" ", 2)[0];
        List<Said> call = call(Collections.nCopies(30, 1_800));

        assertThat(call.stream().map(Said::bridge).filter(bridge -> !bridge.isEmpty()))
                .hasSizeGreaterThan(5)
                .doesNotHaveDuplicates();
    }

    /** Of one word or two a bridge may be: «Okay.» stands before many a line. */
    @ParameterizedTest
    @ValueSource(strings = {"platform-down", "the-breach", "thursday"})
    void noLineOfTheUnderstudysSaysABridgeAgain(String id) {
        Scenario asked = new ScenarioFiles(PROMPTS).load(id);
        String act = asked.plot().bridge();
        List<String> bridges = Stream.concat(
                        asked.lines().lines().stream()
                                .filter(line -> line.act().equals(act))
                                .map(AuthoredLine::text),
                        SharedBridge.read(PROMPTS).says().stream())
                .filter(bridge -> !HeardSlots.hasPlace(bridge) && SaidSoFar.words(bridge) > 2)
                .toList();

        for (AuthoredLine line : asked.lines().lines()) {
            SaidSoFar said = new SaidSoFar(List.of(Turn.of(1, Speaker.PERSONA, line.text())));
            assertThat(
                            line.act().equals(act)
                                    ? Stream.<String>empty()
                                    : bridges.stream().filter(said::holds))
                    .as(line.text())
                    .isEmpty();
        }
    }

    // ── the model says the bridge again ──

    @Test
    void whatAModelSaysAgainOfTheBridgeIsHeardOnce() throws Exception {
        knowing = bridge -> bridge.replaceAll("[.,]+$", "") + ", ";
        List<Said> call = call(LATE);

        assertThat(call).allSatisfy(turn -> {
            assertThat(turn.speaker()).isEqualTo("stub, free");
            assertThat(turn.bridge()).isNotEmpty();
            assertThat(String.join(" | ", turn.sentences()))
                    .isEqualTo(SaidSoFar.plain(turn.bridge() + " " + turn.sentence() + "."));
        });
    }

    // ── how long it is waited for ──

    @Test
    void theSettingHoldsBehindABridgeToo() throws Exception {
        environment = Map.of("CALMROOM_LLM_FIRST_WORD_SECONDS", "10");
        List<Said> call = call(List.of(3_500, 9_900, 15_000));

        assertThat(call.get(0).speaker()).isEqualTo("stub, free");
        assertThat(call.get(1).speaker()).isEqualTo("stub, free");
        assertThat(call.get(2).speaker()).isEqualTo("understudy");
        assertThat(call.get(2).took()).isEqualTo(Duration.ofSeconds(10));
        assertThat(call).allSatisfy(turn -> assertThat(turn.silent()).isEqualTo(FIRST_WORDS));
    }

    @Test
    void aSettingShorterThanTheWaitForABridgeNeedsNone() throws Exception {
        environment = Map.of("CALMROOM_LLM_FIRST_WORD_SECONDS", "0.15");
        List<Said> call = call(List.of(1_000));

        assertThat(call.getFirst().speaker()).isEqualTo("understudy");
        assertThat(call.getFirst().took()).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void whatHasBegunIsWaitedForALittleLonger() throws Exception {
        streams = Duration.ofSeconds(1);
        List<Said> call = call(List.of(3_400, 3_600, 4_000, 700));

        assertThat(call.get(0).speaker()).as("began at 2.4 s").isEqualTo("stub, free");
        assertThat(call.get(1).speaker()).as("began at 2.6 s").isEqualTo("stub, free");
        assertThat(call.get(2).speaker()).as("began at 3 s").isEqualTo("understudy");
        assertThat(call.get(2).took()).isEqualTo(FIRST_WORDS.plus(BEHIND_THE_BRIDGE));
        assertThat(call.get(3).speaker()).isEqualTo("stub, free");
    }

    @Test
    void butOnlyOnce() throws Exception {
        streams = Duration.ofMillis(8_900);
        List<Said> call = call(List.of(9_000));

        assertThat(call.getFirst().speaker()).isEqualTo("understudy");
        assertThat(call.getFirst().took())
                .as("began before the bridge")
                .isEqualTo(FIRST_WORDS.plus(BEHIND_THE_BRIDGE).plusMillis(1_500));
    }
}
