package dev.calmroom.text;

import java.util.Random;

/** Text bent and broken as whoever writes it by hand, a model, or somebody who means ill would break it. */
public final class BentText {
    /** What breaks readers: halves of characters, numbers beyond all bounds, nesting, marks of other forms. */
    private static final String[] SHARDS = {
        "\\ud83d",
        "\ud83d",
        "\u0000",
        "1e999",
        "-9223372036854775809",
        "null",
        "[[[[[[[[",
        "{\"type\":",
        "\"\"",
        "true",
        "NaN",
        "\"hello\"",
        ",,",
        "\\u0000",
        "99999999999999999999",
        "{}",
        "\u202e",
        "0x10",
        "\\",
        "\"type\":\"ping\",",
        "\n  - ",
        ": ",
        "&a *a",
        "<<: *a",
        "!!java.net.URL",
        "\t",
        "{{leader}}",
        "```",
        "</think>",
        "00:00:01.000 --> ",
        "\r\n\r\n"
    };

    private BentText() {}

    /** The text with one to four places cut, doubled, or replaced; the same for the same state of {@code random}. */
    public static String of(String text, Random random) {
        StringBuilder bent = new StringBuilder(text);
        for (int times = random.nextInt(4); times >= 0; times--) {
            int from = random.nextInt(bent.length() + 1);
            int to = Math.min(bent.length(), from + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> bent.delete(from, to);
                case 1 -> bent.insert(from, SHARDS[random.nextInt(SHARDS.length)]);
                case 2 -> bent.replace(from, to, SHARDS[random.nextInt(SHARDS.length)]);
                case 3 -> bent.insert(from, (char) random.nextInt(0x1_0000));
                default -> bent.insert(from, bent.substring(from, to));
            }
        }
        return bent.toString();
    }
}
