package dev.calmroom.transcript;

import java.util.List;

/**
 * One side's speech until the other's.
 *
 * @param number counts both sides' turns from 1, in the order in which they began
 * @param text the words as the other side heard them
 * @param words times and confidences where the words were spoken and recognised; empty for typed or imported turns
 * @param guest who was on the line in the persona's place, by name; empty where it was the persona
 */
public record Turn(int number, Speaker speaker, String text, List<Word> words, String guest) {
    public Turn {
        if (number < 1) {
            throw new IllegalArgumentException("turns are counted from 1, not " + number);
        }
        words = List.copyOf(words);
    }

    /** Between the leader and the persona. */
    public Turn(int number, Speaker speaker, String text, List<Word> words) {
        this(number, speaker, text, words, "");
    }

    /** The same with this guest on the line. */
    public Turn with(String name) {
        return new Turn(number, speaker, text, words, name);
    }

    /** A turn without times: typed, imported, or made for a test. */
    public static Turn of(int number, Speaker speaker, String text) {
        return new Turn(number, speaker, text, List.of());
    }

    public boolean isLeader() {
        return speaker == Speaker.LEADER;
    }
}
