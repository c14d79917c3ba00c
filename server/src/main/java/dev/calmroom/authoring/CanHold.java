package dev.calmroom.authoring;

import dev.calmroom.scenario.Condition;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Question;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.WorldRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a scenario's conditions can ever hold: what is told and played is followed from the first words on, until
 * nothing new comes of it. Whatever depends on people or on chance is taken to be possible, so that only what is surely
 * impossible is called so.
 */
final class CanHold {
    private final Plot plot;
    private final Set<String> askable = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> played = new HashSet<>();
    private final Set<String> open = new HashSet<>();

    CanHold(Scenario scenario) {
        this.plot = scenario.plot();
        scenario.questions().forEach(this::asksFor);
        plot.besides().values().forEach(askable::addAll);
        played.add(plot.opening().act());
        told.addAll(plot.opening().tells());
        plot.silence().stream().map(WorldRules.SilenceStep::act).forEach(played::add);
        plot.events().stream().map(WorldRules.Happening::act).forEach(played::add);
        plot.visits()
                .flatMap(visit -> visit.back().stream())
                .map(WorldRules.Back::act)
                .forEach(played::add);
        if (plot.bridge() != null) {
            played.add(plot.bridge());
        }
        if (scenario.lines().leftOut() != null) {
            played.add(scenario.lines().leftOut());
        }
        if (plot.callBack() != null) {
            played.add(plot.callBack().act());
            played.add(plot.callBack().brokenRhythm().act());
        }
        if (plot.earlier() != null) {
            plot.earlier().memories().forEach(memory -> {
                told.addAll(memory.tells());
                if (memory.act() != null) {
                    played.add(memory.act());
                }
            });
        }
        while (more()) {
            // until nothing new can be told or played
        }
    }

    private void asksFor(Question question) {
        askable.addAll(question.facts());
        question.following().values().forEach(askable::addAll);
    }

    private boolean more() {
        int before = told.size() + played.size() + open.size();
        for (Knowledge.Fact fact : plot.facts()) {
            boolean so = fact.when() == null || whyNot(fact.when()).isEmpty();
            if (so && (fact.gate() == null || whyNot(fact.gate()).isEmpty())) {
                open.add(fact.id());
            }
        }
        for (Direction.Reply reply : plot.replies()) {
            if (whyNot(reply.when()).isEmpty()) {
                played.add(reply.act());
                Set<String> tells = new HashSet<>(reply.tells());
                reply.byOption().values().forEach(tells::addAll);
                if (reply.tellsAsked()) {
                    tells.addAll(askable);
                }
                if (reply.tellsChoice()) {
                    plot.options().forEach(option -> tells.addAll(option.facts()));
                }
                tells.retainAll(open);
                told.addAll(tells);
            }
        }
        return told.size() + played.size() + open.size() > before;
    }

    /** @return why it can never hold; empty where it can */
    Optional<String> whyNot(Condition condition) {
        return whyNot(condition, Map.of(), Map.of());
    }

    private Optional<String> whyNot(Condition condition, Map<String, Double> atLeast, Map<String, Double> below) {
        Map<String, Double> low = new HashMap<>(atLeast);
        condition.state().atLeast().forEach((dimension, bound) -> low.merge(dimension, bound, Math::max));
        Map<String, Double> high = new HashMap<>(below);
        condition.state().below().forEach((dimension, bound) -> high.merge(dimension, bound, Math::min));
        List<Optional<String>> reasons = new ArrayList<>();
        reasons.add(feelings(low, high));
        reasons.add(ofTheCall(condition.call()));
        reasons.add(ofQuestions(condition.question()));
        reasons.add(contradicts(
                condition.turn().moves(), condition.call().notHeard(), "made and made nowhere in the call"));
        if (condition.gate() != null && !open.contains(condition.gate())) {
            reasons.add(Optional.of("the gate of '%s' never opens".formatted(condition.gate())));
        }
        if (condition.not() != null && condition.not().holdsAlways()) {
            reasons.add(Optional.of("it asks that something does not hold which always holds"));
        }
        reasons.add(none(condition.any(), low, high));
        return first(reasons);
    }

    private Optional<String> none(List<Condition> any, Map<String, Double> low, Map<String, Double> high) {
        List<String> each = any.stream()
                .map(one -> whyNot(one, low, high))
                .flatMap(Optional::stream)
                .toList();
        return any.isEmpty() || each.size() < any.size()
                ? Optional.empty()
                : Optional.of("none of its ways is open: " + String.join("; ", each));
    }

    private static Optional<String> feelings(Map<String, Double> atLeast, Map<String, Double> below) {
        for (Map.Entry<String, Double> bound : below.entrySet()) {
            double least = atLeast.getOrDefault(bound.getKey(), 0.0);
            if (least >= bound.getValue()) {
                return Optional.of(
                        "no '%s' is at least %s and below %s".formatted(bound.getKey(), least, bound.getValue()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> ofTheCall(Condition.Call call) {
        return first(List.of(
                oneOf(call.told(), told, "is never told"),
                oneOf(call.done(), played, "is never played"),
                oneOf(call.lastAct(), played, "is never played"),
                contradicts(call.heard(), call.notHeard(), "heard and not heard"),
                contradicts(call.done(), call.notDone(), "played and not played"),
                call.calledBack() && plot.callBack() == null
                        ? Optional.of("nobody ever calls back in this scenario")
                        : Optional.empty()));
    }

    private Optional<String> ofQuestions(Condition.Question question) {
        Optional<String> all = question.askedAll().stream()
                .filter(fact -> !askable.contains(fact))
                .findFirst()
                .map(fact -> "no question asks for '%s'".formatted(fact));
        return first(List.of(oneOf(question.asked(), askable, "is asked for by no question"), all));
    }

    private static Optional<String> first(List<Optional<String>> reasons) {
        return reasons.stream().flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> oneOf(List<String> wanted, Set<String> possible, String what) {
        return wanted.isEmpty() || wanted.stream().anyMatch(possible::contains)
                ? Optional.empty()
                : Optional.of("%s %s".formatted(String.join(", ", wanted), what));
    }

    private static Optional<String> contradicts(List<String> wanted, Collection<String> ruledOut, String what) {
        return wanted.isEmpty() || !ruledOut.containsAll(wanted)
                ? Optional.empty()
                : Optional.of("%s cannot be %s at once".formatted(String.join(", ", wanted), what));
    }
}
