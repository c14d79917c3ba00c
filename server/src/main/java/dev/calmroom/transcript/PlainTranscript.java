package dev.calmroom.transcript;

import java.util.List;

/** The turns of a transcript in which the leader is called leader and the persona by its name. */
public final class PlainTranscript {
    private PlainTranscript() {}

    /**
     * @param personaNames what the other side may be called, without regard to case
     * @throws IllegalArgumentException with the number of the line and what was expected
     */
    public static List<Turn> parse(String text, List<String> personaNames) {
        return Transcript.read(text).turns(SpeakerNames.of(personaNames));
    }
}
