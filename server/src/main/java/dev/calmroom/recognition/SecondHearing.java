package dev.calmroom.recognition;

import dev.calmroom.audio.AudioClip;
import java.net.URI;
import java.util.Map;

/**
 * A recogniser that is too slow to answer by, and better than the one that is answered by: it hears each of the leader's
 * turns once more. Safe for use by several threads.
 */
public interface SecondHearing extends AutoCloseable {
    /** Where there is none. */
    SecondHearing NONE = new SecondHearing() {
        @Override
        public boolean listens() {
            return false;
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public String hear(AudioClip turn, Vocabulary vocabulary) {
            return "";
        }

        @Override
        public void close() {}
    };

    /** @return false where there is none, so that nobody need keep sound for it */
    default boolean listens() {
        return true;
    }

    /** What the page calls it, with the machine that it is on. */
    String name();

    /**
     * Waits for the answer.
     *
     * @param turn one turn, mono, 16 kHz
     * @return what was said, in one line, with or without marks; empty where nothing was heard
     * @throws RecognitionException when there is no answer, or none that can be read
     */
    String hear(AudioClip turn, Vocabulary vocabulary);

    @Override
    void close();

    /**
     * @param environment {@code CALMROOM_SECOND_HEARING_URL}, and if need be {@code …_MODEL} and {@code …_API_KEY}
     * @return {@link #NONE} where no address is set
     * @throws IllegalArgumentException when the address is none
     */
    static SecondHearing of(Map<String, String> environment) {
        String address =
                environment.getOrDefault("CALMROOM_SECOND_HEARING_URL", "").strip();
        if (address.isEmpty()) {
            return NONE;
        }
        if (!address.matches("(?i)https?://[^\\s/].*")) {
            throw new IllegalArgumentException(
                    "CALMROOM_SECOND_HEARING_URL is the address of a transcription server, as http://host:8000/v1, not "
                            + address);
        }
        return new TranscriptionServer(
                URI.create(address),
                environment.getOrDefault("CALMROOM_SECOND_HEARING_MODEL", "").strip(),
                environment.getOrDefault("CALMROOM_SECOND_HEARING_API_KEY", "").strip());
    }
}
