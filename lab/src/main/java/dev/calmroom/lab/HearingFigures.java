package dev.calmroom.lab;

import dev.calmroom.appraisal.Move;
import dev.calmroom.comprehension.Part;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.SpeechAct;
import dev.calmroom.comprehension.TurnReading.OffRole;
import dev.calmroom.lab.LabelledTurn.LabelledPart;
import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.Framework.MoveKind;
import dev.calmroom.scenario.Framework.Tone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether what a turn does was heard fairly: speech acts, whom it means, and traps that are none. */
final class HearingFigures {
    private final Set<String> traps;
    private final double heeds;
    private final Shares shares = new Shares();
    private final Map<String, int[]> acts = new TreeMap<>();

    /** @param heeds confidence from which the persona heeds a move */
    HearingFigures(Framework framework, double heeds) {
        this.traps = framework.moves().stream()
                .filter(move -> move.tone() == Tone.TRAP)
                .map(MoveKind::id)
                .collect(Collectors.toSet());
        this.heeds = heeds;
    }

    void add(LabelledTurn turn, Reading reading, List<Move> moves) {
        Set<String> labelledActs =
                turn.parts().stream().flatMap(part -> part.acts().stream()).collect(Collectors.toSet());
        boolean trapped =
                turn.parts().stream().flatMap(part -> part.moves().stream()).anyMatch(traps::contains);
        boolean heard = reading.turn().offRole() == OffRole.NONE
                && moves.stream().anyMatch(m -> m.confidence() >= heeds && traps.contains(m.move()));
        traps(turn, labelledActs, trapped, heard);
        boolean attack = labelledActs.contains("off-role");
        shares.add(
                attack ? "off role, turned away" : "in role, turned away",
                reading.turn().offRole() != OffRole.NONE);
        countActs(labelledActs, reading);
        for (LabelledPart labelled : turn.parts()) {
            Part part = nearest(labelled, reading.parts());
            if (part != null) {
                shares.add("who is meant", id(part.who().what()).equals(labelled.who()));
                shares.add("mode", id(part.mode().what()).equals(labelled.mode()));
            }
        }
    }

    private void traps(LabelledTurn turn, Set<String> labelledActs, boolean trapped, boolean heard) {
        if (trapped) {
            shares.add("trap heard as a trap", heard);
            return;
        }
        shares.add("no trap, heard as one", heard);
        for (String act : List.of("apology", "takes-back", "own-guilt", "own-trouble", "comfort")) {
            if (labelledActs.contains(act)) {
                shares.add("no trap, heard as one: " + act, heard);
            }
        }
        if (labelledActs.contains("insult")) {
            shares.add("insult felt (trap or act)", heard);
        }
        Set<String> modes =
                turn.parts().stream().map(LabelledPart::mode).collect(Collectors.toCollection(HashSet::new));
        modes.removeAll(Set.of("meant", "asked"));
        modes.forEach(mode -> shares.add("no trap, heard as one: " + mode, heard));
        if (turn.parts().stream().anyMatch(part -> part.who().equals("outside"))) {
            shares.add("no trap, heard as one: about others", heard);
        }
    }

    /** True positives, false positives, false negatives by act. */
    private void countActs(Set<String> labelled, Reading reading) {
        Set<String> read = new HashSet<>();
        reading.parts()
                .forEach(part -> part.acts().forEach(act -> read.add(act.what().id())));
        for (SpeechAct act : SpeechAct.values()) {
            int[] count = acts.computeIfAbsent(act.id(), key -> new int[3]);
            boolean is = labelled.contains(act.id());
            boolean said = read.contains(act.id());
            count[0] += is && said ? 1 : 0;
            count[1] += !is && said ? 1 : 0;
            count[2] += is && !said ? 1 : 0;
        }
    }

    private static @Nullable Part nearest(LabelledPart wanted, List<Part> parts) {
        Part best = null;
        int most = 0;
        for (Part part : parts) {
            int shared = Math.min(part.end(), wanted.start() + wanted.quote().length())
                    - Math.max(part.start(), wanted.start());
            if (shared > most) {
                best = part;
                most = shared;
            }
        }
        return best;
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(shares.lines());
        double sum = 0;
        int present = 0;
        for (Map.Entry<String, int[]> entry : acts.entrySet()) {
            int[] c = Objects.requireNonNull(entry.getValue());
            if (c[0] + c[2] > 0) {
                double f1 = 2.0 * c[0] / (2 * c[0] + c[1] + c[2]);
                sum += f1;
                present++;
                lines.add(String.format(
                        Locale.ROOT,
                        "act %-20s F1 %.2f  precision %.2f  recall %.2f  of %d",
                        entry.getKey(),
                        f1,
                        c[0] / Math.max(1.0, c[0] + c[1]),
                        c[0] / (double) (c[0] + c[2]),
                        c[0] + c[2]));
            }
        }
        lines.add(String.format(Locale.ROOT, "acts, macro-F1 of those present %.3f", sum / Math.max(1, present)));
        return lines;
    }
}
