package dev.calmroom.roleplay;

import dev.calmroom.comprehension.Ask;
import dev.calmroom.comprehension.Likely;
import dev.calmroom.comprehension.Part;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.Sought;
import dev.calmroom.comprehension.SpeechAct;
import dev.calmroom.comprehension.TurnReading;
import dev.calmroom.log.KeptReading;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how turns were read, and reads it again: the same to the last digit, or not at all. Of another form, or by
 * other prompts, a note is no use.
 */
final class ReadingNotes {
    /** Another number where what a reading consists of changes: older notes are passed over then. */
    private static final int FORM = 1;

    private static final int DIGITS = 12;

    private final String by;

    /** @param sha256 of the prompts that turns are read by */
    ReadingNotes(String sha256) {
        by = FORM + ":" + sha256.substring(0, Math.min(DIGITS, sha256.length()));
    }

    /** @return null where it could not be read again as it is */
    @Nullable
    KeptReading of(Understanding understood) {
        Reading reading = understood.reading();
        TurnReading turn = reading.turn();
        KeptReading note = new KeptReading(
                by,
                reading.parts().stream().map(ReadingNotes::part).toList(),
                reading.asks().stream().map(ReadingNotes::ask).toList(),
                flags(turn),
                turn.facts(),
                turn.does(),
                turn.mentions(),
                name(turn.offRole()));
        return read(note, understood.said().text())
                .filter(reading::equals)
                .map(same -> note)
                .orElse(null);
    }

    /** @return empty where it is none of ours, or says nothing that could be so */
    Optional<Reading> read(KeptReading note, String words) {
        if (!note.by().equals(by)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reading(
                    note.parts().stream().map(part -> part(part, words)).toList(),
                    note.asks().stream().map(ask -> ask(ask, words)).toList(),
                    turn(note)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
            // A damaged note costs no more than the time to read the turn again.
            return Optional.empty();
        }
    }

    private static List<String> flags(TurnReading turn) {
        return Arrays.stream(Flag.values())
                .filter(flag -> flag.isSet(turn))
                .map(ReadingNotes::name)
                .toList();
    }

    private static TurnReading turn(KeptReading note) {
        List<Flag> set = note.is().stream().map(it -> named(Flag.class, it)).toList();
        return new TurnReading(
                set.contains(Flag.QUESTION),
                note.facts(),
                set.contains(Flag.UNKNOWABLE),
                set.contains(Flag.PLAINLY),
                set.contains(Flag.ONLY_ASKS),
                note.does(),
                set.contains(Flag.MISTAKEN),
                note.mentions(),
                set.contains(Flag.DOUBTFUL),
                named(TurnReading.OffRole.class, note.offRole()));
    }

    private static KeptReading.Part part(Part part) {
        return new KeptReading.Part(
                part.start(),
                part.end(),
                part.acts().stream().map(ReadingNotes::sure).toList(),
                sure(part.who()),
                sure(part.mode()));
    }

    private static Part part(KeptReading.Part part, String words) {
        return new Part(
                words.substring(part.from(), part.to()),
                part.from(),
                part.acts().stream().map(act -> likely(SpeechAct.class, act)).toList(),
                likely(Part.Who.class, part.who()),
                likely(Part.Mode.class, part.mode()));
    }

    private static KeptReading.Ask ask(Ask ask) {
        return new KeptReading.Ask(
                ask.start(),
                ask.start() + ask.quote().length(),
                name(ask.kind()),
                ask.answers().stream().map(ReadingNotes::answer).toList(),
                ask.together());
    }

    private static Ask ask(KeptReading.Ask ask, String words) {
        return new Ask(
                words.substring(ask.from(), ask.to()),
                ask.from(),
                named(Ask.Kind.class, ask.kind()),
                ask.answers().stream().map(ReadingNotes::answer).toList(),
                ask.together());
    }

    private static KeptReading.Answer answer(Likely<Sought> answer) {
        return switch (answer.what()) {
            case Sought.Fact fact -> new KeptReading.Answer(fact.id(), null, answer.sureness());
            case Sought.Beside beside -> new KeptReading.Answer(null, beside.id(), answer.sureness());
        };
    }

    private static Likely<Sought> answer(KeptReading.Answer answer) {
        String fact = answer.fact();
        String beside = answer.beside();
        return Stream.of(
                        Optional.ofNullable(fact).<Sought>map(Sought.Fact::new),
                        Optional.ofNullable(beside).flatMap(Sought.Beside::of))
                .flatMap(Optional::stream)
                .findFirst()
                .map(what -> new Likely<Sought>(what, answer.sure()))
                .orElseThrow(() -> new IllegalArgumentException("nothing of ours is asked for"));
    }

    private static KeptReading.Sure sure(Likely<? extends Enum<?>> likely) {
        return new KeptReading.Sure(name(likely.what()), likely.sureness());
    }

    private static <E extends Enum<E>> Likely<E> likely(Class<E> labels, KeptReading.Sure sure) {
        return new Likely<>(named(labels, sure.is()), sure.sure());
    }

    private static String name(Enum<?> label) {
        return label.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E named(Class<E> labels, String name) {
        return Enum.valueOf(labels, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** What is so or not of a turn as a whole. */
    private enum Flag {
        QUESTION,
        UNKNOWABLE,
        PLAINLY,
        ONLY_ASKS,
        MISTAKEN,
        DOUBTFUL;

        boolean isSet(TurnReading turn) {
            return switch (this) {
                case QUESTION -> turn.question();
                case UNKNOWABLE -> turn.unknowable();
                case PLAINLY -> turn.plainly();
                case ONLY_ASKS -> turn.onlyAsks();
                case MISTAKEN -> turn.mistaken();
                case DOUBTFUL -> turn.doubtful();
            };
        }
    }
}
