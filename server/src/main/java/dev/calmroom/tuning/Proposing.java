package dev.calmroom.tuning;

import dev.calmroom.checks.Check;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.PromptFile;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.Experiment.VariantSource;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a language model for edits of one prompts file until the checks of an experiment hold. After the reflective search
 * of GEPA (arXiv 2507.19457), kept small: one parent instead of a front, and what came of each edit is told to the model
 * before the next. The model sees some of the leaders with the experiment's seeds; an edit that helps there is proved on
 * all leaders with other seeds. What it was shown is held against the version that it edits, the proof against the prompts
 * as the author has them: edits that were kept before must not hide what all of them together have made worse.
 */
public final class Proposing {
    private static final int LONGEST_FILE = 60_000;
    /** An edit of a few lines with its reason, and what a model thinks aloud before it. */
    private static final int LONGEST_ANSWER = 2_000;

    private final Experiment experiment;
    private final Path prompts;
    private final String file;
    private final Path out;
    private final ChatModel model;
    private final Function<Path, List<Problem>> check;
    private final Player player;

    /**
     * The prompts as one edit finds them, each file read once.
     *
     * @param plot says what an ending asks for: an edit may have changed it
     * @param problems what is wrong in them already
     */
    private record Version(Path prompts, String text, PromptFile plot, List<String> problems) {}

    private Version version(Path folder) {
        return new Version(
                folder,
                PromptFile.text(folder.resolve(file)),
                new ScenarioFiles(folder).plotFile(experiment.scenario()),
                check.apply(folder).stream().map(Problem::message).toList());
    }

    /** Plays an experiment. */
    public interface Player {
        Tuning.Findings play(Experiment experiment) throws InterruptedException;
    }

    /**
     * What came of one answer.
     *
     * @param number from 1
     * @param changes none where the answer holds no edit
     * @param edited the prompts with the edit in them; null where it could not be made
     * @param shown how it stands in the calls that the model was shown, beside the version that it edits
     * @param unseen in those that it was not, beside the author's prompts; null where it is no better in the former
     * @param verdict in a sentence
     */
    public record Proposal(
            int number,
            String why,
            List<ProposedEdit.Change> changes,
            @Nullable Path edited,
            @Nullable Proof shown,
            @Nullable Proof unseen,
            boolean isProved,
            String verdict) {
        public Proposal {
            changes = List.copyOf(changes);
        }
    }

    /**
     * @param experiment its first variant is edited; its other variants are left out
     * @param file below the prompts folder
     * @param out a folder for the proposals
     * @param check finds what is wrong in a folder of prompts
     * @throws IllegalArgumentException when there is no such file, or it is too long to be shown
     */
    public Proposing(
            Experiment experiment,
            String file,
            Path out,
            ChatModel model,
            Function<Path, List<Problem>> check,
            Player player) {
        if (!(experiment.variants().getFirst() instanceof VariantSource.Folder folder)) {
            throw new IllegalArgumentException("propose edits a folder of prompts; the first variant is none");
        }
        this.prompts = folder.prompts();
        this.experiment = experiment;
        this.out = out;
        this.model = model;
        this.check = check;
        this.player = player;
        Path place = prompts.resolve(file).normalize();
        if (!place.startsWith(prompts.normalize()) || !Files.isRegularFile(place)) {
            throw new IllegalArgumentException("--file: there is no %s in %s".formatted(file, prompts));
        }
        // However it was written, it names a place below any copy of the prompts, never the author's own file.
        this.file = prompts.normalize().relativize(place).toString();
        if (PromptFile.text(place).length() > LONGEST_FILE) {
            throw new IllegalArgumentException("--file: %s is longer than %d characters, more than a model can be shown"
                    .formatted(file, LONGEST_FILE));
        }
    }

    /** The author's folder, which an edit is an edit of. */
    public Path prompts() {
        return prompts;
    }

    /** Leaders that the model is shown: every second one, so that there are others to prove an edit on. */
    List<LeaderScript> shownLeaders() {
        List<LeaderScript> shown = new ArrayList<>();
        for (int i = 0; i < experiment.leaders().size(); i += 2) {
            shown.add(experiment.leaders().get(i));
        }
        return shown;
    }

    private List<Long> otherSeeds() {
        long last = experiment.seeds().stream().mapToLong(Long::longValue).max().orElse(0);
        return LongStream.rangeClosed(last + 1, last + experiment.seeds().size())
                .boxed()
                .toList();
    }

