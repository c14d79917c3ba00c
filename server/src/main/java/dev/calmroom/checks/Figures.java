package dev.calmroom.checks;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.scenario.Plot;
import dev.calmroom.text.SpokenNumbers;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which figures the persona may speak: those of the facts, of a false promise where there is one, and what was said to it. */
final class Figures {
    private final SpokenNumbers numbers;
    private final Set<Long> known = new HashSet<>();

    /** @param units words that make a number before them a figure */
    Figures(Plot plot, Set<String> units) {
        numbers = new SpokenNumbers(units);
        plot.facts().forEach(fact -> known.addAll(numbers.all(fact.statement())));
        if (plot.falsePromise() != null) {
            known.addAll(numbers.all(plot.falsePromise().says()));
        }
    }

    /** A figure that nobody has stated, and the turn of the persona's that speaks it. */
    record Foreign(int turn, String figures) {}

    Optional<Foreign> foreign(ExaminedCall call) {
        Set<Long> may = new HashSet<>(known);
        for (LoggedEvent logged : call.call().events()) {
            switch (logged.event()) {
                case LeaderSpoke said -> may.addAll(numbers.all(said.text()));
                case WorldEvent event -> may.addAll(numbers.all(event.text()));
                case PersonaSpoke said -> {
                    Set<Long> stated = new HashSet<>(numbers.stated(said.text()));
                    stated.removeAll(may);
                    if (!stated.isEmpty()) {
                        String figures =
                                stated.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
                        return Optional.of(new Foreign(said.turn(), figures));
                    }
                }
                default -> {
                    // no words
                }
            }
        }
        return Optional.empty();
    }
}
