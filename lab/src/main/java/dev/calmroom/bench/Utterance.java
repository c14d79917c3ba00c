package dev.calmroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something a leader says in one turn, with the pauses within it.
 *
 * @param line as written: {@code I'll take Sales and (0.6) and the board.}
 * @param pieces the stretches of speech, at least one
 * @param pauses between them, one fewer
 */
public record Utterance(String line, List<String> pieces, List<Duration> pauses) {
    private static final Pattern PAUSE = Pattern.compile("\\(([0-9]+(?:\\.[0-9]+)?)\\)");
    /** A longer pause within a turn is another turn. */
    private static final double LONGEST = 3;

    public Utterance {
        pieces = List.copyOf(pieces);
        pauses = List.copyOf(pauses);
    }

    public boolean hesitates() {
        return !pauses.isEmpty();
    }

    /** @throws IllegalArgumentException when a pause stands at an end, is too long or has no words around it */
    static Utterance parse(String line) {
        List<String> pieces = new ArrayList<>();
        List<Duration> pauses = new ArrayList<>();
        Matcher matcher = PAUSE.matcher(line);
        int from = 0;
        while (matcher.find()) {
            double seconds = Double.parseDouble(matcher.group(1));
            if (seconds > LONGEST) {
                throw new IllegalArgumentException(
                        "a pause of %s s is no pause within a turn: %s".formatted(matcher.group(1), line));
            }
            pieces.add(line.substring(from, matcher.start()).strip());
            pauses.add(Duration.ofMillis(Math.round(seconds * 1000)));
            from = matcher.end();
        }
        pieces.add(line.substring(from).strip());
        if (pieces.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a pause stands between words: " + line);
        }
        return new Utterance(line, pieces, pauses);
    }

    /**
     * Reads a file of utterances, one a line; lines that begin with # are notes.
     *
     * @throws IOException when it cannot be read, has none, or a line is wrong; the message names file and line
     */
    public static List<Utterance> read(Path file) throws IOException {
        List<Utterance> utterances = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                utterances.add(parse(line.strip()));
            } catch (IllegalArgumentException e) {
                throw new IOException("%s:%d: %s".formatted(file, number, e.getMessage()), e);
            }
        }
        if (utterances.isEmpty()) {
            throw new IOException(file + " has no utterances");
        }
        return utterances;
    }
}
