package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.Medium;
import dev.calmroom.log.NightStory;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.persona.Brief;
import dev.calmroom.scenario.EmotionRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever is said, in whatever order: thousands of seeded random calls. */
class RandomCallsTest {
    private static final int CALLS = 1_500;
    private static final EmotionRules RULES = Scripts.PLATFORM_DOWN.feelings();
    private static final List<String> MOVES = RULES.rules().keySet().stream()
            .filter(rule -> !Set.of("silence", "sales-rings", "engineer-slips", "breaks-own-rhythm")
                    .contains(rule))
            .toList();

    @Test
    void aDemandForCertaintyGetsAPromiseFromAnAfraidPersonaWhoMayStillDecideElseAWithdrawal() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < CALLS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Roleplay call = opened(seed);
            for (int turn = random.nextInt(6); turn > 0; turn--) {
                call = answered(call.hear(
                        new Said("[%s] words".formatted(anyMove(random)), List.of(), Medium.TYPED), at(turn)));
            }
            Step step = call.hear(new Said("[demand-certainty] When exactly?", List.of(), Medium.TYPED), at(7));
            Brief brief = step.brief().orElseThrow();
            EmotionalState state = brief.feeling().state();
            boolean clearAndTrusting = state.get("clarity") >= 0.5 && state.get("trust") >= 0.5;
            boolean afraidAndActing = state.get("fear") >= 0.5 && state.get("agency") >= 0.22;
            seen.add(brief.task().act());
            assertThat(brief.task().act()).isIn("promise-falsely", "withdraw", "push-back");
            if (clearAndTrusting) {
                assertThat(brief.task().act()).isEqualTo("push-back");
            } else if (!afraidAndActing) {
                assertThat(brief.task().act()).isEqualTo("withdraw");
            }
        }
        assertThat(seen).contains("promise-falsely", "withdraw");
    }

    @Test
    void everyTurnIsShortEnoughAndTellsOnlyWhatMayBeTold() {
        for (int seed = 0; seed < CALLS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Roleplay call = opened(seed);
            boolean askedForFallback = false;
            for (int turn = 1; turn < 12; turn++) {
                String move = anyMove(random);
                askedForFallback |= move.equals("ask-fallback");
                Step step = call.hear(new Said("[%s] words".formatted(move), List.of(), Medium.TYPED), at(turn));
                Brief brief = step.brief().orElseThrow();
                assertThat(brief.task().words().fewest())
                        .isBetween(1, brief.task().words().most());
                assertThat(brief.task().words().most()).isLessThanOrEqualTo(25);
                if (!askedForFallback) {
                    assertThat(brief.task().facts()).doesNotContain("fallback");
                }
                assertThat(brief.sound().delivery().rate()).isBetween(0.5, 2.0);
                call = answered(step);
            }
        }
    }

    @Test
    void theNightKeepsItsOddsWithinBoundsAndGivesACauseForEachShift() {
        Set<Boolean> outcomes = new TreeSet<>();
        for (int seed = 0; seed < CALLS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Roleplay call = opened(seed);
            for (int turn = 1; turn < 8; turn++) {
                call = answered(call.hear(
                        new Said("[%s] words".formatted(anyMove(random)), List.of(), Medium.TYPED), at(turn)));
            }
            NightStory night = ((SessionEvent.NightTold)
                            call.end(EndReason.HUNG_UP, at(9)).events().getFirst())
                    .night();
            if (night.option().equals("fix")) {
                outcomes.add(night.worked());
                assertThat(night.baseOdds()).isEqualTo(0.6);
                assertThat(night.odds()).isBetween(0.35, 0.85);
            }
            assertThat(night.shifts())
                    .allSatisfy(shift -> assertThat(shift.cause()).isNotBlank());
            assertThat(night.timeline()).hasSizeBetween(5, 6);
            assertThat(night.timeline())
                    .allSatisfy(moment -> assertThat(moment.text()).doesNotContain("{"));
            assertThat(night.minutesToRestore()).isBetween(80, 15 * 60);
            assertThat(night.minutesOfDataLost()).isBetween(0, 120);
        }
        assertThat(outcomes).as("it holds on some nights and fails on others").hasSize(2);
    }

    private static Roleplay opened(long seed) {
        return answered(Scripts.call(Scripts.PLATFORM_DOWN, seed).open());
    }

    private static Roleplay answered(Step step) {
        return step.brief().isEmpty()
                ? step.next()
                : step.next()
                        .spoken(
                                step.brief().get().turn(),
                                "…",
                                "…",
                                Scripts.tells(step.brief().get()));
    }

    private static String anyMove(SplittableRandom random) {
        return MOVES.get(random.nextInt(MOVES.size()));
    }

    private static Duration at(int turn) {
        return Duration.ofSeconds(20L * turn);
    }
}
