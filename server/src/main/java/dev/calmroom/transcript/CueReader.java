package dev.calmroom.transcript;

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
 * WebVTT, SubRip and SubViewer: words under lines of times. Who speaks stands in a voice tag ({@code <v Name>}), as a
 * label before the words, or alone above them.
 */
final class CueReader {
    private static final Pattern TIMES = Pattern.compile(
            "\\s*[\\[(]?(" + Stamps.STAMP + ")\\s*(?:-->|->|–>)\\s*(" + Stamps.STAMP + ")[\\])]?(?:\\s+\\S.*)?");
    private static final Pattern SUBVIEWER =
            Pattern.compile("(\\d{1,2}:\\d{2}:\\d{2}\\.\\d{2,3}),(\\d{1,2}:\\d{2}:\\d{2}\\.\\d{2,3})\\s*");
    private static final Pattern VOICE = Pattern.compile("<v(?:\\.[^\\s>]*)?\\s+([^>]+)>");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z0-9.:_/ -]*[^>]{0,80}>|\\{\\\\[^}]*\\}");
    /** A cue's name with who speaks in quotes, as in {@code 12 "Anna Weber" (1038374)}. */
    private static final Pattern NAMED = Pattern.compile("\\s*(?:\\d+\\s+)?\"([^\"]{1,60})\"(?:\\s*\\(\\d+\\))?\\s*");

    private static final Pattern BLOCK = Pattern.compile("(NOTE|STYLE|REGION)(\\s.*)?");

    private final String[] file;
    private final List<Cue> cues = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    private CueReader(String text) {
        file = text.split("\n", -1);
    }

    /**
     * @param number of the first line of its words
     * @param speaker who speaks where the cue's name says so; else empty
     */
    private record Cue(
            int number,
            String speaker,
            List<String> words,
            @Nullable Duration start,
            @Nullable Duration end) {}

    static boolean hasCues(String text) {
        return text.lines().anyMatch(line -> times(line).isPresent())
                || text.lines().findFirst().orElse("").startsWith("WEBVTT");
    }

    static Transcript read(String text) {
        String form = text.startsWith("WEBVTT")
                ? "WebVTT"
                : text.lines().anyMatch(line -> SUBVIEWER.matcher(line).matches()) ? "SubViewer" : "SubRip";
        CueReader reader = new CueReader(text);
        reader.cut();
        return new Transcript(form, Labels.doubted(reader.spoken()), reader.notes, null, null, null);
    }

    private static Optional<Matcher> times(String line) {
        Matcher subViewer = SUBVIEWER.matcher(line);
        if (subViewer.matches()) {
            return Optional.of(subViewer);
        }
        Matcher times = TIMES.matcher(line);
        return times.matches() ? Optional.of(times) : Optional.empty();
    }

    /** Cuts the file into its cues; what stands before the first times may be the rest of one. */
    private void cut() {
        int at = 0;
        if (file[0].startsWith("WEBVTT")) {
            while (at < file.length && !file[at].isBlank()) {
                at++;
            }
        }
        Duration start = null;
        Duration end = null;
        String speaker = "";
        while (at < file.length) {
            Optional<Matcher> times = times(file[at]);
            if (times.isPresent()) {
                start = Stamps.time(times.get().group(1));
                end = Stamps.time(times.get().group(2));
                at++;
            } else if (BLOCK.matcher(file[at]).matches() && isAfterABlank(at)) {
                at = note(at);
            } else if (file[at].isBlank() || isName(at)) {
                Matcher named = NAMED.matcher(file[at++]);
                speaker = named.matches() ? named.group(1).strip() : "";
            } else {
                List<String> words = new ArrayList<>();
                int number = at + 1;
                while (at < file.length
                        && !file[at].isBlank()
                        && !isName(at)
                        && times(file[at]).isEmpty()) {
                    words.add(file[at++]);
                }
                cues.add(new Cue(number, speaker, words, start, end));
            }
        }
    }

    private boolean isAfterABlank(int at) {
        return at == 0 || file[at - 1].isBlank();
    }

    /** The line that names a cue, above its times: a number, or whatever a tool puts there. */
    private boolean isName(int at) {
        return at + 1 < file.length
                && times(file[at + 1]).isPresent()
                && (isAfterABlank(at) || file[at].strip().matches("\\d+"));
    }

    private int note(int from) {
        int at = from;
        StringBuilder text = new StringBuilder();
        while (at < file.length && !file[at].isBlank()) {
            text.append(file[at++]).append(' ');
        }
        notes.add(new Note(from + 1, Transcript.excerpt(text.toString().strip())));
        return at;
    }

    private List<SpokenLine> spoken() {
        boolean namesAbove = isWithNamesAbove();
        Changes changes = Changes.ofCues();
        for (Cue cue : cues) {
            if (namesAbove) {
                changes.add(underItsName(cue), false);
            } else {
                parts(cue).forEach(part -> said(part, cue, changes));
            }
        }
        List<SpokenLine> lines = changes.lines(notes);
        if (!changes.areMarked() && lines.stream().noneMatch(line -> Labels.isNamed(line.speaker()))) {
            throw new IllegalArgumentException("the file has times and words and names no speakers;"
                    + " write who speaks before the words («Name: …»), or have the tool export speakers");
        }
        return lines;
    }

    /** Some tools write who speaks on a line of its own: then every cue has at least two, and few names come again. */
    private boolean isWithNamesAbove() {
        Map<String, Integer> firsts = new HashMap<>();
        for (Cue cue : cues) {
            String first = plain(cue.words().getFirst());
            if (cue.words().size() < 2
                    || !cue.speaker().isEmpty()
                    || Labels.of(first).isPresent()
                    || VOICE.matcher(cue.words().getFirst()).find()) {
                return false;
            }
            if (!Labels.isLikeAName(first) || first.matches(".*[.!?]$")) {
                return false;
            }
            firsts.merge(first, 1, Integer::sum);
        }
        return cues.size() > 1 && firsts.size() < cues.size();
    }

    private SpokenLine underItsName(Cue cue) {
        String words = plain(String.join(" ", cue.words().subList(1, cue.words().size())));
        return SpokenLine.said(cue.number(), plain(cue.words().getFirst()), words, cue.start(), cue.end());
    }

    /**
     * Words of one line of a cue up to the next voice tag.
     *
     * @param tagged who speaks by the tag before them, or by the cue's name; empty where neither says it
     */
    private record Part(int number, String tagged, String words) {}

    /** A cue may hold several speakers: a voice tag begins the next. */
    private static List<Part> parts(Cue cue) {
        List<Part> parts = new ArrayList<>();
        int number = cue.number();
        for (String line : cue.words()) {
            Matcher voice = VOICE.matcher(line);
            int from = 0;
            String tagged = parts.isEmpty() ? cue.speaker() : "";
            while (voice.find()) {
                add(parts, number, tagged, line.substring(from, voice.start()));
                tagged = plain(voice.group(1));
                from = voice.end();
            }
            add(parts, number, tagged, line.substring(from));
            number++;
        }
        return parts;
    }

    private static void add(List<Part> parts, int number, String tagged, String marked) {
        String words = plain(marked);
        if (!words.isEmpty() || !tagged.isEmpty()) {
            parts.add(new Part(number, tagged, words));
        }
    }

    /** So does a label, or a mark that somebody else speaks. */
    private void said(Part part, Cue cue, Changes changes) {
        List<Changes.Piece> pieces = changes.cut(part.words());
        if (pieces.isEmpty() && !part.tagged().isEmpty()) {
            changes.begins(SpokenLine.said(part.number(), part.tagged(), "", cue.start(), cue.end()));
        }
        String tagged = part.tagged();
        for (Changes.Piece piece : pieces) {
            boolean goesOn = changes.said(part.number(), tagged, piece, cue.start(), cue.end());
            if (goesOn && part.number() == cue.number()) {
                notes.add(new Note(part.number(), "names no speaker; read on as the one before"));
            }
            tagged = "";
        }
    }

    /** Without tags, and with the characters that their entities stand for. */
    private static String plain(String marked) {
        return Markup.characters(TAG.matcher(marked).replaceAll(""))
                .replaceAll("\\s+", " ")
                .strip();
    }
}
