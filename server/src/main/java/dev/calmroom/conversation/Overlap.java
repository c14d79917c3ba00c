package dev.calmroom.conversation;

/** Tells what words heard over the persona's own mean: hers, or nothing that takes the floor. Pure. */
@FunctionalInterface
public interface Overlap {

    /**
     * @param words what has been made out of her so far, never blank
     * @param saying what he has been saying in the last seconds: an open loudspeaker gives it back to the microphone
     * @return whether the words take the floor; false for a backchannel («mm-hm») and for an echo
     */
    boolean takesFloor(String words, String saying);
}
