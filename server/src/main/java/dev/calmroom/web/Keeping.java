package dev.calmroom.web;

/**
 * For how long what comes of a call is kept, unless somebody deletes it before.
 *
 * @param callDays days from its beginning on; 0 for until it is deleted
 * @param soundDays days, where the leader asked for sound, and never longer than the call itself; 0 for not at all
 */
public record Keeping(int callDays, int soundDays) {
    public Keeping {
        if (callDays < 0 || soundDays < 0) {
            throw new IllegalArgumentException("%d and %d are no days to keep".formatted(callDays, soundDays));
        }
        soundDays = callDays == 0 ? soundDays : Math.min(soundDays, callDays);
    }
}
