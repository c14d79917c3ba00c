package dev.calmroom.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What followed when the call was over: a simulation with its odds. */
public record Night(
        List<Undecided> undecided,
        List<Hesitation> hesitation,
        List<Way> ways,
        Errors errors,
        @Nullable Pressure pressure,
        Map<String, String> lines,
        List<Afterwards> afterwards) {
    public Night {
        afterwards = List.copyOf(afterwards);
        undecided = List.copyOf(undecided);
        hesitation = List.copyOf(hesitation);
        ways = List.copyOf(ways);
        lines = Map.copyOf(lines);
    }

    /** Somebody who keeps ringing the persona; {@code {calls}} in the text is how often. */
    public record Pressure(Condition when, Duration every, String text) {}

    /**
     * What became of the persona; the last holds always.
     *
     * @param after ids of the endings that it follows; empty: any
     */
    public record Afterwards(Condition when, List<String> after, String text) {
        public Afterwards {
            after = List.copyOf(after);
        }
    }

    /** Which way they go when nobody decided. */
    public record Undecided(Condition when, String option, String text) {}

    /** What is lost before anybody starts. */
    public record Hesitation(Condition when, int minutes, String text) {}

    /**
     * @param odds that it works, before any shift
     * @param failsOverTo the option that follows when it does not; null: it is tried again until it works
     * @param losesUpTo data that may be lost by it; null: none
     */
    public record Way(
            String option,
            int minutes,
            double odds,
            @Nullable String failsOverTo,
            @Nullable Duration losesUpTo,
            List<OddsShift> shifts) {
        public Way {
            shifts = List.copyOf(shifts);
        }
    }

    /** @param mean expected number of slips; {@code minutes} is what each costs */
    public record Errors(double mean, int minutes, List<OddsShift> shifts) {
        public Errors {
            shifts = List.copyOf(shifts);
        }
    }

    /**
     * Moves a figure of the night, by a feeling ({@code dimension}, {@code around}, {@code per}, {@code most}) or by
     * something that was done ({@code when}, {@code odds}).
     */
    public record OddsShift(
            @Nullable String dimension,
            double around,
            double per,
            double most,
            @Nullable String better,
            @Nullable String worse,
            @Nullable Condition when,
            double odds,
            @Nullable String text) {}
}
