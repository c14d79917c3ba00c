package dev.calmroom.encoder;

import dev.calmroom.encoder.ClauseEncoder.InPlace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The word pieces of a clause and of what stands around it, as the encoder was trained to read them: the clause first, then
 * the end of what was said before, the end of what stands before it in the turn, and the beginning of what follows.
 *
 * @param stretches which of the four each piece belongs to, 1 to 4; 0 for the marks between
 */
record ClausePieces(long[] ids, long[] stretches) {
    private static final int MOST_CLAUSE = 40;
    private static final int SAID_WORDS = 25;
    private static final int MOST_SAID = 32;
    private static final int BEFORE_WORDS = 12;
    private static final int MOST_BEFORE = 16;
    private static final int AFTER_WORDS = 8;
    private static final int MOST_AFTER = 10;

    static ClausePieces of(WordPieces words, InPlace in) {
        long[] clause = first(pieces(words, in.clause()), MOST_CLAUSE);
        long[] said = last(pieces(words, lastWords(in.said(), SAID_WORDS)), MOST_SAID);
        long[] before = last(pieces(words, lastWords(in.before(), BEFORE_WORDS)), MOST_BEFORE);
        long[] after = first(pieces(words, firstWords(in.after(), AFTER_WORDS)), MOST_AFTER);
        long[] frame = words.of("", 2).ids();
        List<long[]> all = List.of(clause, said, before, after);
        LongStream ids = LongStream.of(frame[0]);
        LongStream stretches = LongStream.of(0);
        for (int i = 0; i < all.size(); i++) {
            long stretch = i + 1L;
            ids = LongStream.concat(ids, LongStream.concat(LongStream.of(all.get(i)), LongStream.of(frame[1])));
            stretches = LongStream.concat(
                    stretches, LongStream.concat(LongStream.of(all.get(i)).map(id -> stretch), LongStream.of(0)));
        }
        return new ClausePieces(ids.toArray(), stretches.toArray());
    }

    /** Without the marks at both ends. */
    private static long[] pieces(WordPieces words, String text) {
        long[] framed = words.of(text, Short.MAX_VALUE).ids();
        return Arrays.copyOfRange(framed, 1, framed.length - 1);
    }

    private static long[] first(long[] pieces, int most) {
        return Arrays.copyOf(pieces, Math.min(most, pieces.length));
    }

    private static long[] last(long[] pieces, int most) {
        return Arrays.copyOfRange(pieces, Math.max(0, pieces.length - most), pieces.length);
    }

    private static String firstWords(String text, int most) {
        return String.join(" ", words(text).limit(most).toList());
    }

    private static String lastWords(String text, int most) {
        List<String> words = words(text).toList();
        return String.join(" ", words.subList(Math.max(0, words.size() - most), words.size()));
    }

    private static Stream<String> words(String text) {
        return text.isBlank() ? Stream.of() : Stream.of(text.strip().split("\\s+"));
    }
}
