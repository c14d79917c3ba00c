package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder {@code prompts/}: finds scenarios in it, reads them and checks that everything that is named exists. */
public final class ScenarioFiles {
    /** Fewer are soon used up, and somebody who says the same again and again is nobody. */
    private static final int FEWEST_STAND_INS = 8;

    /** As long as the index of sessions keeps it. */
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    private final Path prompts;

    public ScenarioFiles(Path prompts) {
        this.prompts = prompts;
    }

    /** Whether this can name a scenario or a framework. What cannot is no part of a path, whoever says it. */
    public static boolean isId(@Nullable String id) {
        return id != null && ID.matcher(id).matches();
    }

    /**
     * Ids of all scenarios, by name of their folders, in the order in which they are offered. The first is the one that
     * is played where none is named.
     *
     * @throws InvalidPromptsException when the file that orders them cannot be used
     */
    public List<String> ids() {
        return ScenarioOrder.of(prompts, folders());
    }

    /**
     * The scenario that is played where none is named.
     *
     * @throws InvalidPromptsException when there is no scenario
     */
    public String first() {
        return ids().stream()
                .findFirst()
                .orElseThrow(() -> new InvalidPromptsException(
                        List.of(new Problem(prompts, 0, "there is no scenario in this folder"))));
    }

    /**
     * The framework of the scenario that is played where none is named.
     *
     * @throws InvalidPromptsException when there is no scenario, or its file cannot be read
     */
    public String firstFramework() {
        return frameworkOf(first());
    }

