package dev.calmroom.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calmroom.appraisal.Move;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.EmotionRules.Dimension;
import dev.calmroom.scenario.ScenarioFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Properties that hold for whatever is said, over thousands of seeded random calls; and the order of a few that matter. */
class FeelingsTest {
    private static final EmotionRules RULES =
            new ScenarioFiles(Path.of("../prompts")).load("platform-down").feelings();
    private static final List<String> ANYTHING = List.copyOf(RULES.rules().keySet());
    private static final int CALLS = 2_000;
    private static final Duration A_TURN = Duration.ofSeconds(15);

    @Test
    void everyDimensionStaysWithinItsScaleAndTheCausesAddUpToTheDifference() {
        for (int seed = 0; seed < CALLS; seed++) {
            Feelings feelings = Feelings.start(RULES, seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int turn = 0; turn < 25; turn++) {
                Feelings.Felt felt = random.nextInt(6) == 0
                        ? feelings.undergo(ANYTHING.get(random.nextInt(ANYTHING.size())))
                        : feelings.hear(randomMoves(random));
                checkShift(felt.shift());
                feelings = felt.now();
            }
        }
    }

    private static void checkShift(Shift shift) {
        for (Dimension dimension : RULES.dimensions()) {
            double sum = shift.causes().stream()
                    .filter(cause -> cause.dimension().equals(dimension.id()))
                    .mapToDouble(Cause::amount)
                    .sum();
            double difference =
                    shift.after().get(dimension.id()) - shift.before().get(dimension.id());
            assertThat(sum).isCloseTo(difference, within(1e-9));
            assertThat(shift.after().get(dimension.id())).isBetween(0.0, 1.0);
        }
        assertThat(shift.causes())
                .allSatisfy(cause -> assertThat(cause.amount()).isNotZero());
    }

    @Test
    void nothingJumpsAndNothingSticksAtAnEnd() {
        for (int seed = 0; seed < CALLS / 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String move = ANYTHING.get(random.nextInt(ANYTHING.size()));
            Feelings feelings = Feelings.start(RULES, seed);
            for (int turn = 0; turn < 40; turn++) {
                Feelings.Felt felt = feelings.hear(List.of(move(move, 1), move(move, 1), move(move, 1)));
                felt.shift()
                        .after()
                        .dimensions()
                        .forEach((dimension, value) -> assertThat(
                                        Math.abs(value - felt.shift().before().get(dimension)))
                                .isLessThan(0.4));
                feelings = felt.now();
            }
            for (Dimension dimension : RULES.dimensions()) {
                assertThat(feelings.state().get(dimension.id()))
                        .isGreaterThan(0)
                        .isLessThan(1);
            }
            boolean stressed = feelings.state().get("stress") > 0.5;
            Feelings.Felt back =
                    feelings.at(Duration.ofMinutes(5)).hear(List.of(move(stressed ? "shield" : "blame", 1)));
            assertThat(Math.abs(amount(back, stressed ? "shield" : "blame", "stress")))
                    .isGreaterThan(0.02);
        }
    }

    @Test
    void blameNeverRaisesTrustWhateverElseIsInTheSameBreath() {
        for (int seed = 0; seed < CALLS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Feelings feelings = Feelings.start(RULES, seed);
            for (int turn = 0; turn < 12; turn++) {
                List<Move> moves = new ArrayList<>(randomMoves(random));
                moves.add(random.nextInt(moves.size() + 1), move("blame", 0.2 + 0.8 * random.nextDouble()));
                Feelings.Felt felt = feelings.hear(moves);
                assertThat(felt.shift().after().get("trust"))
                        .isLessThanOrEqualTo(felt.shift().before().get("trust"));
                feelings = felt.now();
            }
        }
    }

    @Test
    void sameWordsAndSameSeedGiveTheSameLedgerBitForBit() {
        for (int seed = 0; seed < 200; seed++) {
            assertThat(ledger(seed)).isEqualTo(ledger(seed));
        }
        assertThat(ledger(1)).isNotEqualTo(ledger(2));
    }

    @Test
    void aSteadyLeaderLowersStressByThePersonasSixthTurnInEverySeed() {
        List<List<String>> steady = List.of(
                List.of("regulate"),
                List.of("ask-worst-case"),
                List.of("ask-fallback", "ask-gut"),
                List.of("decide-and-back"),
                List.of("shield"),
                List.of("set-rhythm", "remove-blame"));
        for (int seed = 0; seed < CALLS; seed++) {
            Feelings before = Feelings.start(RULES, seed);
            Feelings after = before;
            // The persona's sixth turn follows the leader's fifth: the persona spoke first.
            for (int turn = 0; turn < 5; turn++) {
                after = after.at(A_TURN.multipliedBy(turn + 1))
                        .hear(steady.get(turn).stream().map(m -> move(m, 0.8)).toList())
                        .now();
            }
            assertThat(before.state().get("stress") - after.state().get("stress"))
                    .isGreaterThanOrEqualTo(0.12);
        }
    }

    @Test
    void aBlamerCostsThreeTenthsOfTrustByTheFourthTurnInEverySeed() {
        for (int seed = 0; seed < CALLS; seed++) {
            Feelings before = Feelings.start(RULES, seed);
            Feelings after = before;
            for (int turn = 0; turn < 4; turn++) {
                after = after.hear(List.of(move("blame", 0.75))).now();
            }
            assertThat(before.state().get("trust") - after.state().get("trust")).isGreaterThanOrEqualTo(0.3);
        }
    }

