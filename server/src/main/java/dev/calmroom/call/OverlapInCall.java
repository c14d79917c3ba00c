package dev.calmroom.call;

import dev.calmroom.conversation.Overlap;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.turntaking.EchoGuard;
import dev.calmroom.turntaking.SpokenNames;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What words over the persona's voice mean in one call: a name said along adds nothing, and no echo is looked for where
 * none can come back.
 */
final class OverlapInCall implements Overlap {
    private static final String NAME = "\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)*";

    /** Written like a name, and an answer. */
    private static final Set<String> CALENDAR = Stream.concat(
                    Stream.of(DayOfWeek.values()).map(DayOfWeek::name),
                    Stream.of(Month.values()).map(Month::name))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final Overlap overlap;
    private final EchoGuard echo;
    private final SpokenNames names;

    /** @param vocabulary holds the names of the scenario among its terms */
    OverlapInCall(Overlap overlap, EchoGuard echo, Vocabulary vocabulary) {
        this.overlap = overlap;
        this.echo = echo;
        names = new SpokenNames(vocabulary.terms().stream()
                .filter(term -> term.written().matches(NAME)
                        && !CALENDAR.contains(term.written().toLowerCase(Locale.ROOT)))
                .flatMap(term -> Stream.concat(Stream.of(term.written()), term.soundsLike().stream()))
                .toList());
    }

    @Override
    public boolean takesFloor(String words, String saying, boolean whole) {
        return overlap.takesFloor(names.without(words), echo.mayGiveBack() ? saying : "", whole);
    }
}
