package dev.calmroom.judging;

import dev.calmroom.scenario.Fingerprint;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.Nearest;
import dev.calmroom.scenario.PromptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What grading needs of a framework's folder, read and checked.
 *
 * @param rubric of {@code framework.yaml}
 * @param listening {@code judge.yaml}: how the built-in judge listens; without the file by moves and examples alone
 * @param votes {@code votes.yaml}: how many hearings of a call must agree; without the file those that lie where the folder
 *     of frameworks lies
 * @param heads {@code criterion-heads.json}: what an encoder has learned of the criteria; none without the file
 * @param alternatives {@code alternatives.yaml}: what to say another time; nothing without the file
 * @param prompt {@code grader.md} and {@code grader-sheet.md}: what a language model is told and asked; the first is found as
 *     the votes are
 * @param sha256 of all files of the folder
 */
public record RubricFolder(
        Rubric rubric,
        ListeningRules listening,
        Votes votes,
        CriterionHeads heads,
        Alternatives alternatives,
        JudgePrompt prompt,
        String sha256) {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** @throws InvalidPromptsException when a file is missing or not as it should be, with the file and the line */
    public static RubricFolder read(Path folder) {
        Rubric rubric = file(folder.resolve("framework.yaml"), Rubric.class);
        List<Problem> problems = new ArrayList<>();
        ListeningRules listening = listening(folder, rubric, problems);
        Alternatives alternatives = alternatives(folder, rubric, problems);
        PromptFile votes = votes(folder);
        problems.addAll(unknownUndoubted(votes, rubric));
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        return new RubricFolder(
                rubric,
                listening,
                votes.as(Votes.class),
                CriterionHeads.read(folder, rubric),
                alternatives,
                new JudgePrompt(
                        PromptFile.text(own(folder, "grader.md")), PromptFile.text(beside(folder, "grader-sheet.md"))),
                fingerprint(folder));
    }

    private static ListeningRules listening(Path folder, Rubric rubric, List<Problem> problems) {
        Path file = folder.resolve("judge.yaml");
        if (!Files.exists(file)) {
            return ListeningRules.NONE;
        }
        PromptFile judge = PromptFile.read(file, "judge");
        problems.addAll(unknownCriteria(judge, rubric));
        ListeningRules listening = judge.as(ListeningRules.class);
        try {
            new Phrases(listening);
        } catch (IllegalArgumentException e) {
            problems.add(judge.problem("/criteria", String.valueOf(e.getMessage())));
        }
        return listening;
    }

    private static Alternatives alternatives(Path folder, Rubric rubric, List<Problem> problems) {
        Path file = folder.resolve("alternatives.yaml");
        if (!Files.exists(file)) {
            return new Alternatives(Map.of());
        }
        PromptFile alternatives = PromptFile.read(file, "alternatives");
        problems.addAll(unknownCriteria(alternatives, rubric));
        return alternatives.as(Alternatives.class);
    }

    /** @throws InvalidPromptsException when neither the framework nor the folder around has one, or it is not as it should be */
    static PromptFile votes(Path folder) {
        return PromptFile.read(own(folder, "votes.yaml"), "votes");
    }

    /** A file of the framework's, or the one for all that have none of their own. */
    private static Path own(Path framework, String name) {
        Path own = framework.resolve(name);
        return Files.exists(own) ? own : beside(framework, name);
    }

    private static String fingerprint(Path folder) {
        Path votes = own(folder, "votes.yaml");
        Path grader = own(folder, "grader.md");
        return votes.startsWith(folder) && grader.startsWith(folder)
                ? Fingerprint.of(folder)
                : Fingerprint.of(folder, votes, grader);
    }

    /**
     * What can be read and is never found or never asked for.
     *
     * @throws InvalidPromptsException as {@link #read}
     */
    public static List<Problem> slips(Path folder) {
        Rubric rubric = read(folder).rubric();
        Set<String> criteria = ids(rubric);
        List<Problem> problems = new ArrayList<>();
        if (Files.exists(folder.resolve("judge.yaml"))) {
            problems.addAll(new ListeningSlips(PromptFile.read(folder.resolve("judge.yaml")), criteria).problems());
        }
        if (!Files.exists(folder.resolve("alternatives.yaml"))) {
            return problems;
        }
        PromptFile alternatives = PromptFile.read(folder.resolve("alternatives.yaml"));
        alternatives.tree().path("criteria").properties().forEach(entry -> {
            JsonNode before = entry.getValue().path("fits").path("before");
            if (before.isString()) {
                ListeningSlips.criterion(
                        alternatives,
                        "/criteria/" + entry.getKey() + "/fits/before",
                        before.stringValue(),
                        criteria,
                        problems);
            }
        });
        return problems;
    }

    /** One for all frameworks: it lies where their folder lies. */
    private static Path beside(Path framework, String name) {
        return framework.resolve("../..").resolve(name).normalize();
    }

    private static Set<String> ids(Rubric rubric) {
        return rubric.criteria().stream().map(Rubric.Criterion::id).collect(Collectors.toSet());
    }

    private static List<Problem> unknownUndoubted(PromptFile votes, Rubric rubric) {
        Set<String> known = ids(rubric);
        List<Problem> problems = new ArrayList<>();
        JsonNode undoubted = votes.tree().path("heads").path("undoubted");
        for (int i = 0; i < undoubted.size(); i++) {
            ListeningSlips.criterion(
                    votes, "/heads/undoubted/" + i, undoubted.path(i).asString(""), known, problems);
        }
        return problems;
    }

    private static List<Problem> unknownCriteria(PromptFile file, Rubric rubric) {
        Set<String> known = ids(rubric);
        return file.tree().path("criteria").propertyNames().stream()
                .filter(id -> !known.contains(id))
                .map(id -> file.problem(
                        "/criteria/" + id,
                        "the framework has no such criterion"
                                + Nearest.to(id, known)
                                        .map("; did you mean %s?"::formatted)
                                        .orElse("")))
                .toList();
    }

    static <T> T file(Path file, Class<T> type) {
        return parse(file, text(file), type);
    }

    public static <T> T parse(Path file, String yaml, Class<T> type) {
        try {
            return MAPPER.readValue(yaml, type);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new InvalidPromptsException(List.of(new Problem(file, line, e.getOriginalMessage())));
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw invalid(file, Files.exists(file) ? "is not UTF-8 text" : "is missing", e);
        }
    }

    private static InvalidPromptsException invalid(Path file, String message, Exception cause) {
        InvalidPromptsException invalid = new InvalidPromptsException(List.of(new Problem(file, 0, message)));
        invalid.addSuppressed(cause);
        return invalid;
    }
}
