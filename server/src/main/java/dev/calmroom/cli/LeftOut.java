package dev.calmroom.cli;

import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.transcript.Transcript.Note;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** What of a file was left out or guessed, for whoever typed the command. */
final class LeftOut {
    private static final int MOST = 5;

    private LeftOut() {}

    /** A scenario that is not asked for cannot be used: the command goes on without it. */
    static void tell(InvalidPromptsException broken, PrintWriter err) {
        Problem first = broken.problems().getFirst();
        err.printf(
                "Passed over, for it cannot be used: %s%s%n",
                first, more(broken.problems().size() - 1));
        err.flush();
    }

    private static String more(int others) {
        return others == 0 ? "" : " (and %d more; ./calmroom validate lists them)".formatted(others);
    }

    static void tell(String file, List<Note> notes, PrintWriter err) {
        if (notes.isEmpty()) {
            return;
        }
        err.printf(
                "%s: %s:%n%s%n",
                file,
                notes.size() == 1
                        ? "1 line was not taken as it stands"
                        : notes.size() + " lines were not taken as they stand",
                notes.stream()
                        .limit(MOST)
                        .map(note -> "  line %d: %s".formatted(note.line(), note.text()))
                        .collect(Collectors.joining("\n")));
        if (notes.size() > MOST) {
            err.printf("  and %d more%n", notes.size() - MOST);
        }
        err.flush();
    }
}
