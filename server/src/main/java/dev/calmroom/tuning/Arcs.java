package dev.calmroom.tuning;

import dev.calmroom.tuning.Simulation.SimulatedCall;
import java.util.ArrayList;
import java.util.List;

/**
 * How the course of one feeling differs between calls in which a leader does the same: what PSI-Bench (arXiv 2604.25840)
 * finds wrong in simulated callers is that distress goes too fast, in all of them alike, and never comes back.
 */
final class Arcs {
    /** A smaller rise is none that anybody would notice. */
    private static final double NOTICED = 0.04;

    private final List<double[]> curves;

    Arcs(List<SimulatedCall> calls, String dimension) {
        curves = calls.stream()
                .map(call -> call.states().stream()
                        .mapToDouble(state -> state.get(dimension))
                        .toArray())
                .filter(curve -> curve.length > 1)
                .toList();
    }

    /** Standard deviation of where the feeling stands at the end. */
    double spreadAtTheEnd() {
        double[] ends = curves.stream().mapToDouble(c -> c[c.length - 1]).toArray();
        double mean = mean(ends);
        double squares = 0;
        for (double end : ends) {
            squares += (end - mean) * (end - mean);
        }
        return ends.length < 2 ? 0 : Math.sqrt(squares / (ends.length - 1));
    }

    /** The share of calls in which the feeling rises again after it had fallen. */
    double relapses() {
        long relapsed = curves.stream().filter(Arcs::rises).count();
        return curves.isEmpty() ? 0 : (double) relapsed / curves.size();
    }

    private static boolean rises(double[] curve) {
        double lowest = curve[0];
        for (int i = 1; i < curve.length; i++) {
            if (lowest < curve[0] - NOTICED && curve[i] > lowest + NOTICED) {
                return true;
            }
            lowest = Math.min(lowest, curve[i]);
        }
        return false;
    }

    /** Mean of the correlations between any two curves, as far as both go. */
    double likeness() {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            for (int j = i + 1; j < curves.size(); j++) {
                all.add(correlation(curves.get(i), curves.get(j)));
            }
        }
        return mean(all.stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** The share of what is gained in a call that is gained by the end of its first third. */
    double early() {
        return mean(curves.stream()
                .filter(c -> Math.abs(c[c.length - 1] - c[0]) > NOTICED)
                .mapToDouble(c -> (c[c.length / 3] - c[0]) / (c[c.length - 1] - c[0]))
                .toArray());
    }

    private static double correlation(double[] one, double[] other) {
        int length = Math.min(one.length, other.length);
        double meanOne = 0;
        double meanOther = 0;
        for (int i = 0; i < length; i++) {
            meanOne += one[i] / length;
            meanOther += other[i] / length;
        }
        double both = 0;
        double squaresOne = 0;
        double squaresOther = 0;
        for (int i = 0; i < length; i++) {
            both += (one[i] - meanOne) * (other[i] - meanOther);
            squaresOne += (one[i] - meanOne) * (one[i] - meanOne);
            squaresOther += (other[i] - meanOther) * (other[i] - meanOther);
        }
        return both / Math.sqrt(squaresOne * squaresOther);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }
}
