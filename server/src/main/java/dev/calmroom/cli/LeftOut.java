package dev.calmroom.cli;

import dev.calmroom.transcript.Transcript.Note;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** What of a file was left out or guessed, for whoever typed the command. */
final class LeftOut {
    private static final int MOST = 5;

    private LeftOut() {}

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
