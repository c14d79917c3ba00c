package dev.calmroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The map of the packages is made from what they say of themselves: with {@code -Dcalmroom.map.write=true} it is written
 * anew, without it compared.
 */
class MapTest {
    private static final Path ROOT = Path.of(System.getProperty("calmroom.root", ".."));
    private static final Path MAP = ROOT.resolve("docs/map.md");
    private static final Pattern PACKAGE = Pattern.compile("`([a-z]+)`");
    private static final Pattern JAVADOC = Pattern.compile("/[*][*](.*?)[*]/", Pattern.DOTALL);

    @Test
    void theMapSaysWhatThePackagesSay() throws IOException {
        StringBuilder map = new StringBuilder("""
                # The packages

                What each package of `dev.calmroom` is for, in its own words: made from the `package-info.java` files, the ground \
                floor first. Each imports only from packages above it in the list; `FloorsTest` has the table.

                | package | what it is for |
                |---|---|
                """);
        for (String room : FloorsTest.rooms()) {
            map.append(row(room, "server"));
        }
        for (String room : List.of("bench", "lab")) {
            map.append(row(room, "lab"));
        }
        if (Boolean.getBoolean("calmroom.map.write")) {
            Files.writeString(MAP, map);
        }
        assertThat(Files.readString(MAP)).isEqualTo(map.toString());
    }

    @Test
    void theReadmesTableOfFloorsNamesThePackagesAndNoOthers() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String table = readme.substring(readme.indexOf("| floor |"), readme.indexOf("`bench` and `lab` stand above"));
        assertThat(PACKAGE.matcher(table).results().map(named -> named.group(1)).collect(Collectors.toSet()))
                .isEqualTo(FloorsTest.rooms());
        assertThat(readme).contains("docs/map.md");
    }

    private static String row(String room, String module) throws IOException {
        Path info = ROOT.resolve(module + "/src/main/java/dev/calmroom/" + room + "/package-info.java");
        Matcher javadoc = JAVADOC.matcher(Files.readString(info));
        assertThat(javadoc.find()).as("%s says what it is for", room).isTrue();
        String words = Stream.of(javadoc.group(1).split("\n"))
                .map(line -> line.strip().replaceFirst("^[*]\\s?", ""))
                .reduce("", (before, line) -> (before + " " + line).strip())
                .replaceAll("[{]@code ([^}]*)[}]", "`$1`");
        return "| `%s` | %s |%n".formatted(room, words);
    }
}
