package dev.calmroom.exam;

import java.util.List;

/**
 * How fast a model answers. Times to the first word are milliseconds from the question on.
 *
 * @param cold of the first answer, of which its server had read nothing before
 * @param answers how many came after it, with most of the question read already
 * @param p50 of these, as {@code p95}; 0 where there are none
 * @param tokensASecond of these, in the middle
 */
public record SpeedMarks(double cold, int answers, double p50, double p95, double tokensASecond) {
    /**
     * One answer.
     *
     * @param firstWord milliseconds from the question to the first word
     * @param whole milliseconds to the end
     * @param tokens as counted by the server, or else the pieces that arrived
     */
    record Timing(double firstWord, double whole, int tokens) {
        double tokensASecond() {
            return whole > firstWord && tokens > 1 ? (tokens - 1) * 1000 / (whole - firstWord) : 0;
        }
    }

    /** @param timings the first of them cold */
    static SpeedMarks of(List<Timing> timings) {
        List<Timing> warm = timings.subList(1, timings.size());
        List<Double> first = warm.stream().map(Timing::firstWord).sorted().toList();
        List<Double> speed = warm.stream().map(Timing::tokensASecond).sorted().toList();
        return new SpeedMarks(
                timings.getFirst().firstWord(),
                warm.size(),
                percentile(first, 0.5),
                percentile(first, 0.95),
                percentile(speed, 0.5));
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1));
    }
}
