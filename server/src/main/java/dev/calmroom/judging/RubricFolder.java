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
 * @param listening {@code judge.yaml}: how the built-in judge listens
 * @param votes {@code votes.yaml}: how many hearings of a call must agree
 * @param heads {@code criterion-heads.json}: what an encoder has learned of the criteria; none without the file
 * @param alternatives {@code alternatives.yaml}: what to say another time
 * @param prompt {@code grader.md} and {@code grader-sheet.md}: what a language model is told and asked
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
        PromptFile judge = PromptFile.read(folder.resolve("judge.yaml"), "judge");
        PromptFile alternatives = PromptFile.read(folder.resolve("alternatives.yaml"), "alternatives");
        List<Problem> problems = new ArrayList<>(unknownCriteria(judge, rubric));
        problems.addAll(unknownCriteria(alternatives, rubric));
        PromptFile votes = PromptFile.read(folder.resolve("votes.yaml"), "votes");
        problems.addAll(unknownUndoubted(votes, rubric));
        ListeningRules listening = judge.as(ListeningRules.class);
        try {
            new Phrases(listening);
        } catch (IllegalArgumentException e) {
            problems.add(judge.problem("/criteria", String.valueOf(e.getMessage())));
        }
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        return new RubricFolder(
                rubric,
                listening,
                votes.as(Votes.class),
                CriterionHeads.read(folder, rubric),
                alternatives.as(Alternatives.class),
                new JudgePrompt(PromptFile.text(folder.resolve("grader.md")), PromptFile.text(sheet(folder))),
                Fingerprint.of(folder));
    }

    /**
     * What can be read and is never found or never asked for.
     *
     * @throws InvalidPromptsException as {@link #read}
     */
    public static List<Problem> slips(Path folder) {
        Rubric rubric = read(folder).rubric();
        Set<String> criteria = ids(rubric);
        List<Problem> problems =
                new ArrayList<>(new ListeningSlips(PromptFile.read(folder.resolve("judge.yaml")), criteria).problems());
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
    private static Path sheet(Path framework) {
        return framework.resolve("../../grader-sheet.md").normalize();
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
