package dev.calmroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The two sides of a call are called leader and persona, in comments and in prose. Which of the two «her» is, a stranger
 * cannot know, and another scenario's people may be anybody. Quoted speech and code are not looked at.
 */
class WordsTest {
    private static final Pattern PRONOUN =
            Pattern.compile("(?i)(?<![\\w-])(?:she|he|hers?|his|him|herself|himself)(?![\\w-])");

    /** A string or a comment; strings first, so that what looks like a comment within one is none. */
    private static final Pattern STRING_OR_COMMENT =
            Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\n])++'"
                    + "|(?<comment>//[^\n]*|/\\*.*?\\*/)");

    private static final Pattern YAML_COMMENT = Pattern.compile("(?m)(?:^|\\s)(?<comment>#[^\n]*)");

    private static final Pattern QUOTED =
            Pattern.compile("«[^»]{1,400}»|“[^”]{1,400}”|\"[^\"]{1,400}\"|`[^`\n]+`|\\{@code [^}]*}|\\{@link [^}]*}");

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```|^ {4}[^\n]*");

    /** Pages of tables that carry other texts word for word: the judge's reasons, and what is said of a scripted leader. */
    private static final Set<String> QUOTING_PAGES = Set.of("trust.md", "simulation.md");

    @Test
    void commentsSpeakOfLeaderAndPersona() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder :
                List.of(Path.of("src/main/java"), Path.of("../lab/src/main/java"), Path.of("../web-client/src"))) {
            for (Path file : filesIn(folder, ".java", ".ts", ".css")) {
                found.addAll(pronouns(file, comments(Files.readString(file))));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void proseSpeaksOfLeaderAndPersona() throws IOException {
        List<Path> pages = new ArrayList<>(filesIn(Path.of("../docs"), ".md"));
        pages.removeIf(page -> QUOTING_PAGES.contains(page.getFileName().toString()));
        pages.addAll(filesIn(Path.of("../models"), ".md"));
        for (String page : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")) {
            pages.add(Path.of("..", page));
        }
        List<String> found = new ArrayList<>();
        for (Path page : pages) {
            found.addAll(pronouns(page, blanked(Files.readString(page), CODE_BLOCK)));
        }
        assertThat(found).isEmpty();
    }

    /** An author's lines are quoted speech, and what is said of a scenario's people is that author's; the rest is ours. */
    @Test
    void promptsSpeakOfLeaderAndPersona() throws IOException {
        Path prompts = Path.of("../prompts");
        List<String> found = new ArrayList<>();
        for (Path file : filesIn(prompts, ".yaml")) {
            found.addAll(pronouns(file, kept(Files.readString(file), YAML_COMMENT)));
        }
        for (Path file : filesIn(prompts.resolve("frameworks"), "framework.yaml", "grader.md")) {
            found.addAll(pronouns(file, Files.readString(file)));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void onlyCommentsAreReadAndInThemNoQuotations() {
        String source = """
                /** What he says,
                 * or "what he said", {@code her}. */
                String line = "her // his"; // she waits
                """;
        assertThat(pronouns(Path.of("A.java"), comments(source)))
                .containsExactly("A.java:1: What he says", "A.java:3: she waits");
    }

    @Test
    void codeBlocksAndNamesAreNoProse() {
        String page = """
                Then he answers «as she asked».
                ```
                his own
                ```
                As in `her.wav` and still-has-his-keys.
                """;
        assertThat(pronouns(Path.of("a.md"), blanked(page, CODE_BLOCK))).containsExactly("a.md:1: Then he answers");
    }

    /** Lines of a text that hold a pronoun outside quotations, trimmed to its words. */
    private static List<String> pronouns(Path file, String text) {
        List<String> found = new ArrayList<>();
        int number = 0;
        for (String line : blanked(text, QUOTED).split("\n", -1)) {
            number++;
            if (PRONOUN.matcher(line).find()) {
                found.add("%s:%d: %s".formatted(file.getFileName(), number, line.replaceAll("^[\\W]+|[\\W]+$", "")));
            }
        }
        return found;
    }

    /** A source of which only the comments are left, each on its line. */
    private static String comments(String source) {
        return kept(source, STRING_OR_COMMENT);
    }

    /** A text of which only what the pattern calls a comment is left, in its place. */
    private static String kept(String source, Pattern pattern) {
        StringBuilder comments = new StringBuilder(spaces(source));
        pattern.matcher(source)
                .results()
                .filter(part -> part.group("comment") != null)
                .forEach(part -> comments.replace(part.start("comment"), part.end("comment"), part.group("comment")));
        return comments.toString();
    }

    private static String blanked(String text, Pattern what) {
        return what.matcher(text).replaceAll((MatchResult part) -> spaces(part.group()));
    }

    private static String spaces(String text) {
        return text.replaceAll("[^\n]", " ");
    }

    /** Whatever lies in a folder, however deep, and is named with one of these endings; in order of its path. */
    static List<Path> filesIn(Path folder, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }
}
