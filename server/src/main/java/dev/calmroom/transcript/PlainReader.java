package dev.calmroom.transcript;

import dev.calmroom.transcript.Labels.Labelled;
import dev.calmroom.transcript.Transcript.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plain text: a turn a line with who speaks before a colon, or name and time alone above the words, as meeting tools
 * write it. A line without a speaker goes on with the one before it. A line that begins with «# » is a note; one that
 * begins with a # and no space is words.
 */
final class PlainReader {
    /** A time in brackets, or bare, at the beginning of a line. */
    private static final Pattern STAMPED =
            Pattern.compile("\\s*(?:[\\[(<{]\\s*(" + Stamps.STAMP + ")(?:\\s*(?:-|–|—|to)\\s*" + Stamps.STAMP
                    + ")?\\s*[\\])>}]|(" + Stamps.STAMP + ")(?=[\\s:–—-]|$))\\s*(?:[-–—|:]\\s+)?(.*)");

    /** Name and time, and nothing else. */
    private static final Pattern HEADING =
            Pattern.compile("\\s*(?:\\*\\*)?\\[?([\\p{L}@][\\p{L}\\p{M}\\p{N} .,'’&/|_#@()-]{0,59}?)\\]?"
                    + "(?:\\*\\*)?(?:\\s*[|–—·-]\\s*|\\s+|\\s*(?=[\\[(]))[\\[(]?(" + Stamps.STAMP
                    + ")(?:\\s*(?:-|–|—|to)\\s*" + Stamps.STAMP + ")?[\\])]?\\s*");

    private static final Pattern DAY =
            Pattern.compile("(?i)(?:.*\\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
                    + "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b.*\\d.*,?|.*\\b(?:19|20)\\d{2},?"
                    + "|\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4},?)");

    /** What tools write under a transcript. */
    private static final Pattern FOOT = Pattern.compile(
            "(?i)transcribed by\\b.*|(?:this|the) (?:editable )?transcript(?:ion)? (?:was|is)\\b.*|meeting ended after\\b.*");

    private static final Pattern DASHED = Pattern.compile("[-–—]\\s*\\p{L}");

    private static final int MOST_HEAD = 12;

    private static final Pattern NOTE = Pattern.compile("#+(?:\\s+(.*))?");
    private static final Pattern SCENARIO =
            Pattern.compile("scenario:?\\s+([a-z0-9][a-z0-9-]*)(?:[,;]?\\s+seed:?\\s+(-?\\d{1,18}))?.*");
    /** As our own transcripts say it. */
    private static final Pattern SWAPPED = Pattern.compile("seats swapped: a person plays .+?, and (.+) leads");

    private final Changes changes;
    private final List<Note> notes = new ArrayList<>();
    private @Nullable String scenario;
    private @Nullable Long seed;
    private @Nullable String ledBy;
    private int indent = -1;
    private boolean afterABlank;

    private PlainReader(Changes changes) {
        this.changes = changes;
    }

    static Transcript read(String text) {
        return new PlainReader(Changes.ofText(text)).readAll(text);
    }

    private Transcript readAll(String text) {
        int number = 0;
        for (List<String> shown : Markup.lines(text)) {
            number++;
            for (String line : shown) {
                if (!line.isBlank()) {
                    read(number, line);
                }
                afterABlank = line.isBlank();
            }
        }
        leaveOutTheHead();
        if (changes.areEmpty()) {
            throw new IllegalArgumentException("no turns found; expected lines such as «Leader: …»");
        }
        List<SpokenLine> lines = Labels.doubted(changes.lines(notes));
        return new Transcript(Transcript.PLAIN, lines, notes, scenario, seed, ledBy);
    }

    private void read(int number, String line) {
        Matcher note = NOTE.matcher(line);
        if (note.matches()) {
            note(number, note.group(1) == null ? "" : note.group(1).strip());
            return;
        }
        Matcher heading = HEADING.matcher(line);
        if (heading.matches() && Labels.isLikeAName(heading.group(1)) && !isADay(heading.group(1))) {
            String name = heading.group(1).strip().replaceFirst("\\s*,$", "");
            changes.begins(new SpokenLine(number, name, "", line.strip(), false, Stamps.time(heading.group(2)), null));
            return;
        }
        Matcher stamped = STAMPED.matcher(line);
        if (!stamped.matches()) {
            said(number, line, line, null);
            return;
        }
        boolean bracketed = stamped.group(1) != null;
        Duration at = Stamps.time(bracketed ? stamped.group(1) : stamped.group(2));
        String rest = stamped.group(3);
        if (bracketed || Labels.of(rest).isPresent() || rest.isBlank()) {
            said(number, rest, line, at);
        } else {
            said(number, line, line, null);
        }
    }

    /** «November 29, 2026, 11:04 PM» is when, not who. */
    private static boolean isADay(String name) {
        return DAY.matcher(name.strip()).matches();
    }

    private void said(int number, String rest, String line, @Nullable Duration at) {
        int deep = line.length() - line.stripLeading().length();
        boolean goesOn = indent >= 0 && deep > indent;
        for (Changes.Piece piece : changes.cut(rest)) {
            Optional<Labelled> labelled = Labels.of(piece.words());
            if (labelled.isPresent()) {
                if (indent < 0) {
                    indent = deep;
                }
                Labelled label = labelled.get();
                SpokenLine said = new SpokenLine(
                        number,
                        label.speaker(),
                        label.text(),
                        piece.words(),
                        false,
                        at == null ? label.at() : at,
                        null);
                changes.add(goesOn && !piece.changed() ? said.doubted() : said, piece.changed());
            } else {
                unlabelled(SpokenLine.unlabelled(number, piece.words(), at, null), goesOn, piece.changed());
            }
        }
    }

    /** A paragraph of its own need not be the words of whoever spoke before it, nor what is behind a dash. */
    private void unlabelled(SpokenLine line, boolean indented, boolean changed) {
        if (FOOT.matcher(line.text()).matches()) {
            notes.add(new Note(line.number(), "the tool's, and not said: " + Transcript.excerpt(line.text())));
            return;
        }
        boolean mayBeAnother =
                (afterABlank && !indented) || DASHED.matcher(line.text()).lookingAt();
        if (changes.haveWords() && mayBeAnother && !changed && !Labels.isAside(line.text())) {
            notes.add(new Note(line.number(), "names no speaker; read on as the one before"));
        }
        changes.add(line, changed);
    }

    /** What stands above the first speaker is the tool's, where there are only a few lines of it. */
    private void leaveOutTheHead() {
        List<SpokenLine> head = changes.head(MOST_HEAD);
        notes.addAll(
                0,
                head.stream()
                        .map(line -> new Note(
                                line.number(),
                                "before the first speaker, left out: " + Transcript.excerpt(line.text())))
                        .toList());
    }

    private void note(int number, String text) {
        Matcher named = SCENARIO.matcher(text);
        if (named.matches()) {
            scenario = named.group(1);
            seed = named.group(2) == null ? null : Long.valueOf(named.group(2));
            return;
        }
        Matcher swapped = SWAPPED.matcher(text);
        if (swapped.matches()) {
            ledBy = swapped.group(1);
        } else if (!text.isEmpty()) {
            notes.add(new Note(number, "a note, and not said: " + Transcript.excerpt(text)));
        }
    }
}