    private Proof play(Path before, Path after, List<LeaderScript> leaders, List<Long> seeds)
            throws InterruptedException {
        String name = experiment.variants().getFirst().name();
        List<Check> checks = experiment.checks().stream()
                .filter(it ->
                        it.scope().variants().isEmpty() || it.scope().variants().contains(name))
                .map(Check::ofEveryVariant)
                .toList();
        return new Proof(player.play(new Experiment(
                experiment.name(),
                experiment.scenario(),
                List.of(new VariantSource.Folder("before", before), new VariantSource.Folder("after", after)),
                experiment.players(),
                leaders,
                seeds,
                experiment.repeat(),
                experiment.budget(),
                experiment.phrases(),
                checks)));
    }

    /**
     * Asks until an edit leaves no check unmet among the calls that are shown, or the rounds are over.
     *
     * @param told is given each proposal as it is known
     * @return empty where every check holds from the start
     */
    public List<Proposal> search(int rounds, Consumer<Proposal> told) throws InterruptedException {
        Version parent = version(prompts);
        Proof now = play(prompts, prompts, shownLeaders(), experiment.seeds());
        List<Proposal> proposals = new ArrayList<>();
        for (int round = 1; round <= rounds && now.lossAfter() > 0; round++) {
            Proposal proposal = propose(parent, now, proposals);
            proposals.add(proposal);
            told.accept(proposal);
            if (proposal.isProved()) {
                parent = version(Objects.requireNonNull(proposal.edited()));
                now = Objects.requireNonNull(proposal.shown());
            }
        }
        return proposals;
    }

    private Proposal propose(Version parent, Proof now, List<Proposal> before) throws InterruptedException {
        int number = before.size() + 1;
        ProposedEdit edit;
        try {
            edit = ProposedEdit.in(ask(parent, now, before));
        } catch (IllegalArgumentException e) {
            return impossible(number, "", List.of(), e);
        }
        Path edited;
        try {
            edited = laidOut(number, parent, edit.appliedTo(parent.text()));
        } catch (IllegalArgumentException | InvalidPromptsException e) {
            return impossible(number, edit.why(), edit.changes(), e);
        }
        Proof shown = play(parent.prompts(), edited, shownLeaders(), experiment.seeds());
        if (shown.lossAfter() >= shown.lossBefore()) {
            return new Proposal(
                    number,
                    edit.why(),
                    edit.changes(),
                    edited,
                    shown,
                    null,
                    false,
                    "no better in the calls that were shown: %d misses, before %d"
                            .formatted(shown.lossAfter(), shown.lossBefore()));
        }
        Proof unseen = play(prompts, edited, experiment.leaders(), otherSeeds());
        boolean proved = !unseen.breaksSomething() && unseen.lossAfter() <= unseen.lossBefore();
        String verdict = "%s: in calls that were shown %d misses, before %d; in others %d, before %d"
                .formatted(
                        proved ? "proved" : "helps only in the calls that were shown",
                        shown.lossAfter(),
                        shown.lossBefore(),
                        unseen.lossAfter(),
                        unseen.lossBefore());
        return new Proposal(number, edit.why(), edit.changes(), edited, shown, unseen, proved, verdict);
    }

    private static Proposal impossible(
            int number, String why, List<ProposedEdit.Change> changes, RuntimeException reason) {
        return new Proposal(number, why, changes, null, null, null, false, "it cannot be made: " + reason.getMessage());
    }

    private Path laidOut(int number, Version parent, String text) {
        Path folder = out.resolve("proposal-" + number);
        Variants.delete(folder);
        Variants.copy(parent.prompts(), folder);
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(folder.resolve(file)), e);
        }
        List<Problem> broken = check.apply(folder).stream()
                .filter(problem -> !parent.problems().contains(problem.message()))
                .toList();
        if (!broken.isEmpty()) {
            throw new InvalidPromptsException(broken);
        }
        return folder;
    }

    private String ask(Version parent, Proof now, List<Proposal> before) {
        String asked = new ProposalRequest(now, file, parent.text(), parent.plot())
                .fill(PromptFile.text(prompts.resolve("propose.md")), before);
        try {
            ChatResponse answer = model.chat(ChatRequest.builder()
                    .messages(UserMessage.from(asked))
                    .maxOutputTokens(LONGEST_ANSWER)
                    .build());
            String said = answer.aiMessage().text();
            if (answer.finishReason() == FinishReason.LENGTH) {
                throw new IllegalArgumentException("the answer is cut off after %d tokens".formatted(LONGEST_ANSWER));
            }
            return said == null ? "" : said;
        } catch (LangChain4jException e) {
            throw new IllegalStateException("the model that proposes cannot be had: " + e.getMessage(), e);
        }
    }
}
