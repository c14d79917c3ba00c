package dev.calmroom.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that is rewritten step by step, each character of which knows the written ones that it stands for: by them one can
 * tell how much of what is written has been said. Immutable.
 */
final class TracedText {
    private final int written;
    private final String text;
    private final List<Place> places;

    /** Written characters, the last of them not included; none where from and to are the same. */
    private record Place(int from, int to) {}

    private TracedText(int written, String text, List<Place> places) {
        this.written = written;
        this.text = text;
        this.places = places;
    }

    static TracedText of(String written) {
        List<Place> places = new ArrayList<>(written.length());
        for (int i = 0; i < written.length(); i++) {
            places.add(new Place(i, i + 1));
        }
        return new TracedText(written.length(), written, places);
    }

    String text() {
        return text;
    }

    /** Replaces every occurrence; whole words that a replacement leaves as they were, at its ends, still stand for themselves. */
    TracedText rewritten(Pattern pattern, Function<MatchResult, String> words) {
        Matcher match = pattern.matcher(text);
        if (!match.find()) {
            return this;
        }
        StringBuilder rewritten = new StringBuilder(text.length());
        List<Place> traced = new ArrayList<>(text.length());
        int kept = 0;
        do {
            String was = match.group();
            String by = words.apply(match);
            int head = head(was, by);
            int tail = tail(was, by, head);
            int from = match.start() + head;
            int to = match.end() - tail;
            rewritten.append(text, kept, from).append(by, head, by.length() - tail);
            traced.addAll(places.subList(kept, from));
            Place place = place(from, to);
            for (int i = head; i < by.length() - tail; i++) {
                traced.add(place);
            }
            kept = to;
        } while (match.find());
        rewritten.append(text, kept, text.length());
        traced.addAll(places.subList(kept, places.size()));
        return new TracedText(written, rewritten.toString(), traced);
    }

    /** How much both have in common at the beginning, in whole words. */
    private static int head(String was, String by) {
        int same = 0;
        while (same < Math.min(was.length(), by.length()) && was.charAt(same) == by.charAt(same)) {
            same++;
        }
        boolean all = same == was.length() && same == by.length();
        while (!all && same > 0 && !Character.isWhitespace(was.charAt(same - 1))) {
            same--;
        }
        return same;
    }

    /** The same at the end, behind what they have in common at the beginning. */
    private static int tail(String was, String by, int head) {
        int most = Math.min(was.length(), by.length()) - head;
        int same = 0;
        while (same < most && was.charAt(was.length() - 1 - same) == by.charAt(by.length() - 1 - same)) {
            same++;
        }
        while (same > 0 && !Character.isWhitespace(was.charAt(was.length() - same))) {
            same--;
        }
        return same;
    }

    /** What is put in place of these characters stands for all that they stood for. */
    private Place place(int from, int to) {
        if (from < to) {
            return new Place(places.get(from).from(), places.get(to - 1).to());
        }
        int before = from == 0 ? 0 : places.get(from - 1).to();
        int behind = from == places.size() ? written : places.get(from).from();
        // In the middle of a replacement it belongs to that.
        return new Place(Math.min(before, behind), before);
    }

    /** The text in pieces, which together are all that is written; what stands for itself, letter by letter, is one piece. */
    List<SaidWords> pieces() {
        List<SaidWords> pieces = new ArrayList<>();
        int done = 0;
        int at = 0;
        while (at < places.size()) {
            if (places.get(at).from() > done) {
                pieces.add(new SaidWords("", places.get(at).from() - done));
                done = places.get(at).from();
            }
            int end = isItself(at) ? endOfPlain(at) : endOfReplaced(at);
            int to = Math.max(done, places.get(end - 1).to());
            pieces.add(new SaidWords(text.substring(at, end), to - done));
            done = to;
            at = end;
        }
        if (done < written) {
            pieces.add(new SaidWords("", written - done));
        }
        return pieces;
    }

    /** One character for one, which no other has a part in. */
    private boolean isItself(int at) {
        Place place = places.get(at);
        return place.to() - place.from() == 1
                && (at + 1 == places.size() || places.get(at + 1).from() >= place.to());
    }

    private int endOfPlain(int at) {
        int end = at + 1;
        while (end < places.size()
                && places.get(end).from() == places.get(end - 1).to()
                && isItself(end)) {
            end++;
        }
        return end;
    }

    private int endOfReplaced(int at) {
        int to = places.get(at).to();
        int end = at + 1;
        while (end < places.size()
                && (places.get(end).from() < to || places.get(end).to() == to)) {
            to = Math.max(to, places.get(end).to());
            end++;
        }
        return end;
    }
}
