package dev.calmroom.authoring;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.scenario.CallSettings;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.Experiment;
import dev.calmroom.tuning.Experiment.PlayerSource;
import dev.calmroom.tuning.Experiment.VariantSource;
import dev.calmroom.tuning.Explanation;
import dev.calmroom.tuning.Explanation.Ordered;
import dev.calmroom.tuning.FindingsText;
import dev.calmroom.tuning.LoggedCall;
import dev.calmroom.tuning.ModelSource;
import dev.calmroom.tuning.ModelTurns;
import dev.calmroom.tuning.Troupe;
import dev.calmroom.tuning.Tuning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A draft of a file held against the prompts in use: one turn, or whole calls, by the understudy or a language model. */
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
    private final Voice voice;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final ExecutorService players = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("studio-run").factory());

    /**
     * The language model that the service is configured with.
     *
     * @param name as the page calls it; null where there is none
     * @param models another connection than that of live calls: nobody waits on the line
     */
    public record Voice(@Nullable String name, ModelSource models) {
        /** Where only the understudy speaks. */
        public static Voice none() {
            return new Voice(null, ModelSource.none());
        }
    }

    /** Which version of the prompts. */
    public enum Side {
        BEFORE,
        NOW
    }

    /** Hears what the language model says on one side. */
    public interface Listener {
        void text(String piece);

        void leftOut(String sentence, String reason);

        /** @param note why somebody else stepped in; empty when nobody did */
        void over(String speaker, String note);
    }

    private record Passing(Listener listener) implements WordingListener {
        @Override
        public void onText(String text) {
            listener.text(text);
        }

        @Override
        public void onRefused(String sentence, String reason) {
            listener.leftOut(sentence, reason);
        }

        @Override
        public void onComplete(String speaker, String note) {
            listener.over(speaker, note);
        }
    }

    /**
     * @param work a folder of our own; what is in it may be lost
     * @param cache what is kept from one start to the next
     */
    public Trials(PromptsInUse prompts, EditedFiles files, Path work, Path cache, Voice voice) {
        this.voice = voice;
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
        try {
            return new Both(
                    tried(prompts.folder(), scenario, past, after, words),
                    tried(tree.folder(), scenario, past, after, words));
        } catch (InvalidPromptsException e) {
            throw told(e, tree);
        }
    }

    /** @return what the page calls the language model; null where there is none */
    public @Nullable String model() {
        return voice.name();
    }

    /**
     * Lets the language model answer, with both at once; returns while they are at it.
     *
     * @param past the call in which it is said; null for one in which nobody has said anything but the persona
     * @param after the persona's turn behind which it is said
     * @param listeners each hears one side; where the persona says nothing to that, its turn is over at once
     * @return leaves off, whatever is still to come; has to be run in the end
     * @throws IllegalStateException where there is no language model
     */
    public synchronized Runnable words(
            Draft draft,
            String scenario,
            @Nullable Past past,
            int after,
            String words,
            Function<Side, Listener> listeners) {
        LanguageModel model = voice.models()
                .model()
                .orElseThrow(() -> new IllegalStateException("No language model is configured on this server."));
        PromptsTree tree = files.draft(draft.file(), draft.text(), work.resolve("one-turn"));
        ModelTurns turns = new ModelTurns(model, voice.models().manners(), troupe);
        List<Wording> both = new ArrayList<>();
        Runnable leaveOff = () -> {
            both.forEach(Wording::cancel);
            turns.close();
        };
        try {
            for (Side side : Side.values()) {
                Path folder = side == Side.BEFORE ? prompts.folder() : tree.folder();
                Scenario played = held(folder, scenario, past);
                Optional<Ordered> ordered =
                        explanation(folder, played).ordered(call(folder, played, past), after, words);
                Listener listener = listeners.apply(side);
                ordered.ifPresentOrElse(
                        order -> both.add(turns.word(folder, played, order, new Passing(listener))),
                        () -> listener.over("", "nothing is said to that"));
            }
            return leaveOff;
        } catch (InvalidPromptsException e) {
            leaveOff.run();
            throw told(e, tree);
        } catch (RuntimeException e) {
            leaveOff.run();
            throw e;
        }
    }

    /** The draft and what is in use are read from copies of ours; the author knows the files below the prompts folder. */
    private InvalidPromptsException told(InvalidPromptsException e, PromptsTree draft) {
        return e.seenFrom(draft.folder(), "").seenFrom(prompts.folder(), "");
    }

    private Explanation explanation(Path folder, Scenario scenario) {
        return new Explanation(troupe, folder, scenario, voice.models().manner());
    }

    private LoggedCall call(Path folder, Scenario scenario, @Nullable Past past) {
        return past != null
                ? new LoggedCall(past.events(), past.seed())
                : LoggedCall.opening(troupe.players(folder, scenario, PersonaAgents.byLines(scenario)), 1);
    }

    /** As hard, as fast and with what was remembered, as the call was held. */
    private static Scenario held(Path folder, String id, @Nullable Past past) {
        Scenario scenario = new ScenarioFiles(folder).load(id);
        return past == null
                ? scenario
                : LoggedEvent.start(past.events())
                        .map(started -> CallSettings.held(folder, scenario, Circumstances.of(started.circumstances())))
                        .orElse(scenario);
    }

    private String tried(Path folder, String id, @Nullable Past past, int after, String words) {
        Scenario scenario = held(folder, id, past);
        return explanation(folder, scenario).triedWithPrompt(call(folder, scenario, past), after, words);
    }

    /**
     * Begins to play whole calls with both.
     *
     * @param calls whose leaders call again; where there is none, the scenario's simulated leaders do
     * @param byModel whether the language model words them, else the understudy
     * @return by what it is asked for afterwards
     */
    public synchronized String start(Draft draft, String scenario, List<Past> calls, boolean byModel) {
        if (byModel && voice.name() == null) {
            throw new IllegalStateException("No language model is configured on this server.");
        }
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
            Experiment experiment = experiment(tree.folder(), scenario, calls, byModel);
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

    private Experiment experiment(Path draft, String scenario, List<Past> calls, boolean byModel) {
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
                List.of(byModel ? PlayerSource.model() : PlayerSource.understudy()),
                leaders,
                seeds,
                1,
                Experiment.Budget.NONE,
                Map.of(),
                List.of());
    }

    private static LeaderScript leader(Past call, String scenario) {
        String id = call.session().substring(0, Math.min(8, call.session().length()));
        return LeaderOfCall.of("call-" + id, scenario, "A call that somebody had", RecordedCall.of(call.events()))
                .script();
    }

    private void play(String id, Experiment experiment, PromptsTree draft) {
        Path out = findings(id);
        try (Tuning tuning = new Tuning(experiment, prompts.folder(), cache, out, voice.models(), Optional.empty())) {
            Tuning.Findings findings =
                    tuning.play(1, (done, all, failed, left) -> runs.put(id, new Run(done, all, false, null, "")));
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
            Throwable told = e instanceof InvalidPromptsException broken ? told(broken, draft) : e;
            runs.put(id, new Run(0, experiment.size(), true, null, "It came to nothing: " + told.getMessage()));
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
