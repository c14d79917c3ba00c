package dev.calmroom.encoder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts text into the pieces that an uncased BERT knows (Devlin et al., 2019): words and punctuation marks, without case
 * and accents, each in the longest pieces that the vocabulary has. Keeps where in the text each piece stood.
 */
public final class WordPieces {
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int first;
    private final int last;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = number(vocabulary, "[UNK]");
        this.first = number(vocabulary, "[CLS]");
        this.last = number(vocabulary, "[SEP]");
    }

    private static int number(Map<String, Integer> vocabulary, String piece) {
        Integer number = vocabulary.get(piece);
        if (number == null) {
            throw new IllegalArgumentException("the vocabulary has no piece " + piece);
        }
        return number;
    }

    /** @param vocabulary one piece a line, in the order of their numbers */
    public static WordPieces read(InputStream vocabulary) throws IOException {
        Map<String, Integer> pieces = new HashMap<>(65_536);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(vocabulary, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                pieces.put(line, pieces.size());
            }
        }
        return new WordPieces(pieces);
    }

    /** @param most pieces beyond this many are left out, the marks at both ends counted */
    public Pieces of(String text, int most) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length() && pieces.size() < most) {
            int code = text.codePointAt(at);
            int width = Character.charCount(code);
            if (isSpace(code)) {
                at += width;
            } else if (isMark(code)) {
                add(pieces, text, at, at + width);
                at += width;
            } else {
                int end = endOfWord(text, at);
                add(pieces, text, at, end);
                at = end;
            }
        }
        return framed(pieces.subList(0, Math.min(pieces.size(), most - 2)));
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length()) {
            int code = text.codePointAt(end);
            if (isSpace(code) || isMark(code)) {
                break;
            }
            end += Character.charCount(code);
        }
        return end;
    }

    private void add(List<Piece> pieces, String text, int start, int end) {
        Plain word = Plain.of(text, start, end);
        int length = word.letters.length();
        List<Piece> found = new ArrayList<>();
        int from = 0;
        while (from < length) {
            int to = length;
            Integer id = null;
            while (to > from && id == null) {
                String piece = word.letters.substring(from, to);
                id = vocabulary.get(from == 0 ? piece : "##" + piece);
                if (id == null) {
                    to--;
                }
            }
            if (id == null || length > LONGEST_WORD) {
                pieces.add(new Piece(unknown, start, end));
                return;
            }
            found.add(new Piece(id, word.origins[from], word.origins[to - 1] + 1));
            from = to;
        }
        pieces.addAll(found);
    }

    private Pieces framed(List<Piece> pieces) {
        int n = pieces.size() + 2;
        long[] ids = new long[n];
        int[] starts = new int[n];
        int[] ends = new int[n];
        ids[0] = first;
        ids[n - 1] = last;
        for (int i = 0; i < pieces.size(); i++) {
            ids[i + 1] = pieces.get(i).id;
            starts[i + 1] = pieces.get(i).start;
            ends[i + 1] = pieces.get(i).end;
        }
        return new Pieces(ids, starts, ends);
    }

    private static boolean isSpace(int code) {
        return Character.isWhitespace(code) || Character.isSpaceChar(code) || Character.isISOControl(code);
    }

    /** ASCII's own marks count as punctuation, even those that Unicode calls symbols. */
    private static boolean isMark(int code) {
        if (code < 128) {
            return code > 32 && !Character.isLetterOrDigit(code);
        }
        return switch (Character.getType(code)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** Numbers of the pieces with the marks at both ends, and where in the text each stood. */
    public record Pieces(long[] ids, int[] starts, int[] ends) {}

    private record Piece(int id, int start, int end) {}

    /** A word without case and accents, and the offset in the text that each of its letters came from. */
    private record Plain(String letters, int[] origins) {
        static Plain of(String text, int start, int end) {
            StringBuilder letters = new StringBuilder();
            int[] origins = new int[8];
            for (int at = start; at < end; at += Character.charCount(text.codePointAt(at))) {
                String letter = Character.toString(text.codePointAt(at)).toLowerCase(Locale.ROOT);
                String bare = Normalizer.normalize(letter, Normalizer.Form.NFD);
                for (int i = 0; i < bare.length(); i++) {
                    if (Character.getType(bare.charAt(i)) != Character.NON_SPACING_MARK) {
                        if (letters.length() == origins.length) {
                            origins = Arrays.copyOf(origins, origins.length * 2);
                        }
                        origins[letters.length()] = at;
                        letters.append(bare.charAt(i));
                    }
                }
            }
            return new Plain(letters.toString(), origins);
        }
    }
}
