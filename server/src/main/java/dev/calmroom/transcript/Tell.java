package dev.calmroom.transcript;

import java.util.Locale;

/**
 * One thing that a turn of the persona's told, asked or promised, with the words that carry it.
 *
 * @param kind what was done
 * @param fact the id of the scenario's fact that was told; empty where something was asked or promised
 * @param sentence the persona's words
 */
public record Tell(Kind kind, String fact, String sentence) {
    /** What words of the persona's can leave behind. */
    public enum Kind {
        TOLD,
        ASKED,
        PROMISED
    }

    /** How far into a sentence the leader has to hear for it to have been said. */
    private static final double ENOUGH = 0.6;

    public static Tell told(String fact, String sentence) {
        return new Tell(Kind.TOLD, fact, sentence);
    }

    /**
     * Whether it was said, where the persona may have been cut off.
     *
     * @param text all that the persona meant to say
     * @param heard the beginning of it that was heard
     */
    public boolean isIn(String text, String heard) {
        String whole = plain(text);
        int at = whole.indexOf(plain(sentence));
        int enough = at + (int) Math.ceil(plain(sentence).length() * ENOUGH);
        return at < 0 || plain(heard).length() >= enough;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
