package dev.calmroom.emotion;

import dev.calmroom.appraisal.Move;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.EmotionRules.Dimension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * How the persona feels in the course of a call: where each dimension stands, the slow mood beneath it, and which moves
 * the persona remembers. Immutable; each change gives the next feelings and a {@link Shift} whose causes add up to it.
 *
 * <p>The ground is appraisal theory: feelings are reactions to what others do to one's goals (Ortony, Clore &amp;
 * Collins, <i>The Cognitive Structure of Emotions</i>, 1988), appraisal is quick and its traces add up to a mood
 * (Gratch &amp; Marsella, EMA, 2004 and 2009), and a feeling falls back to a mood that itself moves slowly (Gebhard,
 * ALMA, 2005, on Mehrabian's pleasure, arousal and dominance, 1996). That harm weighs more than help is Kahneman &amp;
 * Tversky (1979). Which moves do what, and all figures, are the scenario's.
 *
 * <p>Amounts are whole ten-thousandths, so that sums are exact and the same on every machine.
 */
public final class Feelings {
    private final EmotionRules rules;
    private final Amounts state;
    private final Amounts undertone;
    private final List<List<String>> movesByTurn;
    private final Temper temper;

    private Feelings(
            EmotionRules rules, Amounts state, Amounts undertone, List<List<String>> movesByTurn, Temper temper) {
        this.rules = rules;
        this.state = state;
        this.undertone = undertone;
        this.movesByTurn = List.copyOf(movesByTurn);
        this.temper = temper;
    }

    /** How the persona feels when the call begins: the scenario's start, varied a little by the seed. */
    public static Feelings start(EmotionRules rules, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Amounts start = Amounts.of(
                rules,
                d -> d.start() + (random.nextDouble() * 2 - 1) * rules.nature().startVaries());
        return new Feelings(rules, start, start, List.of(), Temper.of(rules, seed));
    }

    /** The same when so long has been talked: what can be a relief comes with it. */
    public Feelings at(Duration now) {
        return new Feelings(
                rules, state, undertone, movesByTurn, temper.at(rules.course().relief(), now));
    }

    /** @param asks whether the leader's turn asks anything: who asks hears an answer, who only speaks hears none */
    public Feelings heard(boolean asks) {
        return new Feelings(rules, state, undertone, movesByTurn, temper.heard(asks));
    }

    public EmotionalState state() {
        return state.toState();
    }

    /** What a turn of the leader's does to the persona, whose feeling falls back a little to the mood between turns. */
    public Felt hear(List<Move> moves) {
        return hear(moves, List.of());
    }

    /**
     * The same, where the words do something besides that is no move of the framework.
     *
     * @param besides rules in the emotion file, each as a move of that name
     */
    public Felt hear(List<Move> moves, List<Move> besides) {
        Ledger ledger = new Ledger(rules, state, temper.relief());
        List<Effect> effects = new ArrayList<>();
        List<String> thisTurn = new ArrayList<>();
        for (Move move : moves) {
            effects.add(effect(move, thisTurn));
            thisTurn.add(move.move());
        }
        for (Move rule : besides) {
            effects.add(effect(rule, thisTurn));
            thisTurn.add(rule.move());
        }
        effects.addAll(contradictions(moves));
        recital(moves).ifPresent(effects::add);
        ledger.harmed(effects);
        driftToUndertone(ledger);
        ledger.limitFromHere();
        effects.forEach(effect -> apply(effect, ledger));
        ledger.limitToHere();
        couple(ledger);
        return felt(ledger, append(thisTurn));
    }

    /**
     * What something that is no words does to the persona: a silence, an event of the world.
     *
     * @param rule an id in the emotion file
     * @throws IllegalArgumentException when there is no such rule
     */
    public Felt undergo(String rule) {
        Ledger ledger = new Ledger(rules, state, temper.relief());
        EmotionRules.Rule what = rules.rules().get(rule);
        if (what == null) {
            throw new IllegalArgumentException("no rule '%s' in the emotion file".formatted(rule));
        }
        apply(new Effect("", rule, what, 1), ledger);
        return felt(ledger, movesByTurn);
    }

    private Felt felt(Ledger ledger, List<List<String>> memory) {
        Amounts after = ledger.now();
        Amounts mood = undertone.towards(after, rules.dynamics().mood());
        return new Felt(
                new Feelings(rules, after, mood, memory, temper.spent(ledger.relief())),
                new Shift(state.toState(), after.toState(), ledger.causes()));
    }

    private void driftToUndertone(Ledger ledger) {
        for (Dimension dimension : rules.dimensions()) {
            String id = dimension.id();
            ledger.add("", "drift", dimension, rules.dynamics().drift() * (undertone.get(id) - ledger.get(id)));
        }
    }

    /** A move as it counts now: its strength, less what it has lost by being repeated or by coming late. */
    private Effect effect(Move move, List<String> earlierInTurn) {
        EmotionRules.Rule rule = rules.rules().get(move.move());
        if (rule == null) {
            throw new IllegalArgumentException("no rule for the move '%s' in the emotion file".formatted(move.move()));
        }
        EmotionRules.Repetition repetition = rules.dynamics().repetition();
        long times = Stream.concat(recent(repetition.memory()).stream().flatMap(List::stream), earlierInTurn.stream())
                .filter(move.move()::equals)
                .count();
        double counts = move.strength();
        for (int i = 0; i < earlierInTurn.size(); i++) {
            counts *= rules.dynamics().crowding();
        }
        double kept = 1;
        for (long i = 0; i < times; i++) {
            kept *= repetition.keep();
        }
        counts *= Math.max(repetition.floor(), kept);
        if (rule.after() != null
                && movesByTurn.stream()
                        .anyMatch(turn -> hasAny(turn, rule.after().moves()))) {
            counts *= rule.after().keep();
        }
        return new Effect(move.quote(), move.move(), rule, counts);
    }

    private List<Effect> contradictions(List<Move> moves) {
        List<Effect> effects = new ArrayList<>();
        for (EmotionRules.Contradiction contradiction : rules.course().contradictions()) {
            boolean said = movesByTurn.stream().anyMatch(turn -> hasAny(turn, contradiction.said()))
                    || moves.stream().anyMatch(m -> contradiction.said().contains(m.move()));
            moves.stream()
                    .filter(m -> said && contradiction.then().contains(m.move()))
                    .findFirst()
                    .ifPresent(m -> effects.add(new Effect(
                            m.quote(),
                            contradiction.id(),
                            new EmotionRules.Rule(contradiction.adds(), null, null),
                            m.strength())));
        }
        return effects;
    }

    /** A list that is read out: whatever it contains is not said to the persona. */
    private Optional<Effect> recital(List<Move> moves) {
        EmotionRules.Recital recital = rules.course().recital();
        if (recital == null || moves.stream().map(Move::move).distinct().count() < recital.moves()) {
            return Optional.empty();
        }
        return Optional.of(new Effect(
                moves.getLast().quote(), recital.id(), new EmotionRules.Rule(recital.adds(), null, null), 1));
    }

    private void apply(Effect effect, Ledger ledger) {
        EmotionRules.Dynamics dynamics = rules.dynamics();
        for (Dimension dimension : rules.dimensions()) {
            Double gain = effect.rule().adds().get(dimension.id());
            if (gain == null) {
                continue;
            }
            double amount = gain * effect.counts() * temper.sensitivity(dimension.id());
            if (dimension.isHelp(amount)) {
                amount *= temper.listened(rules.course().monologue());
                amount *= scaled(dynamics.belief(), ledger);
                EmotionRules.Scale needs = effect.rule().needs();
                amount *= needs == null ? 1 : scaled(needs, ledger);
            } else {
                amount *= dynamics.harmWeighs();
            }
            ledger.apply(effect.quote(), effect.id(), dimension, amount);
        }
    }

    private static double scaled(EmotionRules.Scale scale, Ledger ledger) {
        return scale.floor() + (1 - scale.floor()) * ledger.get(scale.dimension());
    }

    private void couple(Ledger ledger) {
        for (EmotionRules.Coupling coupling : rules.course().couplings()) {
            double target = coupling.at();
            for (var weight : coupling.weights().entrySet()) {
                target += weight.getValue() * ledger.get(weight.getKey());
            }
            Dimension dimension = rules.dimensions().stream()
                    .filter(d -> d.id().equals(coupling.dimension()))
                    .findFirst()
                    .orElseThrow();
            ledger.add("", coupling.id(), dimension, coupling.rate() * (target - ledger.get(dimension.id())));
        }
    }

    private List<List<String>> recent(int turns) {
        return movesByTurn.subList(Math.max(0, movesByTurn.size() - turns), movesByTurn.size());
    }

    private List<List<String>> append(List<String> turn) {
        List<List<String>> all = new ArrayList<>(movesByTurn);
        all.add(List.copyOf(turn));
        return all;
    }

    private static boolean hasAny(List<String> turn, List<String> moves) {
        return turn.stream().anyMatch(moves::contains);
    }

    /** The feelings after a change, and the change. */
    public record Felt(Feelings now, Shift shift) {}

    /** One thing that works on the persona, and how much of its rule counts. */
    record Effect(String quote, String id, EmotionRules.Rule rule, double counts) {}
}
