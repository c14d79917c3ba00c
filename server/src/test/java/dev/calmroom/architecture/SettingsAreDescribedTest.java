package dev.calmroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever may be set in the environment stands in the README or on a page of docs. */
class SettingsAreDescribedTest {
    private static final Path ROOT = Path.of(System.getProperty("calmroom.root", ".."));
    private static final Pattern VARIABLE = Pattern.compile("CALMROOM_[A-Z]+(?:_[A-Z]+)*(?![A-Z_])");

    @Test
    void eachVariableThatIsReadIsDescribed() throws IOException {
        Set<String> read = new TreeSet<>();
        for (Path file : files(ROOT.resolve("server/src/main/java"), ".java")) {
            read.addAll(variables(file));
        }
        read.addAll(variables(ROOT.resolve("calmroom")));
        read.addAll(variables(ROOT.resolve("docker-compose.yml")));
        ModelSettings.from(name -> {
            read.add(name);
            return null;
        });
        read.removeIf(name -> name.startsWith("CALMROOM_GRADER_"));

        assertThat(read).contains("CALMROOM_LLM_SILENCE_SECONDS", "CALMROOM_PORT");
        assertThat(described()).containsAll(read);
    }

    @Test
    void noPageDescribesOneThatNothingReads() throws IOException {
        Set<String> known = new TreeSet<>();
        for (String folder : List.of("server/src", "lab/src")) {
            for (Path file : files(ROOT.resolve(folder), ".java", ".yaml")) {
                known.addAll(variables(file));
            }
        }
        known.addAll(variables(ROOT.resolve("calmroom")));
        known.addAll(variables(ROOT.resolve("docker-compose.yml")));
        ModelSettings.from(name -> {
            known.add(name);
            known.add(name.replace("_LLM_", "_GRADER_"));
            return null;
        });

        assertThat(known).containsAll(described());
    }

    /** What the image brings along, where it lies in it, what is said before its door, and what no grader reads, are none. */
    @Test
    void composePassesOnWhatTheServerReads() throws IOException {
        Set<String> read = new TreeSet<>();
        for (Path file : files(ROOT.resolve("server/src/main/java"), ".java")) {
            read.addAll(variables(file));
        }
        ModelSettings.from(name -> {
            read.add(name);
            read.add(name.replace("_LLM_", "_GRADER_"));
            return null;
        });
        read.removeAll(Set.of(
                "CALMROOM_GRADER_FIRST_WORD_SECONDS",
                "CALMROOM_GRADER_HISTORY_TOKENS",
                "CALMROOM_GRADER_RETRIES",
                "CALMROOM_ACCESS_LOGIN",
                "CALMROOM_CACHE",
                "CALMROOM_DATA",
                "CALMROOM_DEBUG",
                "CALMROOM_LEARNED",
                "CALMROOM_PROMPTS",
                "CALMROOM_VOICES"));

        assertThat(variables(ROOT.resolve("docker-compose.yml"))).containsAll(read);
    }

    private static Set<String> described() throws IOException {
        Set<String> found = new TreeSet<>(variables(ROOT.resolve("README.md")));
        for (Path page : files(ROOT.resolve("docs"), ".md")) {
            found.addAll(variables(page));
        }
        return found;
    }

    private static Set<String> variables(Path file) throws IOException {
        return new TreeSet<>(VARIABLE.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .toList());
    }

    private static List<Path> files(Path folder, String... endings) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .toList();
        }
    }
}
