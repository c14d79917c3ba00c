package dev.calmroom.synthesis;

import org.jspecify.annotations.Nullable;

/** Which of the two bytes of a sample comes first, found out from the sound itself: read the wrong way it is noise. */
final class SampleOrder {
    private SampleOrder() {}

    /** @return null where silence does not tell */
    @Nullable
    static Boolean highFirst(byte[] sound) {
        long lowFirst = roughness(sound, 0);
        long highFirst = roughness(sound, 1);
        return lowFirst == highFirst ? null : highFirst < lowFirst;
    }

    /** @param low where in each sample the low byte stands */
    private static long roughness(byte[] sound, int low) {
        long sum = 0;
        int before = 0;
        for (int at = 0; at + 1 < sound.length; at += 2) {
            int sample = (short) ((sound[at + 1 - low] << 8) | (sound[at + low] & 0xFF));
            sum += Math.abs(sample - before);
            before = sample;
        }
        return sum;
    }

    static byte[] swapped(byte[] sound) {
        byte[] other = sound.clone();
        for (int at = 0; at + 1 < sound.length; at += 2) {
            other[at] = sound[at + 1];
            other[at + 1] = sound[at];
        }
        return other;
    }
}
