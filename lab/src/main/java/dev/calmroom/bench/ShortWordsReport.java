package dev.calmroom.bench;

import dev.calmroom.bench.ShortWordsBench.Over;
import dev.calmroom.bench.ShortWordsBench.Spoken;
import dev.calmroom.bench.ShortWordsBench.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What became of short words, by voice, and which of them went wrong. */
public record ShortWordsReport(Machine machine, List<Spoken> spoken) {

    public String text() {
        StringBuilder out = new StringBuilder(machine.inWords()).append("\n\n");
        out.append("| voice | turns | answered | with all words right | first sound p50 / p95 | first word p50 / p95 "
                + "| floor left to the persona | floor taken |\n|---|---|---|---|---|---|---|---|\n");
        spoken.forEach(it -> out.append(row(it.voice(), it.turns(), it.over())));
        out.append(row(
                "**all**",
                spoken.stream().flatMap(it -> it.turns().stream()).toList(),
                spoken.stream().flatMap(it -> it.over().stream()).toList()));
        out.append("\nNot as it should be:\n\n");
        spoken.forEach(it -> out.append("- %s: %s%n".formatted(it.voice(), String.join("; ", misses(it)))));
        return out.toString();
    }

    private static String row(String voice, List<Turn> turns, List<Over> over) {
        List<Turn> answered = turns.stream().filter(Turn::answered).toList();
        Figures sound = Figures.of(
                answered.stream().flatMap(it -> Stream.ofNullable(it.sound())).toList());
        Figures word = Figures.of(
                answered.stream().flatMap(it -> Stream.ofNullable(it.word())).toList());
        List<Over> wanting = over.stream().filter(Over::wantsFloor).toList();
        List<Over> listening = over.stream().filter(it -> !it.wantsFloor()).toList();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f %% | %.1f %% | %.0f / %.0f ms | %.0f / %.0f ms | %.1f %% of %d | %.1f %% of %d |%n",
                voice,
                turns.size(),
                share(answered.size(), turns.size()),
                share(turns.stream().filter(Turn::rightly).count(), turns.size()),
                sound.p50(),
                sound.p95(),
                word.p50(),
                word.p95(),
                share(listening.stream().filter(Over::rightly).count(), listening.size()),
                listening.size(),
                share(wanting.stream().filter(Over::rightly).count(), wanting.size()),
                wanting.size());
    }

    private static double share(long part, int all) {
        return 100.0 * part / Math.max(1, all);
    }

    private static List<String> misses(Spoken spoken) {
        List<String> misses = new ArrayList<>();
        spoken.turns().stream()
                .filter(turn -> !turn.rightly())
                .forEach(turn -> misses.add("«%s» was «%s»".formatted(turn.said(), turn.heard())));
        spoken.over().stream()
                .filter(over -> !over.rightly())
                .forEach(over -> misses.add("over the persona, «%s» %s"
                        .formatted(
                                over.said(),
                                over.wantsFloor()
                                        ? "was let pass"
                                        : "took the floor as «%s»"
                                                .formatted(over.outcome().heard()))));
        return misses;
    }
}
