package dev.calmroom.turntaking;

import java.util.List;

/** Names that people add to what they say: «thank you, Kenji» is a thank you. Immutable. */
public final class SpokenNames {
    private final List<List<String>> names;

    /** @param names as they are written or heard, of one or several words */
    public SpokenNames(List<String> names) {
        this.names = names.stream()
                .map(TurnLexicon::words)
                .filter(name -> !name.isEmpty())
                .sorted((one, other) -> other.size() - one.size())
                .toList();
    }

    /** @return the words without names before or behind them; a name alone stays, since somebody is called */
    public String without(String said) {
        List<String> words = TurnLexicon.words(said);
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
}
