package dev.calmroom.call;

import dev.calmroom.conversation.Overlap;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.text.PlainWords;
import dev.calmroom.turntaking.EchoGuard;
import java.util.List;
import java.util.stream.Stream;

/**
 * What words over the persona's voice mean in one call: a name said along adds nothing («thank you, Kenji»), and no echo
 * is looked for where none can come back.
 */
final class OverlapInCall implements Overlap {
    private final Overlap overlap;
    private final EchoGuard echo;
    private final List<List<String>> names;

    /** @param vocabulary holds the names of the scenario among its terms */
    OverlapInCall(Overlap overlap, EchoGuard echo, Vocabulary vocabulary) {
        this.overlap = overlap;
        this.echo = echo;
        names = vocabulary.terms().stream()
                .filter(term -> term.written().matches("\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)*"))
                .flatMap(term -> Stream.concat(Stream.of(term.written()), term.soundsLike().stream()))
                .map(OverlapInCall::words)
                .sorted((one, other) -> other.size() - one.size())
                .toList();
    }

    @Override
    public boolean takesFloor(String words, String saying, boolean whole) {
        return overlap.takesFloor(withoutNames(words), echo.mayGiveBack() ? saying : "", whole);
    }

    /** A name alone is a word like any other: somebody is called. */
    private String withoutNames(String said) {
        List<String> words = words(said);
        for (List<String> name : names) {
            int rest = words.size() - name.size();
            if (rest > 0 && words.subList(rest, words.size()).equals(name)) {
                words = words.subList(0, rest);
            } else if (rest > 0 && words.subList(0, name.size()).equals(name)) {
                words = words.subList(name.size(), words.size());
            }
        }
        return String.join(" ", words);
    }

    private static List<String> words(String text) {
        return Stream.of(PlainWords.of(text).split("[\\s,.!?;:]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
