package dev.calmroom.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * What a language model has proposed for a scenario's sheet. It lies beside the sheet in {@code proposed.md}, which no
 * call reads, until the author accepts it line by line.
 */
public final class Proposals {
    private static final String FILE = "proposed.md";
    private static final int MOST = 40;
    private static final int LONGEST = 300;

    private final Path folder;

    /** @param folder the scenario's */
    public Proposals(Path folder) {
        this.folder = folder;
    }

    /**
     * A fact that is proposed, with its questions and one line.
     *
     * @param asks how a leader asks for it
     * @param says how the persona says it
     */
    public record Proposal(String id, String statement, List<String> asks, String says) {
        public Proposal {
            asks = List.copyOf(asks);
        }

        String written() {
            return "fact: %s\nstatement: %s\nasks: %s\nsays: %s\n"
                    .formatted(id, statement, String.join(" | ", asks), says);
        }

        String onTheSheet() {
            return "  - id: %s\n    statement: %s\n    asks: [%s]\n    says: [%s]\n"
                    .formatted(
                            id,
                            quoted(statement),
                            asks.stream().map(Proposal::quoted).collect(Collectors.joining(", ")),
                            quoted(says));
        }

        private static String quoted(String text) {
            return "\"" + text.replace("\\", "").replace('"', '\'') + "\"";
        }
    }

    /**
     * What of a model's answer can be used: a fact with a name, a statement, a question and a line. The rest is dropped.
     *
     * @param taken ids that are on the sheet already
     */
    public static List<Proposal> in(String answer, Set<String> taken) {
        return in(answer, taken, MOST);
    }

    private static List<Proposal> in(String answer, Set<String> taken, int most) {
        List<Proposal> found = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : (answer + "\nfact: ").split("\n", -1)) {
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).strip().replaceAll("^[-*# ]+|\\*+$", "");
            if (key.equals("fact")) {
                proposal(fields, taken, most, found);
                fields.clear();
            }
            if (Set.of("fact", "statement", "asks", "says").contains(key)) {
                fields.put(key, line.substring(colon + 1).strip());
            }
        }
        return List.copyOf(found);
    }

    private static void proposal(Map<String, String> fields, Set<String> taken, int most, List<Proposal> found) {
        String id = fields.getOrDefault("fact", "");
        String statement = fields.getOrDefault("statement", "");
        String says = fields.getOrDefault("says", "");
        List<String> asks = Arrays.stream(fields.getOrDefault("asks", "").split("\\|", -1))
                .map(String::strip)
                .filter(ask -> !ask.isEmpty() && ask.length() <= LONGEST)
                .toList();
        boolean known =
                taken.contains(id) || found.stream().anyMatch(it -> it.id().equals(id));
        boolean whole = id.matches("[a-z][a-z0-9-]{0,40}")
                && !statement.isEmpty()
                && statement.length() <= LONGEST
                && !says.isEmpty()
                && says.length() <= LONGEST
                && !asks.isEmpty();
        if (whole && !known && found.size() < most) {
            found.add(new Proposal(id, statement, asks, says));
        }
    }

    /**
     * Puts them behind what is waiting already; of two of one name the first stays.
     *
     * @param model what proposed them, as it is called
     */
    public void add(List<Proposal> proposals, String model) throws IOException {
        Map<String, Proposal> all = new LinkedHashMap<>();
        waiting().forEach(it -> all.put(it.id(), it));
        proposals.forEach(it -> all.putIfAbsent(it.id(), it));
        keep(List.copyOf(all.values()), model);
    }

    private void keep(List<Proposal> proposals, String model) throws IOException {
        Path file = folder.resolve(FILE);
        if (proposals.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Files.writeString(
                file,
                "<!-- Proposed by %s. No call reads this file. Take what is good: ./calmroom draft %s --accept 1,3 -->%n%n"
                                .formatted(model, folder.getFileName())
                        + proposals.stream().map(Proposal::written).collect(Collectors.joining("\n")));
    }

    /** What is still proposed, in the file's order; none where there is no such file. */
    public List<Proposal> waiting() throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? in(Files.readString(file), Set.of(), Integer.MAX_VALUE) : List.of();
    }

    /**
     * Writes these onto the sheet, behind «facts:», and strikes them from what is proposed.
     *
     * @param numbers from 1, as {@link #waiting()} lists them
     * @param check reads the sheet as it is then; where it throws, sheet and proposals stay as they were
     * @throws IllegalArgumentException when there is no such proposal, or the sheet has no facts
     */
    public List<Proposal> accept(List<Integer> numbers, Runnable check) throws IOException {
        List<Proposal> all = waiting();
        for (int number : numbers) {
            if (number < 1 || number > all.size()) {
                throw new IllegalArgumentException(
                        "there is no proposal %d; there are %d".formatted(number, all.size()));
            }
        }
        Path sheet = folder.resolve("sheet.yaml");
        String text = Files.readString(sheet);
        if (!text.contains("\nfacts:\n")) {
            throw new IllegalArgumentException("%s: expected a line «facts:» to write behind".formatted(sheet));
        }
        List<Proposal> accepted =
                numbers.stream().distinct().map(n -> all.get(n - 1)).toList();
        String added = accepted.stream().map(Proposal::onTheSheet).collect(Collectors.joining());
        Files.writeString(sheet, text.replaceFirst("\nfacts:\n", Matcher.quoteReplacement("\nfacts:\n" + added)));
        try {
            check.run();
        } catch (RuntimeException e) {
            Files.writeString(sheet, text);
            throw e;
        }
        keep(all.stream().filter(it -> !accepted.contains(it)).toList(), "a language model");
        return accepted;
    }
}
