package dev.calmroom.conversation;

/** Tells what words heard over the persona's own mean: the leader's, or nothing that takes the floor. Pure. */
@FunctionalInterface
public interface Overlap {

    /**
     * @param words what has been made out of the leader so far, never blank
     * @param saying what the persona has been saying in the last seconds: an open loudspeaker gives it back to the
     *     microphone
     * @param whole whether the speaker is through with them; else the last may be the beginning of what takes nothing
     * @return whether the words take the floor; false for a backchannel («mm-hm») and for an echo
     */
    boolean takesFloor(String words, String saying, boolean whole);
}
