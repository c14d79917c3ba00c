package dev.calmroom.authoring;

import dev.calmroom.checks.StatementJudge;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.persona.Understudy;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.LeaderScript.Beat;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.Experiment;
import dev.calmroom.tuning.Experiment.PlayerSource;
import dev.calmroom.tuning.Experiment.VariantSource;
import dev.calmroom.tuning.Explanation;
import dev.calmroom.tuning.FindingsText;
import dev.calmroom.tuning.LoggedCall;
import dev.calmroom.tuning.Troupe;
import dev.calmroom.tuning.Tuning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A draft of a file held against the prompts in use: one turn, or whole calls, played by the understudy. */
public final class Trials implements AutoCloseable {
    private static final int SEEDS = 2;
    private static final int MOST_RUNS = 20;
    /** So long a run that is broken off may take to stop. */
    private static final Duration AT_THE_END = Duration.ofSeconds(5);

    private final PromptsInUse prompts;
    private final EditedFiles files;
    private final Path work;
    private final Path cache;
    private final Troupe troupe;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final ExecutorService players = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("studio-run").factory());

    /**
     * @param work a folder of our own; what is in it may be lost
     * @param cache what is kept from one start to the next
     */
    public Trials(PromptsInUse prompts, EditedFiles files, Path work, Path cache) {
        this.prompts = prompts;
        this.files = files;
        this.work = work;
        this.cache = cache;
        this.troupe = new Troupe(cache);
    }

    /** A file that reads otherwise than on disk. */
    public record Draft(String file, String text) {}

    /** What came of the same words with the prompts in use, and with the draft. */
    public record Both(String before, String now) {}

    /** A session as it was recorded. */
    public record Past(String session, long seed, List<LoggedEvent> events) {
        public Past {
            events = List.copyOf(events);
        }
    }

    /**
     * How far a run has come.
     *
     * @param findings the page with what came out; null while it is played
     * @param text the same for a terminal, or why it came to nothing
     */
    public record Run(
            int done, int all, boolean over, @Nullable Path findings, String text) {}

    /**
     * Says one thing to both.
     *
     * @param past the call in which it is said; null for one in which nobody has said anything but the persona
     * @param after the persona's turn behind which it is said
     */
    public synchronized Both turn(Draft draft, String scenario, @Nullable Past past, int after, String words) {
        PromptsTree tree = files.draft(draft.file(), draft.text(), work.resolve("one-turn"));
        return new Both(
                tried(prompts.folder(), scenario, past, after, words),
                tried(tree.folder(), scenario, past, after, words));
    }

    private String tried(Path folder, String id, @Nullable Past past, int after, String words) {
        Scenario scenario = new ScenarioFiles(folder).load(id);
        LoggedCall call = past != null
                ? new LoggedCall(past.events(), past.seed())
                : LoggedCall.opening(troupe.players(folder, scenario, new Understudy(scenario.lines())), 1);
        return new Explanation(troupe, folder, scenario).triedWithPrompt(call, after, words);
    }

    /**
     * Begins to play whole calls with both.
     *
     * @param calls whose leaders call again; where there is none, the scenario's simulated leaders do
     * @return by what it is asked for afterwards
     */
    public synchronized String start(Draft draft, String scenario, List<Past> calls) {
        if (runs.values().stream().anyMatch(run -> !run.over())) {
            throw new IllegalStateException("A run is under way; wait for it to end.");
        }
        if (runs.size() >= MOST_RUNS) {
            runs.keySet().forEach(old -> new PromptsTree(findings(old)).delete());
            runs.clear();
        }
        String id = UUID.randomUUID().toString(); // Whoever knows it reads the words of the calls in it.
        PromptsTree tree = files.draft(draft.file(), draft.text(), work.resolve("run-" + id));
        try {
            Experiment experiment = experiment(tree.folder(), scenario, calls);
            runs.put(id, new Run(0, experiment.size(), false, null, ""));
            players.execute(() -> play(id, experiment, tree));
        } catch (RuntimeException e) {
            tree.delete();
            throw e;
        }
        return id;
    }

    private Path findings(String run) {
        return work.resolve("findings-" + run);
    }

    private Experiment experiment(Path draft, String scenario, List<Past> calls) {
        List<LeaderScript> leaders = calls.isEmpty()
                ? LeaderScript.readAll(prompts.folder(), scenario)
                : calls.stream().map(call -> leader(call, scenario)).toList();
        if (leaders.isEmpty()) {
            throw new IllegalArgumentException("Nobody calls: choose a call, or write a leader for this scenario.");
        }
        List<Long> seeds = calls.isEmpty()
                ? LongStream.rangeClosed(1, SEEDS).boxed().toList()
                : List.of(calls.getFirst().seed());
        return new Experiment(
                "studio",
                scenario,
                List.of(
                        new VariantSource.Folder("in use", prompts.folder()),
                        new VariantSource.Folder("edited", draft)),
                List.of(new PlayerSource(Understudy.NAME, null)),
                leaders,
                seeds,
                1,
                Experiment.Budget.NONE,
                Map.of(),
                List.of());
    }

    private static LeaderScript leader(Past call, String scenario) {
        List<Beat> script = call.events().stream()
                .map(LoggedEvent::event)
                .filter(LeaderSpoke.class::isInstance)
                .map(event -> new Beat(List.of(((LeaderSpoke) event).text()), null))
                .toList();
        String id = call.session().substring(0, Math.min(8, call.session().length()));
        return new LeaderScript("call-" + id, scenario, "A call that somebody had", List.of(), script, null, 0, null);
    }

    private void play(String id, Experiment experiment, PromptsTree draft) {
        Path out = findings(id);
        try (Tuning tuning =
                new Tuning(experiment, prompts.folder(), cache, out, name -> null, StatementJudge.nobody())) {
            Tuning.Findings findings =
                    tuning.play(1, (done, all, failed) -> runs.put(id, new Run(done, all, false, null, "")));
            findings.write(out);
            Path page = out.resolve("findings.html");
            runs.put(
                    id,
                    new Run(
                            experiment.size(),
                            experiment.size(),
                            true,
                            Files.exists(page) ? page : null,
                            FindingsText.of(findings)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Whatever ends it: the next run waits for this one to be over.
            runs.put(id, new Run(0, experiment.size(), true, null, "It came to nothing: " + e.getMessage()));
        } finally {
            draft.delete();
        }
    }

    public Optional<Run> run(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    @Override
    public void close() {
        players.shutdownNow();
        try {
            if (players.awaitTermination(AT_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
                new PromptsTree(work).delete();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
