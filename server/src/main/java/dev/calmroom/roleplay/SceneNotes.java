package dev.calmroom.roleplay;

import dev.calmroom.emotion.Cause;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.persona.Choice;
import dev.calmroom.persona.Dialogue;
import dev.calmroom.persona.LeaderTurn;
import dev.calmroom.persona.Scene;
import dev.calmroom.persona.Situation;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.WorldRules;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts into words for whoever speaks where the call stands: what moved the persona, and what is decided and agreed. */
final class SceneNotes {
    /** A smaller change is nothing that anybody would hear. */
    private static final double NOTICED = 0.04;

    private static final int MOST = 2;

    private final Scenario scenario;

    SceneNotes(Scenario scenario) {
        this.scenario = scenario;
    }

    Scene scene(RoleplayState state, Situation situation, List<SessionEvent> events) {
        String choice = situation.memory().dialogue().option().orElse("");
        return new Scene(
                happened(events),
                moved(events),
                choice,
                state.interval().isZero() ? "" : SpokenLength.length(state.interval()),
                between(situation.memory().dialogue(), answersPart(state)),
                scenario.plot().facts().stream()
                        .filter(fact -> !fact.always() && situation.mayTell(fact))
                        .map(Knowledge.Fact::id)
                        .collect(Collectors.toSet()),
                new Scene.Understood(
                        situation.turn().hearing().facts(),
                        situation.turn().options(),
                        situation.turn().hearing().mistaken()),
                state.talk().past());
    }

    /** What brings a turn about where the leader says nothing; empty for a silence. */
    private static String happened(List<SessionEvent> events) {
        return events.stream()
                .flatMap(event -> switch (event) {
                    case SessionEvent.WorldEvent world -> Stream.of(world.text());
                    case SessionEvent.GuestLeft left -> Stream.of(left.text());
                    default -> Stream.<String>empty();
                })
                .collect(Collectors.joining(" "));
    }

    /** How the turns came about, with the one that is to follow. */
    Scene.Past past(RoleplayState state, List<SessionEvent> events, Choice choice, LeaderTurn heard) {
        Scene.Past past = state.talk().past();
        int turn = state.turns() + 1;
        String happened = happened(events);
        if (!happened.isEmpty()) {
            return past.happened(turn, happened);
        }
        boolean noPart = heard.offRole() && scenario.plot().act(choice.act()).authored();
        return noPart ? past.deflected(turn) : past;
    }

    /** What was asked in a turn that whoever speaks never sees was not asked for it. */
    private static boolean answersPart(RoleplayState state) {
        return state.conversation().stream()
                .filter(turn -> !turn.isLeader())
                .reduce((_, last) -> last)
                .filter(turn -> state.talk().past().noPart().contains(turn.number()))
                .isEmpty();
    }

    private Scene.Between between(Dialogue dialogue, boolean asked) {
        return new Scene.Between(
                dialogue.happened().stream().flatMap(this::happened).distinct().toList(),
                dialogue.promised(),
                asked ? dialogue.asks() : "",
                dialogue.decision() == null ? "" : dialogue.decision().said());
    }

    /** An event, or how it ended with a guest. */
    private Stream<String> happened(String id) {
        return Stream.concat(
                scenario.plot().events().stream()
                        .filter(event -> event.id().equals(id))
                        .map(WorldRules.Happening::text),
                scenario.guests().values().stream()
                        .flatMap(guest -> guest.plot().endings().stream())
                        .filter(ending -> ending.id().equals(id))
                        .map(Plot.Ending::text));
    }

    private List<String> moved(List<SessionEvent> events) {
        Map<String, Double> sums = new LinkedHashMap<>();
        Map<String, Cause> strongest = new LinkedHashMap<>();
        for (SessionEvent event : events) {
            if (event instanceof SessionEvent.EmotionShifted shifted) {
                for (Cause cause : shifted.causes()) {
                    sums.merge(cause.dimension(), cause.amount(), Double::sum);
                    strongest.merge(
                            cause.dimension(),
                            cause,
                            (one, other) -> Math.abs(one.amount()) >= Math.abs(other.amount()) ? one : other);
                }
            }
        }
        return sums.entrySet().stream()
                .filter(sum -> Math.abs(sum.getValue()) >= NOTICED)
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> sum) -> -Math.abs(sum.getValue())))
                .limit(MOST)
                .map(sum -> words(sum.getKey(), sum.getValue(), Objects.requireNonNull(strongest.get(sum.getKey()))))
                .toList();
    }

    private String words(String dimension, double change, Cause cause) {
        EmotionRules.Dimension feeling = scenario.feelings().dimensions().stream()
                .filter(d -> d.id().equals(dimension))
                .findFirst()
                .orElseThrow();
        String what = "more " + (change > 0 ? feeling.high() : feeling.low());
        String quote = cause.quote().replaceAll("[<>{}\\[\\]|`]+", " ").strip();
        return quote.isEmpty() ? what : what + ", by «" + quote + "»";
    }
}
