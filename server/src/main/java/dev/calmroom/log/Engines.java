package dev.calmroom.log;

/** Who does what in a session, in names that a page can show. */
public record Engines(String recognition, String voice, String persona, String appraiser, String grader) {

    /** The same with another voice. */
    public Engines spokenBy(String other) {
        return new Engines(recognition, other, persona, appraiser, grader);
    }
}