    @Test
    void toSteadyThePersonaBeforeDecidingBeatsDecidingFirst() {
        for (int seed = 0; seed < CALLS / 3; seed++) {
            EmotionalState first = hear(seed, "regulate", "decide-and-back");
            EmotionalState last = hear(seed, "decide-and-back", "regulate");
            assertThat(first.get("stress")).isLessThan(last.get("stress"));
            assertThat(first.get("agency")).isGreaterThan(last.get("agency"));
            assertThat(first.get("trust")).isGreaterThan(last.get("trust"));
        }
    }

    @Test
    void whatIsRepeatedCountsLessEachTime() {
        Feelings feelings = Feelings.start(RULES, 1);
        double before = Double.MAX_VALUE;
        for (int turn = 0; turn < 4; turn++) {
            Feelings.Felt felt = feelings.at(A_TURN.multipliedBy(4L * turn)).hear(List.of(move("set-rhythm", 1)));
            double helped = -amount(felt, "set-rhythm", "stress");
            assertThat(helped).isPositive().isLessThan(before);
            before = helped;
            feelings = felt.now();
        }
    }

    @Test
    void whatIsKindCountsLessWhereTheLeaderIsNotTrusted() {
        Feelings trusted = Feelings.start(RULES, 1);
        Feelings distrusted = trusted;
        for (int turn = 0; turn < 4; turn++) {
            distrusted = distrusted.hear(List.of(move("blame", 1))).now();
        }
        assertThat(amount(distrusted.hear(List.of(move("shield", 1))), "shield", "stress"))
                .isGreaterThan(amount(trusted.hear(List.of(move("shield", 1))), "shield", "stress"));
    }

    @Test
    void sayingOneThingAndDoingTheOtherCostsExtra() {
        Feelings start = Feelings.start(RULES, 1);
        Feelings.Felt felt = start.hear(List.of(move("remove-blame", 1))).now().hear(List.of(move("blame", 1)));

        assertThat(felt.shift().causes()).extracting(Cause::rule).contains("reassured-then-blamed");
        assertThat(start.hear(List.of(move("blame", 1))).shift().causes())
                .extracting(Cause::rule)
                .doesNotContain("reassured-then-blamed");
    }

    @Test
    void betweenTurnsTheFeelingFallsBackALittleToTheMood() {
        Feelings calmed = Feelings.start(RULES, 1);
        for (String move : List.of("regulate", "shield", "decide-and-back")) {
            calmed = calmed.hear(List.of(move(move, 1))).now();
        }
        Feelings.Felt later = calmed.hear(List.of(move("other", 1)));

        assertThat(amount(later, "drift", "stress")).isPositive().isLessThan(0.05);
    }

    @Test
    void nobodyIsCalmedInAMinuteWhateverIsSaid() {
        EmotionRules.Relief relief = Objects.requireNonNull(RULES.course().relief());
        List<Move> kind = List.of(move("regulate", 1), move("shield", 1), move("decide-and-back", 1));
        for (int seed = 0; seed < CALLS / 3; seed++) {
            Feelings feelings = Feelings.start(RULES, seed);
            double before = feelings.state().get("fear");
            for (int turn = 0; turn <= 4; turn++) {
                feelings = feelings.at(A_TURN.multipliedBy(turn)).hear(kind).now();
            }
            assertThat(before - feelings.state().get("fear"))
                    .isLessThanOrEqualTo(
                            (1 + RULES.nature().temperament()) * (relief.most() + relief.perMinute()) + 0.001);
        }
    }

    @Test
    void noTwoNightsMoveThePersonaAlike() {
        List<Double> moved = new ArrayList<>();
        for (int seed = 0; seed < 50; seed++) {
            moved.add(amount(Feelings.start(RULES, seed).hear(List.of(move("blame", 0.5))), "blame", "trust"));
        }
        assertThat(moved.stream().mapToDouble(Double::doubleValue).max().orElseThrow()
                        - moved.stream().mapToDouble(Double::doubleValue).min().orElseThrow())
                .isGreaterThan(0.04);
    }

    @Test
    void whoAsksNothingIsHeardLess() {
        Feelings asked = Feelings.start(RULES, 3);
        Feelings unasked = asked;
        for (int turn = 0; turn < 4; turn++) {
            asked = asked.heard(true);
            unasked = unasked.heard(false);
        }
        assertThat(amount(unasked.hear(List.of(move("shield", 0.5))), "shield", "trust"))
                .isLessThan(amount(asked.hear(List.of(move("shield", 0.5))), "shield", "trust"));
    }

    private static double amount(Feelings.Felt felt, String rule, String dimension) {
        return felt.shift().causes().stream()
                .filter(c -> c.rule().equals(rule) && c.dimension().equals(dimension))
                .mapToDouble(Cause::amount)
                .sum();
    }

    private static EmotionalState hear(long seed, String... moves) {
        Feelings feelings = Feelings.start(RULES, seed);
        for (int turn = 0; turn < moves.length; turn++) {
            feelings = feelings.at(A_TURN.multipliedBy(4L * turn))
                    .hear(List.of(move(moves[turn], 0.8)))
                    .now();
        }
        return feelings.state();
    }

    private static List<Cause> ledger(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Feelings feelings = Feelings.start(RULES, seed);
        List<Cause> ledger = new ArrayList<>();
        for (int turn = 0; turn < 12; turn++) {
            Feelings.Felt felt = feelings.hear(randomMoves(random));
            ledger.addAll(felt.shift().causes());
            feelings = felt.now();
        }
        return ledger;
    }

    private static List<Move> randomMoves(SplittableRandom random) {
        List<Move> moves = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            moves.add(move(ANYTHING.get(random.nextInt(ANYTHING.size())), random.nextDouble()));
        }
        return moves;
    }

    private static Move move(String id, double strength) {
        return new Move(id, "words", 1, strength);
    }
}
