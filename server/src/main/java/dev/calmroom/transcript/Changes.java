package dev.calmroom.transcript;

import dev.calmroom.transcript.Labels.Labelled;
import dev.calmroom.transcript.Transcript.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Captions mark that somebody else begins to speak, by {@code >>} or in subtitles by a dash, and need not say who. Whoever
 * is not named is asked for: after each name, and at the beginning, two who take turns, which is all that the marks say of
 * two people on a line. Whose the words are is for somebody to say who knows the call.
 */
final class Changes {
    /** Blanks are taken from the first of them on: a line of nothing else is not tried at each. */
    private static final String ARROWS = "(?:^|(?<!\\s)\\s+)>{2,3}(?!>)\\s*";

    private static final Pattern ANYWHERE = Pattern.compile(ARROWS);
    /** In written words two arrows may also be a command's: there they stand first, or between two sentences. */
    private static final Pattern AT_A_SENTENCE =
            Pattern.compile("^>{2,3}(?!>)\\s*|(?<=[.!?…\"”’)\\]])\\s+>{2,3}(?!>)\\s*");

    /** Before a figure without a blank it is a minus. */
    private static final Pattern DASH =
            Pattern.compile("^\\s*[-‐–—](?:(?!-)\\s*(?=[\\p{L}\"“'’(\\[¿¡])|\\s+(?=\\p{N}))");

    /** So many lines that begin with arrows are no quotation by chance. */
    private static final int OFTEN = 2;

    private final Pattern arrows;
    private final boolean dashes;
    private final List<Said> said = new ArrayList<>();
    private boolean marked;
    /** A mark has stood alone: it is for the next words. */
    private boolean due;

    private Changes(Pattern arrows, boolean dashes) {
        this.arrows = arrows;
        this.dashes = dashes;
    }

    /** Of captions: what stands in them is spoken. */
    static Changes ofCues() {
        return new Changes(ANYWHERE, true);
    }

    /** Of plain text, in which a dash begins a list as well. */
    static Changes ofText(String text) {
        long begin = text.lines()
                .filter(line -> line.stripLeading().startsWith(">>"))
                .limit(OFTEN)
                .count();
        return new Changes(begin == OFTEN ? ANYWHERE : AT_A_SENTENCE, false);
    }

    /** @param changed whether somebody else begins to speak with it than spoke before */
    record Piece(boolean changed, String words) {}

    private record Said(SpokenLine line, boolean changed) {}

    /** A line's words, apart where a mark stands between them. */
    List<Piece> cut(String line) {
        Matcher dash = DASH.matcher(line);
        boolean changed = due;
        int from = 0;
        if (dashes && dash.lookingAt()) {
            changed = true;
            from = dash.end();
        }
        List<Piece> pieces = new ArrayList<>();
        Matcher mark = arrows.matcher(line).region(from, line.length());
        while (mark.find()) {
            add(pieces, changed, line.substring(from, mark.start()));
            from = mark.end();
            changed = true;
            marked = true;
        }
        String last = line.substring(from);
        add(pieces, changed, last);
        due = changed && (last.isBlank() || Labels.isAside(last));
        return pieces;
    }

    private static void add(List<Piece> pieces, boolean changed, String words) {
        if (!words.isBlank()) {
            pieces.add(new Piece(changed && !Labels.isAside(words), words.strip()));
        }
    }

    /** A name with no words behind it: those that follow are said by whoever that is. */
    void begins(SpokenLine named) {
        due = false;
        add(named, false);
    }

    /**
     * What was said in a line or a piece of it.
     *
     * @param tagged who speaks by a tag of the file's; empty where none says it
     * @return whether it is words that go on without a name
     */
    boolean said(int number, String tagged, Piece piece, @Nullable Duration start, @Nullable Duration end) {
        Optional<Labelled> labelled = tagged.isEmpty() ? Labels.of(piece.words()) : Optional.empty();
        if (!tagged.isEmpty()) {
            add(SpokenLine.said(number, tagged, piece.words(), start, end), false);
        } else if (labelled.isPresent()) {
            Labelled label = labelled.get();
            Duration at = start == null ? label.at() : start;
            add(new SpokenLine(number, label.speaker(), label.text(), piece.words(), false, at, end), piece.changed());
        } else {
            boolean begun = !said.isEmpty();
            add(SpokenLine.unlabelled(number, piece.words(), start, end), piece.changed());
            return begun && !piece.changed() && !Labels.isAside(piece.words());
        }
        return false;
    }

    void add(SpokenLine line, boolean changed) {
        said.add(new Said(line, changed));
    }

    /** Whether there are words to which others can be added. */
    boolean haveWords() {
        return !said.isEmpty() && !said.getLast().line().text().isBlank();
    }

    boolean areEmpty() {
        return said.isEmpty();
    }

    /**
     * Takes away what stands above the first speaker.
     *
     * @param most lines; where there are more, they are words
     */
    List<SpokenLine> head(int most) {
        int first = 0;
        while (first < said.size()
                && said.get(first).line().speaker().isEmpty()
                && !said.get(first).changed()) {
            first++;
        }
        boolean unnamed = marked
                && first < said.size()
                && said.get(first).line().speaker().isEmpty();
        if (first == said.size() || first > most || unnamed) {
            return List.of();
        }
        List<Said> above = said.subList(0, first);
        List<SpokenLine> head = above.stream().map(Said::line).toList();
        above.clear();
        return head;
    }

    /** Whether the file marks by arrows that the speaker changes: then it tells who speaks, if not by name. */
    boolean areMarked() {
        return marked;
    }

    /** All that was said; whoever begins to speak and is not named has a name of its own to be asked for by. */
    List<SpokenLine> lines(List<Note> notes) {
        Map<String, Integer> often = new HashMap<>();
        said.forEach(one -> often.merge(SpeakerNames.key(one.line().speaker()), 1, Integer::sum));
        List<SpokenLine> lines = new ArrayList<>();
        String named = "";
        int since = 0;
        boolean begun = false;
        boolean told = false;
        for (Said one : said) {
            SpokenLine line = one.line();
            boolean nobody = one.changed() ? !isNamed(line, often) : marked && !begun && isWords(line);
            begun |= !line.speaker().isEmpty() || isWords(line);
            if (nobody) {
                since++;
                line = SpokenLine.said(line.number(), unnamed(since, named), line.whole(), line.start(), line.end());
                if (!told) {
                    notes.add(new Note(
                            line.number(),
                            "that somebody else speaks is marked, and not who; read as two who take turns"));
                    told = true;
                }
            } else if (isNamed(line, often)) {
                named = line.speaker();
                since = 0;
            }
            lines.add(line);
        }
        return lines;
    }

    private static boolean isWords(SpokenLine line) {
        return line.speaker().isEmpty() && !Labels.isAside(line.text());
    }

    /** Behind a mark words before a colon are a name where they are written like one, or come again. */
    private static boolean isNamed(SpokenLine line, Map<String, Integer> often) {
        return !line.speaker().isEmpty()
                && (Labels.isLikeAName(line.speaker()) || often.getOrDefault(SpeakerNames.key(line.speaker()), 0) > 1);
    }

    private static String unnamed(int since, String named) {
        return "%s, %d%s".formatted(Labels.NOBODY, since % 2 == 1 ? 1 : 2, named.isEmpty() ? "" : " after " + named);
    }
}
