package dev.calmroom.call;

import dev.calmroom.transcript.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What the leader has said since the persona's last turn; a turn may come in several segments.
 *
 * @param source {@code voice} or {@code typed}, the last one where both were used
 */
record Heard(String text, List<Word> words, String source) {
    static final Heard NOTHING = new Heard("", List.of(), "voice");

    Heard {
        words = List.copyOf(words);
    }

    boolean isNothing() {
        return text.isEmpty();
    }

    Heard and(String more, List<Word> moreWords, String moreSource) {
        if (more.isBlank()) {
            return this;
        }
        List<Word> all = new ArrayList<>(words);
        all.addAll(moreWords);
        return new Heard(text.isEmpty() ? more.strip() : text + " " + more.strip(), all, moreSource);
    }
}
