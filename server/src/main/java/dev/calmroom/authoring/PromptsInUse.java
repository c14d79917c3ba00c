package dev.calmroom.authoring;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.Looking;
import dev.calmroom.scenario.ReadBefore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The last good version of every file of a prompts folder, in a folder of its own. An edit is taken up when it is asked
 * for the next time, unless it would break what was good: then the scenario, the framework or the single file that it
 * broke stays as it was, and the rest of the edit is taken up. Safe for use by several threads: one looks at a time, and
 * whoever finds another looking for long goes on with what is in use.
 */
public final class PromptsInUse implements AutoCloseable {
    private final Path edited;
    private final Path work;
    private final PromptsTree used;
    private final PromptsTree candidate;
    private final Consumer<List<Problem>> refused;
    private final Looking looking = new Looking();
    private String stamp;
    /** What is wrong in the version in use: it was so when the program started. Not looked for before it is needed. */
    private @Nullable List<Problem> wrongFromTheStart;

    private volatile List<Problem> problems = List.of();

    /**
     * Takes the folder as it lies there, good or not: an older version is not known yet.
     *
     * @param edited the author's folder
     * @param work a folder of our own; what is in it may be lost
     * @param refused is told of each edit that is not taken up as it stands
     */
    public PromptsInUse(Path edited, Path work, Consumer<List<Problem>> refused) {
        this.edited = edited;
        this.work = work;
        this.used = new PromptsTree(work.resolve("in-use"));
        this.candidate = new PromptsTree(work.resolve("looked-at"));
        this.refused = refused;
        this.stamp = PromptsTree.stamp(edited);
        used.become(edited);
    }

    /** Where the version in use lies: always the same folder. */
    public Path folder() {
        return used.folder();
    }

    /** The author's folder, of which this is a version. */
    public Path edited() {
        return edited;
    }

    /**
     * Takes up what was edited, as far as it is good.
     *
     * @return what is wrong in the author's folder, with the author's files; empty where all of it is in use
     */
    public List<Problem> look() {
        return looking.orElse(problems, this::lookNow);
    }

    private List<Problem> lookNow() {
        try {
            String now = PromptsTree.stamp(edited);
            if (!now.equals(stamp)) {
                take();
                stamp = now;
            }
        } catch (UncheckedIOException e) {
            // What is in use stays so, and the next call tries again.
            stamp = "";
            List<Problem> told = List.of(new Problem(edited, 0, "cannot be taken up: " + e.getMessage()));
            if (!told.equals(problems)) {
                refused.accept(told);
            }
            problems = told;
        }
        return problems;
    }

    /** Looks for what was wrong from the start, so that the first edit need not wait for that. */
    public List<Problem> review() {
        return looking.orElse(null, this::reviewNow);
    }

    private List<Problem> reviewNow() {
        if (wrongFromTheStart == null) {
            wrongFromTheStart = found(used);
            problems = inTheAuthorsFolder(wrongFromTheStart, used);
            if (!problems.isEmpty()) {
                refused.accept(problems);
            }
        }
        return problems;
    }

    private void take() {
        reviewNow();
        candidate.become(edited);
        List<Problem> all = found(candidate);
        List<Problem> told = inTheAuthorsFolder(all, candidate);
        Set<String> kept = new TreeSet<>();
        List<Problem> left = fresh(all);
        while (!left.isEmpty()) {
            Set<String> broken =
                    left.stream().map(p -> candidate.unit(p.file())).collect(Collectors.toCollection(TreeSet::new));
            if (!kept.addAll(broken)) {
                // What is good by itself does not go together: nothing of the edit is taken up.
                candidate.become(used.folder());
                break;
            }
            broken.forEach(unit -> candidate.takeBack(unit, used));
            left = fresh(found(candidate));
        }
        used.become(candidate.folder());
        wrongFromTheStart = known(told);
        problems = told;
        if (!told.isEmpty()) {
            refused.accept(told);
        }
    }

    /** What was wrong from the start and still is: it is no reason to refuse an edit of something else. */
    private List<Problem> known(List<Problem> told) {
        Set<String> still = told.stream().map(p -> key(p, edited)).collect(Collectors.toSet());
        return wrong().stream()
                .filter(p -> still.contains(key(p, used.folder())))
                .toList();
    }

    private List<Problem> wrong() {
        return wrongFromTheStart == null ? List.of() : wrongFromTheStart;
    }

    private List<Problem> fresh(List<Problem> found) {
        Set<String> old = wrong().stream().map(p -> key(p, used.folder())).collect(Collectors.toSet());
        return found.stream()
                .filter(p -> !old.contains(key(p, candidate.folder())))
                .toList();
    }

    private static String key(Problem problem, Path folder) {
        return shown(problem.file().toString() + " " + problem.message(), folder, Path.of(""));
    }

    /**
     * What is wrong in another copy of the author's folder, told of the author's files.
     *
     * @param before what was read of that copy by earlier checks
     */
    List<Problem> problemsOf(PromptsTree copy, ReadBefore before) {
        return inTheAuthorsFolder(found(copy, before), copy);
    }

    private List<Problem> found(PromptsTree tree) {
        return found(tree, new ReadBefore());
    }

    private List<Problem> found(PromptsTree tree, ReadBefore before) {
        try {
            return PromptsCheck.of(tree.folder(), before).problems();
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever the check did not think of must not end a call.
            return List.of(new Problem(tree.folder(), 0, "cannot be checked: " + e));
        }
    }

    private List<Problem> inTheAuthorsFolder(List<Problem> found, PromptsTree tree) {
        List<Problem> told = new ArrayList<>();
        for (Problem problem : found) {
            Path file = problem.file().startsWith(tree.folder())
                    ? edited.resolve(tree.folder().relativize(problem.file()).toString())
                    : problem.file();
            told.add(new Problem(file, problem.line(), shown(problem.message(), tree.folder(), edited)));
        }
        return List.copyOf(told);
    }

    private static String shown(String text, Path folder, Path instead) {
        return text.replace(folder.toString(), instead.toString());
    }

    @Override
    public void close() {
        new PromptsTree(work).delete();
    }
}
