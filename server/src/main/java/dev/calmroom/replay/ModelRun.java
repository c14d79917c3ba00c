package dev.calmroom.replay;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.replay.CarriedCall.Answer;
import dev.calmroom.replay.CarriedCall.Worded;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A leader's words, answered by a language model that is waited for, or by the answers that one gave before. */
public final class ModelRun {
    private final Path prompts;
    private final Players players;
    private final EmbeddingModel embeddings;

    /**
     * @param players who hears and feels; who words the persona is this run's affair
     * @param embeddings what the checks tell meanings by
     */
    public ModelRun(Path prompts, Players players, EmbeddingModel embeddings) {
        this.prompts = prompts;
        this.players = players;
        this.embeddings = embeddings;
    }

    /** @return what can be run again without the model */
    public CarriedCall carry(
            RecordedCall call, long seed, LanguageModel model, Manner manner, Consumer<LoggedEvent> log) {
        AnswerRecorder recorder = new AnswerRecorder(model);
        return run(call, seed, recorder.recorded(), manner, turn -> {}, recorder::taken, log);
    }

    /** Runs such a call again: the same answers to the same words, through the checks as they are now. */
    public CarriedCall again(CarriedCall carried, Consumer<LoggedEvent> log) {
        AnswerPlayer player = new AnswerPlayer(carried.model());
        Places places = new Places(carried.turns());
        return run(
                carried.leaderAlone(),
                carried.seed(),
                player.played(),
                Manner.named(carried.manner()),
                to -> player.load(places.goTo(to)),
                places::taken,
                log);
    }

    /** The same words, answered by the understudy. */
    public CarriedCall understudy(RecordedCall call, long seed, Consumer<LoggedEvent> log) {
        CallKeeper keeper = new CallKeeper(players.agent(), to -> {}, List::of);
        players.wordedBy(keeper).rehearse(new RecordedLeader(call), seed, log);
        return new CarriedCall(
                keeper.name(),
                Manner.WORDED.label(),
                players.scenario().id(),
                seed,
                CarriedCall.linesOf(call),
                keeper.turns());
    }

    private CarriedCall run(
            RecordedCall call,
            long seed,
            LanguageModel model,
            Manner manner,
            Consumer<String> before,
            Supplier<List<Answer>> answers,
            Consumer<LoggedEvent> log) {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory())) {
            PersonaAgents casting = new PersonaAgents(
                    prompts, Optional.of(model), name -> manner, embeddings, timer, InstantSource.system());
            CallKeeper keeper = new CallKeeper(casting.unhurried().cast(players.scenario()), before, answers);
            players.wordedBy(keeper).rehearse(new RecordedLeader(call), seed, log);
            timer.shutdownNow();
            return new CarriedCall(
                    model.name(),
                    manner.label(),
                    players.scenario().id(),
                    seed,
                    CarriedCall.linesOf(call),
                    keeper.turns());
        }
    }

    /** The answers of the old call, each for the words that it answered: what happened may come at another time now. */
    private static final class Places {
        private final List<Worded> left;
        private List<Answer> here = List.of();

        Places(List<Worded> turns) {
            left = new ArrayList<>(turns);
        }

        List<Answer> goTo(String to) {
            Optional<Worded> found =
                    left.stream().filter(turn -> turn.to().equals(to)).findFirst();
            found.ifPresent(left::remove);
            here = found.map(Worded::answers).orElse(List.of());
            return here;
        }

        /** All that was answered there, also what the new run had no use for: the record is kept whole. */
        List<Answer> taken() {
            List<Answer> taken = here;
            here = List.of();
            return taken;
        }
    }
}
