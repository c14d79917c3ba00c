package dev.calmroom.recognition;

import java.util.List;

/** Edit distance of two sequences of sounds, where sounds that are alike cost little to exchange. */
final class SoundDistance {
    private SoundDistance() {}

    /** @return 0 for the same sounds, about 1 for quite different ones; relative to the longer sequence */
    static double between(List<Phoneme> one, List<Phoneme> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.size() == other.size() ? 0 : 1;
        }
        double[] row = new double[other.size() + 1];
        for (int j = 1; j < row.length; j++) {
            row[j] = row[j - 1] + other.get(j - 1).weight();
        }
        for (Phoneme sound : one) {
            double diagonal = row[0];
            row[0] += sound.weight();
            for (int j = 1; j < row.length; j++) {
                Phoneme against = other.get(j - 1);
                double exchanged = diagonal + sound.distance(against);
                diagonal = row[j];
                row[j] = Math.min(exchanged, Math.min(row[j] + sound.weight(), row[j - 1] + against.weight()));
            }
        }
        return row[other.size()] / Math.max(one.size(), other.size());
    }
}
