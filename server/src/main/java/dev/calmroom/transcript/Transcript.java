package dev.calmroom.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a file from elsewhere has it, before anybody has said who is who.
 *
 * @param form what kind of file it is, as people call it
 * @param notes what in it was taken for no speech, or for whose words there was only a guess
 * @param scenario the scenario that the file says it belongs to; null where it says nothing
 * @param seed that it was played with; null where the file says nothing
 * @param ledBy who led where it says that the seats were swapped, as that leader is called; null where it does not
 */
public record Transcript(
        String form,
        List<SpokenLine> lines,
        List<Note> notes,
        @Nullable String scenario,
        @Nullable Long seed,
        @Nullable String ledBy) {
    /** More turns than a two-hour meeting has. */
    private static final int MOST_TURNS = 3_000;
    /** More than anybody says in one turn. */
    private static final int MOST_CHARACTERS = 10_000;

    static final String PLAIN = "plain text";

    public Transcript {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /** @param line of the file, from 1 */
    public record Note(int line, String text) {}

    /**
     * Somebody who speaks in it.
     *
     * @param line where for the first time
     */
    public record Voice(String speaker, int lines, int line, String words) {}

    /**
     * Who said what, with the turns of both sides counted from 1.
     *
     * @param ends when each turn was over, by its number, where the file says so; from the file's first words
     * @param notes those of the transcript, and what became of its lines here
     */
    public record Placed(List<Turn> turns, Map<Integer, Duration> ends, List<Note> notes) {
        public Placed {
            turns = List.copyOf(turns);
            ends = Map.copyOf(ends);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Reads WebVTT, SubRip and kin, JSON of meeting tools, and plain text with a turn a line, whatever it is called.
     *
     * @throws IllegalArgumentException with the line and what was expected
     */
    public static Transcript read(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the file is empty");
        }
        String begin = text.stripLeading();
        if (begin.startsWith("{")
                || (begin.startsWith("[") && begin.substring(1).stripLeading().matches("(?s)[{\\]].*"))) {
            return MeetingJson.read(text);
        }
        return CueReader.hasCues(text) ? CueReader.read(text) : PlainReader.read(text);
    }

    /** Everybody who speaks, in the order in which they begin. */
    public List<Voice> voices() {
        Map<String, Voice> voices = new LinkedHashMap<>();
        for (SpokenLine line : lines) {
            if (!line.speaker().isEmpty() && !line.doubtful()) {
                voices.merge(
                        SpeakerNames.key(line.speaker()),
                        new Voice(line.speaker(), 1, line.number(), line.text()),
                        (first, next) -> new Voice(
                                first.speaker(),
                                first.lines() + 1,
                                first.line(),
                                first.words().isBlank() ? next.words() : first.words()));
            }
        }
        return List.copyOf(voices.values());
    }

    /**
     * Gives every line to its side; two in a row of one side are one turn.
     *
     * @throws UnknownSpeakerException where somebody speaks of whom it is not known who they are
     * @throws IllegalArgumentException when there is nothing that either side says
     */
    public Placed place(SpeakerNames names) {
        Placing placing = new Placing(names);
        lines.forEach(placing::add);
        return placing.placed();
    }

    /** The turns alone. */
    public List<Turn> turns(SpeakerNames names) {
        return place(names).turns();
    }

    private final class Placing {
        private final SpeakerNames names;
        private final List<Turn> turns = new ArrayList<>();
        private final Map<Integer, Duration> ends = new HashMap<>();
        private final List<Note> told = new ArrayList<>(notes);
        private SpeakerNames.Side last = SpeakerNames.Side.UNKNOWN;

        Placing(SpeakerNames names) {
            this.names = names;
        }

        void add(SpokenLine given) {
            if (Labels.isAside(given.text())) {
                told.add(new Note(given.number(), "no words, left out: " + excerpt(given.text())));
                if (!given.speaker().isEmpty()) {
                    place(given.saying(""));
                }
                return;
            }
            List<SpokenLine> said = Labels.within(given, names);
            if (!form.equals(PLAIN) && Labels.isNamed(given.speaker())) {
                // Here the file itself says who speaks, and a name with a colon is said by whoever that is.
                said.stream()
                        .skip(1)
                        .forEach(next -> told.add(new Note(
                                next.number(), "«%s:» within the line was read as words".formatted(next.speaker()))));
                place(given);
                return;
            }
            said.stream()
                    .skip(1)
                    .forEach(next -> told.add(new Note(
                            next.number(),
                            "«%s:» within the line was read as who speaks next".formatted(next.speaker()))));
            said.forEach(this::place);
        }

        private void place(SpokenLine given) {
            SpeakerNames.Side side = names.side(given.speaker());
            SpokenLine line = given;
            if (given.doubtful() && side == SpeakerNames.Side.UNKNOWN && last != SpeakerNames.Side.UNKNOWN) {
                told.add(new Note(
                        given.number(),
                        "«%s:» was read as words that go on, not as a speaker".formatted(given.speaker())));
                line = given.asWords();
            }
            if (line.speaker().isEmpty()) {
                side = goesOn(line);
            } else if (side == SpeakerNames.Side.UNKNOWN) {
                throw new UnknownSpeakerException(line.speaker(), unknown(line));
            }
            last = side;
            if (side == SpeakerNames.Side.NEITHER) {
                told.add(new Note(line.number(), "left out, neither side's: " + excerpt(line.text())));
            } else {
                append(line, side == SpeakerNames.Side.LEADER ? Speaker.LEADER : Speaker.PERSONA);
            }
        }

        private SpeakerNames.Side goesOn(SpokenLine line) {
            if (last == SpeakerNames.Side.UNKNOWN) {
                throw new IllegalArgumentException("line %d: expected %s, found «%s»"
                        .formatted(line.number(), names.expected(), excerpt(line.whole())));
            }
            return last;
        }

        private String unknown(SpokenLine line) {
            return "line %d: «%s» speaks, and is neither the leader nor %s"
                    .formatted(line.number(), line.speaker(), names.persona());
        }

        private void append(SpokenLine line, Speaker speaker) {
            boolean same = !turns.isEmpty() && turns.getLast().speaker() == speaker;
            Turn turn = same
                    ? Turn.of(turns.size(), speaker, (turns.removeLast().text() + " " + line.text()).strip())
                    : Turn.of(turns.size() + 1, speaker, line.text().strip());
            if (turn.text().length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException(
                        "line %d: a turn has at most %,d characters".formatted(line.number(), MOST_CHARACTERS));
            }
            if (turn.number() > MOST_TURNS) {
                throw new IllegalArgumentException(
                        "line %d: a call has at most %,d turns".formatted(line.number(), MOST_TURNS));
            }
            turns.add(turn);
            Duration end = line.end();
            if (end != null) {
                ends.put(turn.number(), sinceFirstWord(end));
            }
        }

        private Duration sinceFirstWord(Duration at) {
            Duration zero = lines.stream()
                    .map(SpokenLine::start)
                    .filter(start -> start != null)
                    .findFirst()
                    .orElse(Duration.ZERO);
            return at.compareTo(zero) > 0 ? at.minus(zero) : Duration.ZERO;
        }

        Placed placed() {
            turns.removeIf(turn -> turn.text().isBlank());
            if (turns.isEmpty()) {
                throw new IllegalArgumentException(
                        "no turns found; expected lines such as %s".formatted(names.expected()));
            }
            return numbered();
        }

        /** A label with no words behind it is no turn: what comes after it is counted without it. */
        private Placed numbered() {
            List<Turn> counted = new ArrayList<>();
            Map<Integer, Duration> over = new HashMap<>();
            for (Turn turn : turns) {
                boolean same = !counted.isEmpty() && counted.getLast().speaker() == turn.speaker();
                String text = same ? counted.removeLast().text() + " " + turn.text() : turn.text();
                counted.add(Turn.of(counted.size() + 1, turn.speaker(), text));
                Duration end = ends.get(turn.number());
                if (end != null) {
                    over.put(counted.size(), end);
                }
            }
            return new Placed(counted, over, told);
        }
    }

    static String excerpt(String line) {
        return line.length() <= 60 ? line : line.substring(0, 57) + "…";
    }
}
