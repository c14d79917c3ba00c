package dev.calmroom.tuning;

import dev.calmroom.checks.CheckResult;
import dev.calmroom.checks.CheckResult.Miss;
import dev.calmroom.checks.ExaminedCall;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings for a terminal. */
public final class FindingsText {
    private static final int MISSES = 3;
    private static final int OTHERS = 5;

    private FindingsText() {}

    public static String of(Tuning.Findings findings) {
        StringBuilder text = new StringBuilder();
        for (CheckResult check : findings.checks()) {
            String mark = switch (check.outcome()) {
                case PASSED -> "ok      ";
                case FAILED -> "FAILED  ";
                case UNKNOWN -> "UNKNOWN ";
            };
            text.append(mark)
                    .append(check.check().text())
                    .append("  (")
                    .append(where(check))
                    .append(check.finding())
                    .append(")\n");
            if (check.outcome() != CheckResult.Outcome.PASSED) {
                text.append("        %s:%d%n"
                                .formatted(check.check().file(), check.check().line()))
                        .append(misses(check, MISSES));
            }
        }
        findings.comparisons().forEach(comparison -> text.append(of(comparison)));
        findings.played()
                .failures()
                .forEach((cell, reason) -> text.append("NOT PLAYED  %s: %s%n".formatted(cell, reason)));
        if (findings.played().unplayed() > 0) {
            text.append(
                    "%d calls were not played.%n".formatted(findings.played().unplayed()));
        }
        return text.toString();
    }

    private static String of(VersionsCompared comparison) {
        StringBuilder text = new StringBuilder("%n%s against %s, %s: %d of %d turns are the same%n"
                .formatted(
                        comparison.to(), comparison.from(), comparison.player(), comparison.same(), comparison.of()));
        List<VersionsCompared.Pair> others = comparison.pairs().stream()
                .filter(pair -> pair.firstOther().isPresent())
                .toList();
        for (VersionsCompared.Pair pair : others.subList(0, Math.min(OTHERS, others.size()))) {
            int turn = pair.firstOther().orElseThrow();
            text.append("  %s, seed %d, turn %d:%n    - %s%n    + %s%n"
                    .formatted(
                            pair.place().leader(),
                            pair.place().seed(),
                            turn,
                            words(pair.before(), turn),
                            words(pair.after(), turn)));
        }
        if (others.size() > OTHERS) {
            text.append("  and %d more calls that are not the same%n".formatted(others.size() - OTHERS));
        }
        // What a turn took is never the same twice: it alone is no difference between versions.
        if (comparison.figures().stream().anyMatch(f -> !f.isOfTime() && f.difference() != 0)) {
            for (VersionsCompared.Figure figure : comparison.figures()) {
                text.append(String.format(
                        Locale.ROOT,
                        "  %-14s %8.2f -> %8.2f  %+.3f (%+.3f to %+.3f)%s%n",
                        figure.name(),
                        figure.before(),
                        figure.after(),
                        rounded(figure.difference()),
                        rounded(figure.low()),
                        rounded(figure.high()),
                        figure.isDifferent() ? "  *" : ""));
            }
        }
        return text.toString();
    }

    /** To thousandths; what is as good as nothing has no sign. */
    static double rounded(double figure) {
        return Math.round(figure * 1000) / 1000.0 + 0.0;
    }

    private static String words(ExaminedCall call, int turn) {
        return call.call().conversation().stream()
                .filter(t -> t.number() == turn)
                .map(t -> t.text() + " " + state(call, turn))
                .findFirst()
                .orElse("(the call is over)");
    }

    static String state(ExaminedCall call, int turn) {
        return call.stateAfter(turn).dimensions().entrySet().stream()
                .map(d -> String.format(Locale.ROOT, "%s %.2f", d.getKey(), d.getValue()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String where(CheckResult check) {
        return check.variant().isEmpty() ? "" : "%s, %s: ".formatted(check.variant(), check.player());
    }

    static String misses(CheckResult check, int most) {
        StringBuilder text = new StringBuilder();
        List<Miss> misses = check.misses();
        for (Miss miss : misses.subList(0, Math.min(most, misses.size()))) {
            text.append("        %s%s: %s%n"
                    .formatted(miss.place(), miss.turn() == 0 ? "" : ", turn " + miss.turn(), miss.because()));
        }
        if (misses.size() > most) {
            text.append("        and %d more%n".formatted(misses.size() - most));
        }
        return text.toString();
    }
}
