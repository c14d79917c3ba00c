package dev.calmroom.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A simulated leader, from {@code leaders/*.yaml}.
 *
 * @param scenario the scenario that the leader is written for
 * @param reactions what the leader says to certain acts of the persona, or when the persona feels so, before going on
 *     with the script
 * @param script what the leader does otherwise, in this order; then the leader hangs up
 * @param brief who a language model is to be as this leader; null where the script is all
 * @param turns after how many turns a leader that a model plays hangs up at the latest; 0 for the usual number
 * @param seat as what it is offered to whoever swaps seats with the persona; null where it is for tuning alone
 */
public record LeaderScript(
        String id,
        String scenario,
        String about,
        List<Reaction> reactions,
        List<Beat> script,
        @Nullable String brief,
        int turns,
        @Nullable Seat seat) {
    public LeaderScript {
        reactions = List.copyOf(reactions);
        script = List.copyOf(script);
    }

    /** How a leader leads, as its author means it. */
    public enum Leads {
        well,
        badly,
        unevenly
    }

    /** @param title a few words for a choice, with a small letter where the language lets it */
    public record Seat(String title, Leads leads) {}

    /** What it is called where somebody reads it. */
    public String title() {
        return seat == null ? id : seat.title();
    }

    /** How it leads; unevenly where nobody says it. */
    public Leads leads() {
        return seat == null ? Leads.unevenly : seat.leads();
    }

    /** Whether it needs a language model. */
    public boolean isPlayedByModel() {
        return brief != null;
    }

    /**
     * Each line is said at most once in a call.
     *
     * @param to acts of the persona's, one of which was the last; empty for any
     * @param when how the persona has to feel
     */
    public record Reaction(List<String> to, Condition.@Nullable State when, List<String> says) {
        public Reaction {
            to = List.copyOf(to);
            says = List.copyOf(says);
        }
    }

    /** One of {@code says}, by the seed; or a silence. */
    public record Beat(List<String> says, @Nullable Duration silence) {
        public Beat {
            says = List.copyOf(says);
        }
    }

    /**
     * All leaders in a prompts folder, by file name.
     *
     * @throws InvalidPromptsException when one of the files cannot be used
     */
    public static List<LeaderScript> readAll(Path prompts) {
        Path folder = prompts.resolve("leaders");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(PromptNames::isYaml)
                    .sorted()
                    .map(file -> PromptFile.read(file, "leader").as(LeaderScript.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /**
     * Those that are written for one scenario and need no language model.
     *
     * @throws InvalidPromptsException when one of the files cannot be used
     */
    public static List<LeaderScript> readAll(Path prompts, String scenario) {
        return readEvery(prompts, scenario).stream()
                .filter(leader -> !leader.isPlayedByModel())
                .toList();
    }

    /**
     * Those that are written for one scenario, also those that a language model plays.
     *
     * @throws InvalidPromptsException when one of the files cannot be used
     */
    public static List<LeaderScript> readEvery(Path prompts, String scenario) {
        return readAll(prompts).stream()
                .filter(leader -> leader.scenario().equals(scenario))
                .toList();
    }
}
