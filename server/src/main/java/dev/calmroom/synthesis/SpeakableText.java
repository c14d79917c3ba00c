package dev.calmroom.synthesis;

/** Text as a voice should read it. */
final class SpeakableText {
    private SpeakableText() {}

    static String of(String text) {
        return text.strip();
    }
}
