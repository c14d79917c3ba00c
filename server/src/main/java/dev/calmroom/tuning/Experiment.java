package dev.calmroom.tuning;

import dev.calmroom.checks.Check;
import dev.calmroom.persona.Understudy;
import dev.calmroom.scenario.LeaderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be played and what is expected of it.
 *
 * @param name the file's, without its ending
 * @param scenario id of the scenario that is called
 * @param variants versions of the prompts; the others are held against the first
 * @param players who words the persona
 * @param leaders who calls
 * @param seeds one call each
 * @param repeat how often a call with a language model is played; what the understudy says needs no repeating
 * @param phrases the experiment's own named patterns
 */
public record Experiment(
        String name,
        String scenario,
        List<VariantSource> variants,
        List<PlayerSource> players,
        List<LeaderScript> leaders,
        List<Long> seeds,
        int repeat,
        Budget budget,
        Map<String, List<Pattern>> phrases,
        List<Check> checks) {
    public Experiment {
        variants = List.copyOf(variants);
        players = List.copyOf(players);
        leaders = List.copyOf(leaders);
        seeds = List.copyOf(seeds);
        phrases = Map.copyOf(phrases);
        checks = List.copyOf(checks);
    }

    /** Where a version of the prompts comes from. */
    public sealed interface VariantSource {
        String name();

        /** A folder as it lies there. */
        record Folder(String name, Path prompts) implements VariantSource {}

        /** The folder as git has it at a revision. */
        record Revision(String name, Path prompts, String revision) implements VariantSource {}

        /** The folder with single values set otherwise. */
        record Patched(String name, Path prompts, List<Patch> patches) implements VariantSource {
            public Patched {
                patches = List.copyOf(patches);
            }
        }
    }

    /**
     * One change in one file.
     *
     * @param file below the prompts folder
     * @param at in YAML the place of a value, for instance {@code rules/NAME/adds/NAME}; in other files words that stand
     *     there once
     * @param value what is to stand there
     */
    public record Patch(String file, String at, String value) {}

    /**
     * Who words the persona.
     *
     * @param settings variables that a language model is configured by, above those of the environment; null for the
     *     understudy
     */
    public record PlayerSource(String name, @Nullable Map<String, String> settings) {
        private static final String MODEL = "model";

        /** Speaks in authored lines. */
        public static PlayerSource understudy() {
            return new PlayerSource(Understudy.NAME, null);
        }

        /** The language model of the environment. */
        public static PlayerSource model() {
            return model(MODEL, Map.of());
        }

        /** A language model with settings of its own above those of the environment. */
        public static PlayerSource model(String name, Map<String, String> settings) {
            return new PlayerSource(name, Map.copyOf(settings));
        }

        /** By the name that stands alone in an experiment: the understudy's, or any other for the environment's model. */
        public static PlayerSource named(String name) {
            return name.equals(Understudy.NAME) ? understudy() : model(name, Map.of());
        }

        public boolean isModel() {
            return settings != null;
        }
    }

    /** What an experiment may cost; what is left out has no limit. Counted over what has to be played anew. */
    public record Budget(
            @Nullable Integer calls,
            @Nullable Long tokens,
            @Nullable Duration time) {
        public static final Budget NONE = new Budget(null, null, null);

        /** What there is a limit of, for people. */
        String words() {
            return Stream.of(
                            calls == null ? "" : calls + " calls",
                            tokens == null ? "" : tokens + " tokens",
                            time == null ? "" : Spending.time(time))
                    .filter(limit -> !limit.isEmpty())
                    .collect(Collectors.joining(", "));
        }
    }

    /** The same with calls of language models played so often. */
    public Experiment repeated(int times) {
        return new Experiment(name, scenario, variants, players, leaders, seeds, times, budget, phrases, checks);
    }

    /** How often these two are played for a version and a seed: once where nothing is left to chance. */
    int repeats(PlayerSource player, LeaderScript leader) {
        return player.isModel() || leader.isPlayedByModel() ? repeat : 1;
    }

    /** @return how many cells the matrix has */
    public int size() {
        int cells = 0;
        for (PlayerSource player : players) {
            for (LeaderScript leader : leaders) {
                cells += variants.size() * seeds.size() * repeats(player, leader);
            }
        }
        return cells;
    }
}
