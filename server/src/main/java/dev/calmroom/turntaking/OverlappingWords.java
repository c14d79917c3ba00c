package dev.calmroom.turntaking;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What words heard while the persona speaks mean: a turn, a backchannel, or the persona's own voice come back. Pure.
 */
public final class OverlappingWords {
    /** A single shorter word («the», «so») says nothing about whose it is. */
    private static final int TELLING_LENGTH = 4;

    private final TurnLexicon lexicon;
    private final BackchannelPhrases backchannels;

    public OverlappingWords(TurnLexicon lexicon) {
        this.lexicon = lexicon;
        this.backchannels = BackchannelPhrases.english(lexicon.list("backchannels"), lexicon.list("interruptions"));
    }

    /**
     * @param words what has been recognised of the leader so far
     * @param saying what the persona has been saying, empty where none of it can come back
     * @param whole whether the leader is through with them
     * @return true for words that are no backchannel and no echo
     */
    public boolean takesFloor(String words, String saying, boolean whole) {
        List<String> heard = TurnLexicon.words(words);
        if (heard.isEmpty()) {
            return false;
        }
        // «Stop» is obeyed also where the persona has said it: whose voice it is the sound has told already.
        return lexicon.has("interruptions", String.join(" ", heard))
                || (!isEcho(heard, TurnLexicon.words(saying)) && !backchannels.all(heard, whole));
    }

    /** Two thirds of the pairs of neighbours, or the one word of some length, are the persona's own. */
    private static boolean isEcho(List<String> heard, List<String> ofPersona) {
        if (heard.size() == 1) {
            return heard.getFirst().length() >= TELLING_LENGTH && ofPersona.contains(heard.getFirst());
        }
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < ofPersona.size(); i++) {
            pairs.add(ofPersona.get(i) + " " + ofPersona.get(i + 1));
        }
        int own = 0;
        for (int i = 0; i + 1 < heard.size(); i++) {
            if (pairs.contains(heard.get(i) + " " + heard.get(i + 1))) {
                own++;
            }
        }
        return own * 3 >= (heard.size() - 1) * 2;
    }
}
