package dev.calmroom.swap;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.calmroom.appraisal.Move;
import dev.calmroom.emotion.Cause;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.scenario.EmotionRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call from the inside: what each of the leader's lines did to the persona as written, and what else moved it. Made
 * from the log alone; it says nothing of whoever played the persona, and nothing of what was said to somebody else.
 */
public record Inside(List<Entry> entries) {
    /** What is less, in hundredths of the scale, is not told. */
    private static final double LEAST = 0.005;

    public Inside {
        entries = List.copyOf(entries);
    }

    /** What moved the persona. */
    public enum Kind {
        LINE,
        SILENCE,
        WORLD;

        /** As it stands in JSON. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param turn the leader's turn; 0 where no line did it
     * @param text the leader's line, or what happened in a sentence
     * @param heard what was made out in the line, as surely as it takes to move anything
     * @param changes what shifted, dimension by dimension
     * @param answer the persona's words that came next; empty where none did
     * @param worth how much better all dimensions together became by it, negative: worse; of a line only by its words
     */
    public record Entry(
            int turn, Kind kind, String text, List<Heard> heard, List<Change> changes, String answer, double worth) {
        public Entry {
            heard = List.copyOf(heard);
            changes = List.copyOf(changes);
        }
    }

    /** @param what the move as it is called where somebody reads it */
    public record Heard(String move, String what, String quote) {}

    /**
     * @param from before, 0 to 1
     * @param to after, 0 to 1
     * @param better whether that is the better end for the persona
     */
    public record Change(String dimension, String label, double from, double to, boolean better, List<Why> because) {
        public Change {
            because = List.copyOf(because);
        }
    }

    /**
     * @param what the rule as it is called where somebody reads it
     * @param quote the words that did it; empty where none did
     * @param amount signed, on the scale of the dimension
     */
    public record Why(String what, String quote, double amount) {}

    public static Inside of(List<LoggedEvent> events, EmotionRules feelings) {
        Reader reader = new Reader(feelings);
        WithoutGuests.of(events).forEach(reader::read);
        return new Inside(reader.all());
    }

    /** Gathers what belongs to one cause while the events go by. */
    private static final class Reader {
        private final EmotionRules feelings;
        private final List<Entry> done = new ArrayList<>();
        private int turn;
        private Kind kind = Kind.WORLD;
        private String text = "";
        private List<Move> moves = List.of();
        private String answer = "";
        private List<SessionEvent.EmotionShifted> shifts = new ArrayList<>();

        Reader(EmotionRules feelings) {
            this.feelings = feelings;
        }

        void read(SessionEvent event) {
            switch (event) {
                case SessionEvent.LeaderSpoke spoke -> begin(spoke.turn(), Kind.LINE, spoke.text());
                case SessionEvent.Silence silence ->
                    begin(
                            0,
                            Kind.SILENCE,
                            "%d seconds of silence.".formatted(silence.lasted().toSeconds()));
                case SessionEvent.WorldEvent world -> begin(0, Kind.WORLD, world.text());
                case SessionEvent.PersonaSpoke spoke -> answer = (answer + " " + spoke.heard()).strip();
                case SessionEvent.TurnAppraised appraised -> moves = appraised.moves();
                case SessionEvent.EmotionShifted shifted -> shifts.add(shifted);
                case SessionEvent.GuestCame came ->
                    begin(0, Kind.WORLD, "%s, %s, is on the line.".formatted(came.name(), came.role()));
                case SessionEvent.GuestLeft left -> begin(0, Kind.WORLD, left.text());
                default -> {
                    // The others move nobody.
                }
            }
        }

        private void begin(int inTurn, Kind of, String said) {
            finish();
            turn = inTurn;
            kind = of;
            text = said;
        }

        private void finish() {
            if (!text.isEmpty()) {
                done.add(new Entry(
                        turn,
                        kind,
                        text,
                        moves.stream().filter(this::counts).map(this::heard).toList(),
                        changes(),
                        answer,
                        feelings.dimensions().stream().mapToDouble(this::worth).sum()));
            }
            moves = List.of();
            answer = "";
            shifts = new ArrayList<>();
        }

        /** What drifts back by itself while a line is said is none of its doing. */
        private double worth(EmotionRules.Dimension dimension) {
            return causes(dimension)
                    .filter(cause -> kind != Kind.LINE || !cause.quote().isEmpty())
                    .mapToDouble(cause ->
                            dimension.isHelp(cause.amount()) ? Math.abs(cause.amount()) : -Math.abs(cause.amount()))
                    .sum();
        }

        private Stream<Cause> causes(EmotionRules.Dimension dimension) {
            return shifts.stream()
                    .flatMap(shift -> shift.causes().stream())
                    .filter(cause -> cause.dimension().equals(dimension.id()));
        }

        /** What is too uncertain does nothing, and what has no name for a reader is nothing in particular. */
        private boolean counts(Move move) {
            return move.confidence() >= feelings.dynamics().heeds()
                    && feelings.labels().containsKey(move.move());
        }

        private Heard heard(Move move) {
            return new Heard(move.move(), named(move.move()), move.quote());
        }

        private List<Change> changes() {
            if (shifts.isEmpty()) {
                return List.of();
            }
            return feelings.dimensions().stream()
                    .map(this::change)
                    .filter(change -> Math.abs(change.to() - change.from()) >= LEAST
                            || !change.because().isEmpty())
                    .toList();
        }

        private Change change(EmotionRules.Dimension dimension) {
            double from = shifts.getFirst().before().get(dimension.id());
            double to = shifts.getLast().after().get(dimension.id());
            return new Change(
                    dimension.id(),
                    dimension.label(),
                    from,
                    to,
                    dimension.isHelp(to - from),
                    causes(dimension)
                            .filter(cause -> Math.abs(cause.amount()) >= LEAST)
                            .map(this::why)
                            .toList());
        }

        private Why why(Cause cause) {
            return new Why(named(cause.rule()), cause.quote(), cause.amount());
        }

        private String named(String rule) {
            String label = feelings.labels().get(rule);
            return label != null ? label : rule.replaceAll("[-_.]+", " ");
        }

        List<Entry> all() {
            finish();
            text = "";
            return done;
        }
    }

    /** As lines of text, one entry after the other. */
    public String text() {
        return entries.stream().map(Inside::text).collect(Collectors.joining("\n"));
    }

    private static String text(Entry entry) {
        StringBuilder text = new StringBuilder();
        text.append(
                entry.kind() == Kind.LINE
                        ? "%3d  «%s»%n".formatted(entry.turn(), entry.text())
                        : "     %s%n".formatted(entry.text()));
        if (!entry.heard().isEmpty()) {
            text.append("     heard: ")
                    .append(joined(entry.heard(), heard -> heard.what()))
                    .append('\n');
        }
        for (Change change : entry.changes()) {
            text.append("     %-16s %3.0f to %3.0f  %s%n"
                    .formatted(
                            change.label(),
                            100 * change.from(),
                            100 * change.to(),
                            joined(change.because(), why -> "%s %+.0f".formatted(why.what(), 100 * why.amount()))));
        }
        return text.append(entry.changes().isEmpty() ? "     moves nothing\n" : "")
                .toString();
    }

    private static <T> String joined(List<T> items, Function<T, String> word) {
        return items.stream().map(word).distinct().collect(Collectors.joining(", "));
    }
}
