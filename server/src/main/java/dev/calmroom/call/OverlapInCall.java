package dev.calmroom.call;

import dev.calmroom.conversation.Overlap;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.turntaking.EchoGuard;
import dev.calmroom.turntaking.SpokenNames;
import java.util.stream.Stream;

/**
 * What words over the persona's voice mean in one call: a name said along adds nothing, and no echo is looked for where
 * none can come back.
 */
final class OverlapInCall implements Overlap {
    private static final String NAME = "\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)*";

    private final Overlap overlap;
    private final EchoGuard echo;
    private final SpokenNames names;

    /** @param vocabulary holds the names of the scenario among its terms */
    OverlapInCall(Overlap overlap, EchoGuard echo, Vocabulary vocabulary) {
        this.overlap = overlap;
        this.echo = echo;
        names = new SpokenNames(vocabulary.terms().stream()
                .filter(term -> term.written().matches(NAME))
                .flatMap(term -> Stream.concat(Stream.of(term.written()), term.soundsLike().stream()))
                .toList());
    }

    @Override
    public boolean takesFloor(String words, String saying, boolean whole) {
        return overlap.takesFloor(names.without(words), echo.mayGiveBack() ? saying : "", whole);
    }
}
