package dev.calmroom.tuning;

import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.tuning.Simulation.SimulatedCall;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of a simulation as Markdown: how the persona felt by turn, how the calls ended, what the persona did. */
public final class SimulationTable {
    private final Scenario scenario;
    private final Map<LeaderScript, List<SimulatedCall>> calls;

    public SimulationTable(Scenario scenario, Map<LeaderScript, List<SimulatedCall>> calls) {
        this.scenario = scenario;
        this.calls = calls;
    }

    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("## How the persona feels, turn by turn\n\n")
                .append(
                        "Means over the calls of each leader; in brackets the lowest and the highest at the end. Turn 0 is when the phone rings.\n\n");
        calls.forEach((leader, ofLeader) -> text.append(states(leader, ofLeader)));
        text.append("## How the arcs differ\n\n").append(arcs()).append('\n');
        text.append("## How the calls end\n\n").append(endings());
        text.append("\n## What the persona does\n\n").append(acts());
        return text.toString();
    }

    private String states(LeaderScript leader, List<SimulatedCall> ofLeader) {
        int longest = ofLeader.stream().mapToInt(c -> c.states().size()).max().orElse(0);
        StringBuilder table = new StringBuilder(
                "### %s (%d calls)\n\n%s\n\n| |".formatted(leader.id(), ofLeader.size(), leader.about()));
        for (int turn = 0; turn < longest; turn++) {
            table.append(' ').append(turn).append(" |");
        }
        table.append(" at the end |\n|---|").append("---|".repeat(longest + 1)).append('\n');
        scenario.feelings().dimensions().forEach(dimension -> {
            table.append("| ").append(dimension.id()).append(" |");
            for (int turn = 0; turn < longest; turn++) {
                int at = turn;
                table.append(ofLeader.stream()
                        .filter(c -> c.states().size() > at)
                        .mapToDouble(c -> c.states().get(at).get(dimension.id()))
                        .average()
                        .stream()
                        .mapToObj(mean -> String.format(Locale.ROOT, " %.2f |", mean))
                        .collect(Collectors.joining()));
            }
            double[] last = ofLeader.stream()
                    .mapToDouble(c -> c.states().getLast().get(dimension.id()))
                    .sorted()
                    .toArray();
            table.append(String.format(
                    Locale.ROOT,
                    " %.2f (%.2f to %.2f) |\n",
                    Arrays.stream(last).average().orElse(0),
                    last[0],
                    last[last.length - 1]));
        });
        return table.append('\n').toString();
    }

    /** Of the first dimension, which is what has to fall or rise first. */
    private String arcs() {
        String dimension = scenario.feelings().dimensions().getFirst().id();
        StringBuilder table = new StringBuilder(
                "| leader | %s at the end: sd | comes back in | curves alike (r) | done in the first third | fewest turns |%n|---|---|---|---|---|---|%n"
                        .formatted(dimension));
        calls.forEach((leader, ofLeader) -> {
            Arcs arcs = new Arcs(ofLeader, dimension);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %.0f %% | %.2f | %.0f %% | %d |%n",
                    leader.id(),
                    arcs.spreadAtTheEnd(),
                    arcs.relapses() * 100,
                    arcs.likeness(),
                    arcs.early() * 100,
                    ofLeader.stream().mapToInt(c -> c.states().size() - 1).min().orElse(0)));
        });
        return table.toString();
    }

    private String endings() {
        List<String> ids = scenario.plot().endings().stream().map(e -> e.id()).toList();
        StringBuilder table = new StringBuilder(
                "| leader | " + String.join(" | ", ids) + " |\n|---|" + "---|".repeat(ids.size()) + "\n");
        calls.forEach((leader, ofLeader) -> table.append("| ")
                .append(leader.id())
                .append(ids.stream()
                        .map(id -> " | "
                                + ofLeader.stream()
                                        .filter(c -> c.ending().equals(id))
                                        .count())
                        .collect(Collectors.joining()))
                .append(" |\n"));
        return table.toString();
    }

    private String acts() {
        StringBuilder table = new StringBuilder("| leader | acts, most frequent first |\n|---|---|\n");
        calls.forEach((leader, ofLeader) -> {
            Map<String, Long> counts = ofLeader.stream()
                    .flatMap(c -> c.acts().stream())
                    .collect(Collectors.groupingBy(a -> a, TreeMap::new, Collectors.counting()));
            String list = counts.entrySet().stream()
                    .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
                    .map(e -> "%s %d".formatted(e.getKey(), e.getValue()))
                    .collect(Collectors.joining(", "));
            table.append("| ").append(leader.id()).append(" | ").append(list).append(" |\n");
        });
        return table.toString();
    }
}
