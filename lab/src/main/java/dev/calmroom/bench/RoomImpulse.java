package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;

/**
 * What a room makes of a click: the image-source model (Allen and Berkley, «Image method for efficiently simulating
 * small-room acoustics», 1979), all walls alike, 16 kHz.
 *
 * @param taps from the click on
 */
record RoomImpulse(float[] taps) {
    private static final double SOUND = 343;
    private static final int RATE = AudioClip.SPEECH_RATE;
    /** Half a kernel that places a reflection between two samples. */
    private static final int KERNEL = 8;

    /** Metres. */
    record Point(double x, double y, double z) {
        double distance(Point other) {
            return Math.sqrt(square(x - other.x) + square(y - other.y) + square(z - other.z));
        }

        private static double square(double x) {
            return x * x;
        }
    }

    /**
     * @param size of the room
     * @param reverberation seconds until it is 60 dB softer (Sabine); the taps last two thirds of it
     */
    static RoomImpulse of(Point size, Point source, Point microphone, double reverberation) {
        double volume = size.x() * size.y() * size.z();
        double walls = 2 * (size.x() * size.y() + size.y() * size.z() + size.x() * size.z());
        double absorbed = Math.min(0.99, 0.161 * volume / (walls * reverberation));
        double reflects = Math.sqrt(1 - absorbed);
        float[] taps = new float[(int) (RATE * reverberation * 2 / 3)];
        double farthest = taps.length * SOUND / RATE;
        int many = (int) Math.ceil(farthest / (2 * Math.min(size.x(), Math.min(size.y(), size.z()))));
        for (int a = -many; a <= many; a++) {
            for (int b = -many; b <= many; b++) {
                for (int c = -many; c <= many; c++) {
                    for (int mirrored = 0; mirrored < 8; mirrored++) {
                        int p = mirrored & 1;
                        int q = mirrored >> 1 & 1;
                        int r = mirrored >> 2 & 1;
                        Point image = new Point(
                                (1 - 2 * p) * source.x() + 2 * a * size.x(),
                                (1 - 2 * q) * source.y() + 2 * b * size.y(),
                                (1 - 2 * r) * source.z() + 2 * c * size.z());
                        int walked = Math.abs(a - p)
                                + Math.abs(a)
                                + Math.abs(b - q)
                                + Math.abs(b)
                                + Math.abs(c - r)
                                + Math.abs(c);
                        double distance = image.distance(microphone);
                        if (distance < farthest) {
                            place(taps, distance / SOUND * RATE, Math.pow(reflects, walked) / distance);
                        }
                    }
                }
            }
        }
        return new RoomImpulse(taps);
    }

    /** A windowed sinc around where it falls. */
    private static void place(float[] taps, double at, double strength) {
        int middle = (int) Math.round(at);
        for (int i = Math.max(0, middle - KERNEL); i <= Math.min(taps.length - 1, middle + KERNEL); i++) {
            double away = i - at;
            double sinc = Math.abs(away) < 1e-9 ? 1 : Math.sin(Math.PI * away) / (Math.PI * away);
            double window = 0.5 * (1 + Math.cos(Math.PI * away / (KERNEL + 1)));
            taps[i] += (float) (strength * sinc * window);
        }
    }

    /** @return as long as the clip, at its loudness */
    short[] hear(short[] dry) {
        float[] wet = new float[dry.length];
        for (int i = 0; i < dry.length; i++) {
            float sample = dry[i];
            if (sample != 0) {
                int most = Math.min(taps.length, dry.length - i);
                for (int tap = 0; tap < most; tap++) {
                    wet[i + tap] += sample * taps[tap];
                }
            }
        }
        double before = energy(dry);
        double after = 0;
        for (float sample : wet) {
            after += (double) sample * sample;
        }
        double gain = after == 0 ? 0 : Math.sqrt(before / after);
        short[] heard = new short[dry.length];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = (short) Math.clamp(Math.round(wet[i] * gain), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return heard;
    }

    private static double energy(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return sum;
    }
}
