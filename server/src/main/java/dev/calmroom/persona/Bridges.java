package dev.calmroom.persona;

import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.LineBook;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SharedBridge;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The short clauses that are spoken while a language model is late with its first sentence. */
final class Bridges {
    private static final String SHARED = "bridge";

    private final Scenario scenario;
    private final Understudy own;
    private final Understudy shared;
    private final Pattern begins;

    Bridges(Scenario scenario, Understudy own, SharedBridge anybodys) {
        this.scenario = scenario;
        this.own = own;
        this.shared = new Understudy(book(scenario.lines().moods(), anybodys.says()));
        this.begins = anybodys.begins();
    }

    private static LineBook book(List<String> moods, List<String> says) {
        return new LineBook(
                moods,
                Map.of(),
                null,
                List.of(),
                says.stream()
                        .map(text -> new AuthoredLine(SHARED, moods, text, List.of(), List.of()))
                        .toList());
    }

    /** Whether somebody waits for an answer: not at the opening, in a silence or where the world does something. */
    static boolean isAwaited(Brief brief) {
        return !brief.leader().words().isBlank();
    }

    /**
     * Words for this turn that have not been said in the call, nor begun: of a bridge that was cut off something was heard.
     * What the state forces is often a no, and the persona's own first words may agree: there only those that fit before
     * anything will do.
     */
    Optional<String> over(Brief brief, List<Turn> conversation) {
        Direction.Act act = scenario.plot().act(brief.task().act());
        if (!isAwaited(brief) || act.authored()) {
            return Optional.empty();
        }
        return Optional.ofNullable(scenario.plot().bridge())
                .filter(_ -> !scenario.plot().isForced(act.id()))
                .flatMap(bridge -> own.line(bridge, brief, conversation))
                .or(() -> shared.line(SHARED, brief, conversation));
    }

    /** @param bridge what was said; empty where nothing was */
    Echo echo(String bridge) {
        return new Echo(bridge, begins);
    }
}
