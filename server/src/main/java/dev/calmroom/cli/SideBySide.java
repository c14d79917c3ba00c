package dev.calmroom.cli;

import dev.calmroom.log.PlayedCall.Exchange;
import dev.calmroom.replay.Comparison;
import dev.calmroom.replay.Comparison.Difference;
import dev.calmroom.replay.Comparison.Pair;
import dev.calmroom.replay.Comparison.What;
import java.io.PrintWriter;
import java.util.Objects;

/** Prints two plays of one call beside each other, exchange by exchange; what is the same is said once. */
final class SideBySide {
    private final PrintWriter out;

    SideBySide(PrintWriter out) {
        this.out = out;
    }

    static String of(What what) {
        return switch (what) {
            case SAID -> "said";
            case HEARD -> "heard";
            case FELT -> "felt";
            case WORLD -> "happening";
            case ACT -> "done";
            case WORDS -> "worded";
            case ENDING -> "the end";
        };
    }

    void print(Comparison comparison) {
        for (Pair pair : comparison.pairs()) {
            Exchange now = pair.now();
            Exchange shown = now != null ? now : Objects.requireNonNull(pair.then());
            if (shown.turn() > 0) {
                out.printf("%3d Leader: %s%n", shown.turn(), shown.said());
            }
            if (pair.differences().isEmpty()) {
                shown.replies().forEach(reply -> out.printf("      [%s] %s%n", reply.act(), reply.text()));
            } else {
                for (Difference difference : pair.differences()) {
                    out.printf("    %-9s then: %s%n", of(difference.what()), orNothing(difference.then()));
                    out.printf("    %-9s now:  %s%n", "", orNothing(difference.now()));
                }
            }
        }
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
