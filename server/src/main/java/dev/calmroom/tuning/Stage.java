package dev.calmroom.tuning;

import dev.calmroom.checks.ExaminedCall;
import dev.calmroom.judging.Grader;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.Provider;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.Verdict;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.persona.Understudy;
import dev.calmroom.replay.Leader;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.Experiment.PlayerSource;
import dev.calmroom.tuning.ExperimentRun.Cell;
import dev.langchain4j.exception.LangChain4jException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** Plays single cells: puts players together, lets a leader call, and grades what came of it. */
final class Stage implements AutoCloseable {
    private static final String CODE = CodeVersion.ofPlaying();
    /** A usual prompt with its call so far, and the answer. */
    private static final int TOKENS = 1_500;
    /** The opening, and what the world brings. */
    private static final int UNASKED_TURNS = 2;

    private final Troupe troupe;
    private final KeptValues answers;
    private final ModelSource models;
    private final Spending spending;
    private final String scenario;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tune-timer").factory());
    private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();
    private final Map<String, String> versions = new ConcurrentHashMap<>();

    /** What all calls with one version of the prompts share. */
    private record Prepared(Scenario scenario, PersonaAgent understudy, Grader grader) {}

    Stage(Troupe troupe, KeptValues answers, String scenario, Spending spending, ModelSource models) {
        this.troupe = troupe;
        this.answers = answers;
        this.scenario = scenario;
        this.spending = spending;
        this.models = models;
    }

    Scenario scenario(Variant variant) {
        return prepared(variant).scenario();
    }

    private Prepared prepared(Variant variant) {
        return prepared.computeIfAbsent(variant.name(), name -> {
            Scenario loaded = new ScenarioFiles(variant.prompts()).load(scenario);
            Graders graders = new Graders(
                    variant.prompts(),
                    framework -> troupe.appraiser(variant.prompts(), framework),
                    (rubric, prompt) -> Optional.empty());
            return new Prepared(
                    loaded,
                    PersonaAgents.understudy(variant.prompts(), loaded, troupe.embeddings()),
                    graders.builtInOnce(loaded.plot().framework()));
        });
    }

    /** Of all that the call depends on. */
    String key(Variant variant, PlayerSource player, LeaderScript leader, long seed, int repeat) {
        String version = versions.computeIfAbsent(
                variant.name(),
                name -> variant.version(
                        scenario, prepared(variant).scenario().plot().framework()));
        return Digest.of(
                CODE,
                version,
                player.isModel() ? "model " + models.of(player).fingerprint() : Understudy.NAME,
                leader.toString(),
                leader.isPlayedByModel()
                        ? models.of(player).fingerprint() + ModelLeader.template(variant.prompts())
                        : "",
                String.valueOf(seed),
                String.valueOf(repeat));
    }

    /** @param asked how many answers of language models were not known before */
    record Played(ExaminedCall call, int asked) {}

    Played play(Cell cell) {
        Prepared ready = prepared(cell.variant());
        Optional<RememberedAnswers> model = cell.player().isModel() ? Optional.of(remembering(cell)) : Optional.empty();
        Optional<RememberedAnswers> leads =
                cell.leader().isPlayedByModel() ? Optional.of(remembering(cell)) : Optional.empty();
        NotingAgent agent = new NotingAgent(
                model.map(answers -> agent(cell, ready, answers)).orElse(ready.understudy()),
                () -> model.map(RememberedAnswers::spared).orElse(Duration.ZERO));
        List<LoggedEvent> events = troupe.players(cell.variant().prompts(), ready.scenario(), agent)
                .simulate(leader(cell, ready.scenario(), leads), cell.place().seed());
        agent.leave();
        if (needsModel(cell)) {
            // Where the budget ended within the call somebody else has spoken: that is not this player's call.
            spending.check();
        }
        // Whose every word was left out has played all the same, and checks tell of it; who never answered has not.
        boolean isMute = model.filter(answers -> answers.answers() == 0).isPresent();
        if (isMute && agent.speakers().stream().allMatch(Understudy.NAME::equals)) {
            throw new IllegalStateException("the language model has worded no turn: " + agent.lastNote());
        }
        PlayedCall played = new PlayedCall(events);
        Scorecard card =
                ready.grader().grade(played.conversation(), cell.place().seed(), "an experiment", JudgeListener.NOBODY);
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (CriterionResult criterion : card.criteria()) {
            verdicts.put(criterion.id(), criterion.verdict());
        }
        int asked = Stream.of(model, leads)
                .flatMap(Optional::stream)
                .mapToInt(RememberedAnswers::asked)
                .sum();
        return new Played(new ExaminedCall(cell.place(), played, agent.wordings(), card.score(), verdicts), asked);
    }

    /** Whether a language model speaks in the call. */
    boolean needsModel(Cell cell) {
        return cell.player().isModel() || cell.leader().isPlayedByModel();
    }

    private PersonaAgent agent(Cell cell, Prepared ready, RememberedAnswers model) {
        return new PersonaAgents(
                        cell.variant().prompts(),
                        Optional.of(model.asModel()),
                        models.of(cell.player()).manners(),
                        troupe.embeddings(),
                        timer,
                        InstantSource.system())
                .unhurried()
                .cast(ready.scenario());
    }

    private static Leader leader(Cell cell, Scenario called, Optional<RememberedAnswers> model) {
        LeaderScript script = cell.leader();
        long seed = cell.place().seed();
        return model.<Leader>map(answers ->
                        new ModelLeader(script, cell.variant().prompts(), called.plot(), answers.asChat(), seed))
                .orElseGet(() -> new SimulatedLeader(script, seed));
    }

    private RememberedAnswers remembering(Cell cell) {
        return new RememberedAnswers(
                connected(cell.player()), answers, cell.place().repeat(), spending);
    }

    private LanguageModel connected(PlayerSource player) {
        LanguageModel model = models.of(player)
                .model()
                .orElseThrow(() -> new IllegalStateException(
                        "player '%s': no language model is configured; set CALMROOM_LLM_BASE_URL and CALMROOM_LLM_MODEL"
                                .formatted(player.name())));
        if (model.settings().provider() == Provider.GGUF) {
            loaded(player, model);
        }
        return model;
    }

    /** A process of our own takes a while to load its file: calls that began before would all fail. */
    private static void loaded(PlayerSource player, LanguageModel model) {
        try {
            model.awake();
        } catch (LangChain4jException e) {
            throw new IllegalStateException("player '%s': %s".formatted(player.name(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("player '%s': interrupted while it was loaded".formatted(player.name()), e);
        }
    }

    /** How often a model is asked in a call, roughly. */
    int requestsAbout(Cell cell) {
        return (cell.player().isModel() ? turnsAbout(cell) : 0)
                + (cell.leader().isPlayedByModel() ? leaderTurns(cell) : 0);
    }

    /** How many turns the persona has in a call, roughly. */
    int turnsAbout(Cell cell) {
        return leaderTurns(cell) + UNASKED_TURNS;
    }

    private static int leaderTurns(Cell cell) {
        return cell.leader().isPlayedByModel()
                ? ModelLeader.most(cell.leader())
                : cell.leader().script().size();
    }

    int tokensARequest() {
        return TOKENS;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
