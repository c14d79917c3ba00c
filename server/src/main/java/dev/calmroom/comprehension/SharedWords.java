package dev.calmroom.comprehension;

import dev.calmroom.text.PlainWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** How much of a clause's telling words each of several things is spoken of with; a word that few of them have counts more. */
final class SharedWords {
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:'\\p{L}+)?");
    private static final Pattern ENDING = Pattern.compile("(?:'s|s)$");
    private static final int SHORTEST = 3;
    /** Half a thing more than have it, so that a word of all of them still tells a little. */
    private static final double AND_A_HALF = 0.5;

    private final Set<String> little;
    private final List<Set<String>> words = new ArrayList<>();
    private final Map<String, Integer> having = new HashMap<>();

    /**
     * @param texts the sentences of each thing
     * @param little frequent words of the language
     */
    SharedWords(List<List<String>> texts, Set<String> little) {
        this.little = Set.copyOf(little);
        for (List<String> sentences : texts) {
            Set<String> own = new HashSet<>();
            sentences.forEach(sentence -> own.addAll(of(sentence)));
            words.add(own);
            own.forEach(word -> having.merge(word, 1, Integer::sum));
        }
    }

    /** For each thing from 0, none of the clause's words, to 1, all of them. */
    double[] in(String clause) {
        double[] shares = new double[words.size()];
        double all = 0;
        for (String word : of(clause)) {
            double worth = StrictMath.log(words.size() + 1.0);
            Integer things = having.get(word);
            if (things != null) {
                worth -= StrictMath.log(things + AND_A_HALF);
                for (int i = 0; i < shares.length; i++) {
                    shares[i] += words.get(i).contains(word) ? worth : 0;
                }
            }
            all += worth;
        }
        for (int i = 0; i < shares.length && all > 0; i++) {
            shares[i] /= all;
        }
        return shares;
    }

    /** In one order, so that their sum is one number. */
    private Set<String> of(String sentence) {
        Set<String> found = new TreeSet<>();
        WORD.matcher(PlainWords.of(sentence))
                .results()
                .map(match -> match.group())
                .filter(word -> word.length() >= SHORTEST && !little.contains(word))
                .map(word -> ENDING.matcher(word).replaceAll(""))
                .forEach(found::add);
        return found;
    }
}