    private List<String> folders() {
        Path scenarios = prompts.resolve("scenarios");
        if (!Files.isDirectory(scenarios)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(scenarios)) {
            return folders.filter(ScenarioFiles::isScenario)
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + scenarios, e);
        }
    }

    /** Whether a folder holds a scenario, in five files or on one sheet. */
    private static boolean isScenario(Path folder) {
        return Files.isRegularFile(folder.resolve("scenario.yaml")) || Sheet.isIn(folder);
    }

    boolean has(String id) {
        return isScenario(prompts.resolve("scenarios").resolve(id));
    }

    /**
     * What a scenario's {@code scenario.yaml} says, or its sheet stands for; of a sheet no line is known.
     *
     * @throws InvalidPromptsException when its file cannot be read, or its sheet is not as its schema says
     */
    public PromptFile plotFile(String id) {
        return file(id, "scenario.yaml", Sheet.Parts::plot);
    }

    /**
     * What the sheet stands for of somebody who can come into a scenario's calls; of a sheet no line is known.
     *
     * @param guest by whose id that person is known in logs
     * @throws InvalidPromptsException when a file of it cannot be read, or the scenario brings nobody of that id
     */
    public PromptFile plotFile(String id, String guest) {
        PromptFile call = plotFile(id);
        Plot plot = call.as(Plot.class);
        WorldRules.Visit visit = plot.visits()
                .filter(it -> it.id().equals(guest))
                .findFirst()
                .orElseThrow(() -> new InvalidPromptsException(
                        List.of(call.problem("/events", "no event brings the guest '%s'".formatted(guest)))));
        return GuestSheet.read(prompts.resolve("scenarios").resolve(id), visit)
                .expand(prompts, visit, plot)
                .plot();
    }

    /** The same of {@code emotion.yaml}. */
    PromptFile feelingsFile(String id) {
        return file(id, "emotion.yaml", Sheet.Parts::feelings);
    }

    private PromptFile file(String id, String name, Function<Sheet.Parts, PromptFile> onTheSheet) {
        Path folder = prompts.resolve("scenarios").resolve(id);
        return Sheet.isIn(folder)
                ? onTheSheet.apply(Sheet.expand(prompts, folder))
                : PromptFile.read(folder.resolve(name));
    }

    /**
     * The id of a scenario's framework, without reading anything else of it.
     *
     * @throws InvalidPromptsException when its file cannot be read
     */
    public String frameworkOf(String id) {
        Path folder = prompts.resolve("scenarios").resolve(id);
        return PromptFile.read(folder.resolve(Sheet.isIn(folder) ? "sheet.yaml" : "scenario.yaml"))
                .tree()
                .path("framework")
                .asString("");
    }

    /** @throws InvalidPromptsException with every problem found, each with its file and line */
    public Scenario load(String id) {
        Path scenarios = prompts.resolve("scenarios");
        Path folder = isId(id) ? scenarios.resolve(id) : scenarios;
        if (folder.equals(scenarios) || !Files.isDirectory(folder)) {
            throw new InvalidPromptsException(
                    List.of(new Problem(folder, 0, "there is no such scenario; there are " + folders())));
        }
        List<InvalidPromptsException> failures = new ArrayList<>();
        Sheet.Parts parts = attempt(() -> parts(folder), failures);
        Path hearing = prompts.resolve("hearing.yaml");
        if (Files.exists(hearing)) {
            // Every scenario is heard by it: a broken one is refused with the rest, and what was good stays in use.
            attempt(() -> HearingCues.read(prompts), failures);
        }
        if (!failures.isEmpty() || parts == null) {
            throw new InvalidPromptsException(PromptFile.allOf(failures));
        }
        return whole(folder, parts);
    }

    /**
     * The names that a scenario's files can use, by the key under which they stand.
     *
     * @throws InvalidPromptsException when it cannot be played
     */
    public SortedMap<String, SortedSet<String>> names(String id) {
        Scenario scenario = load(id);
        Path framework = prompts.resolve("frameworks").resolve(scenario.plot().framework());
        Known known = frameworkIds(
                framework, parts(prompts.resolve("scenarios").resolve(id)).plot());
        return ScenarioCheck.names(scenario, known).byKey();
    }

    /**
     * What has no effect in a scenario that can be played.
     *
     * @throws InvalidPromptsException when a file of it cannot be read
     */
    List<Problem> slips(String id) {
        Path folder = prompts.resolve("scenarios").resolve(id);
        Sheet.Parts parts = parts(folder);
        Path framework = prompts.resolve("frameworks")
                .resolve(parts.plot().tree().path("framework").asString(""));
        int moves = frameworkIds(framework, parts.plot()).moves().size();
        List<Problem> problems = new ArrayList<>(new ScenarioSlips(parts, moves).problems());
        if (Sheet.isIn(folder)) {
            problems.addAll(new SheetSlips(PromptFile.read(folder.resolve("sheet.yaml"))).problems());
        }
        Plot call = parts.plot().as(Plot.class);
        Set<String> seen = new HashSet<>();
        call.visits().filter(visit -> seen.add(visit.sheet())).forEach(visit -> {
            GuestSheet guest = GuestSheet.read(folder, visit);
            problems.addAll(new ScenarioSlips(guest.expand(prompts, visit, call), moves).problems());
            problems.addAll(guest.slips());
        });
        return problems;
    }

    /** The files of a scenario that can each be read, checked against one another. */
    private Scenario whole(Path folder, Sheet.Parts parts) {
        Scenario alone = alone(parts, String.valueOf(folder.getFileName()), files -> filesOf(folder, files));
        return alone.with(guests(folder, parts.plot(), alone.plot()));
    }

    /** Who can come into its calls, each read and checked as a scenario is. */
    private Map<String, Scenario> guests(Path folder, PromptFile plot, Plot call) {
        Map<String, Scenario> guests = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < call.events().size(); i++) {
            WorldRules.Happening event = call.events().get(i);
            WorldRules.Visit visit = event.guest();
            if (visit != null) {
                GuestSheet sheet = GuestSheet.read(folder, visit);
                Scenario guest = alone(
                        sheet.expand(prompts, visit, call),
                        visit.id(),
                        framework -> FilesRead.in(
                                prompts,
                                sheet.path(),
                                framework,
                                prompts.resolve("hearing.yaml"),
                                prompts.resolve("shared")));
                problems.addAll(GuestSheet.problems(plot, i, visit, guest));
                guests.put(event.id(), guest);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        return guests;
    }

    /**
     * A scenario without its guests.
     *
     * @param files by the framework's folder, all that it was read from
     */
    private Scenario alone(Sheet.Parts parts, String id, Function<Path, FilesRead> files) {
        PromptFile plot = parts.plot();
        PromptFile lines = parts.lines();
        PromptFile questions = parts.questions();
        Plot story = plot.as(Plot.class);
        Path framework = prompts.resolve("frameworks").resolve(story.framework());
        if (lines == null) {
            checkStandIns(plot, story);
        }
        EmotionRules rules = parts.feelings().as(EmotionRules.class);
        Scenario scenario = new Scenario(
                story,
                rules,
                lines == null ? LineBook.ofStandIns(story, rules) : lines.as(LineBook.class),
                questions == null ? List.of() : questions.as(Questions.class).questions(),
                parts.persona(),
                Map.of(),
                files.apply(framework));
        Map<String, PromptFile> read = new LinkedHashMap<>(Map.of("scenario", plot, "emotion", parts.feelings()));
        if (lines != null) {
            read.put("lines", lines);
        }
        if (questions != null) {
            read.put("questions", questions);
        }
        ScenarioCheck check = new ScenarioCheck(scenario, read);
        List<Problem> problems = check.problems(frameworkIds(framework, plot));
        if (story.earlier() != null) {
            problems.addAll(new EarlierCheck(this, plot).problems(story.earlier()));
        }
        if (!story.id().equals(id)) {
            problems.addFirst(plot.problem("/id", "expected the name of its folder, '%s'".formatted(id)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        return scenario;
    }

    private FilesRead filesOf(Path folder, Path framework) {
        Path hearing = prompts.resolve("hearing.yaml");
        return Sheet.isIn(folder) || Files.isDirectory(folder.resolve("people"))
                ? FilesRead.in(prompts, folder, framework, hearing, prompts.resolve("shared"))
                : FilesRead.in(prompts, folder, framework, hearing, SharedTopics.file(prompts));
    }

    private static void checkStandIns(PromptFile plot, Plot story) {
        if (story.standIns().size() < FEWEST_STAND_INS) {
            throw new InvalidPromptsException(List.of(plot.problem(
                    "",
                    "without lines.yaml there must be at least %d stand-ins, found %d"
                            .formatted(FEWEST_STAND_INS, story.standIns().size()))));
        }
    }

    /** What the framework calls its moves and criteria; the rest of its file is the business of those who use it. */
    private static Known frameworkIds(Path framework, PromptFile plot) {
        Path file = framework.resolve("framework.yaml");
        if (!Files.isRegularFile(file)) {
            throw new InvalidPromptsException(
                    List.of(plot.problem("/framework", "there is no framework file " + file)));
        }
        PromptFile yaml = PromptFile.read(file);
        return new Known(
                PromptFile.ids(yaml.tree().path("moves")),
                PromptFile.ids(yaml.tree().path("criteria")));
    }

    /** The five files, or what the one sheet stands for. */
    private Sheet.Parts parts(Path folder) {
        if (Sheet.isIn(folder)) {
            return Sheet.expand(prompts, folder);
        }
        List<InvalidPromptsException> failures = new ArrayList<>();
        PromptFile plot = attempt(
                () -> SharedTopics.in(prompts, PromptFile.read(folder.resolve("scenario.yaml"), "scenario")), failures);
        PromptFile feelings = attempt(() -> PromptFile.read(folder.resolve("emotion.yaml"), "emotion"), failures);
        PromptFile lines = attemptIfThere(folder.resolve("lines.yaml"), "lines", failures);
        PromptFile questions = attemptIfThere(folder.resolve("questions.yaml"), "questions", failures);
        String persona = attempt(() -> PromptFile.text(folder.resolve("persona.md")), failures);
        if (!failures.isEmpty() || plot == null || feelings == null || persona == null) {
            throw new InvalidPromptsException(PromptFile.allOf(failures));
        }
        return new Sheet.Parts(plot, feelings, lines, questions, persona);
    }

    /** A scenario for a language model lives without it. */
    private static @Nullable PromptFile attemptIfThere(
            Path file, String schema, List<InvalidPromptsException> failures) {
        return Files.exists(file) ? attempt(() -> PromptFile.read(file, schema), failures) : null;
    }

    private static <T> @Nullable T attempt(Supplier<T> read, List<InvalidPromptsException> failures) {
        try {
            return read.get();
        } catch (InvalidPromptsException e) {
            failures.add(e);
            return null;
        }
    }

    /** Ids that the framework's file defines. */
    record Known(Set<String> moves, Set<String> criteria) {}

    /** What {@code questions.yaml} says. */
    record Questions(List<Question> questions) {}
}
