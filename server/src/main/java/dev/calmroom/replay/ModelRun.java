package dev.calmroom.replay;

import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.persona.ReadingModels;
import dev.calmroom.replay.CarriedCall.Answer;
import dev.calmroom.replay.CarriedCall.Read;
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
    private final TurnTimes times;

    /**
     * @param players who hears and feels; who words the persona is this run's affair
     * @param embeddings what the checks tell meanings by
     */
    public ModelRun(Path prompts, Players players, EmbeddingModel embeddings) {
        this(prompts, players, embeddings, new TurnTimes());
    }

    /** @param times hears how long each turn took */
    public ModelRun(Path prompts, Players players, EmbeddingModel embeddings, TurnTimes times) {
        this.prompts = prompts;
        this.players = players;
        this.embeddings = embeddings;
        this.times = times;
    }

    /** @return what can be run again without the model; it words the persona, and reads no turns */
    public CarriedCall carry(
            RecordedCall call, long seed, LanguageModel model, Manner manner, Consumer<LoggedEvent> log) {
        return carry(call, seed, model, manner, ReadingModels.Use.NEVER, log);
    }

    /**
     * The same where it may read the leader's turns as well.
     *
     * @param reading whether it does; it is waited for
     */
    public CarriedCall carry(
            RecordedCall call,
            long seed,
            LanguageModel model,
            Manner manner,
            ReadingModels.Use reading,
            Consumer<LoggedEvent> log) {
        AnswerRecorder recorder = new AnswerRecorder(model);
        AnswerRecorder reads = new AnswerRecorder(model);
        Course course = new Course(
                new Asked(recorder.recorded(), _ -> {}, recorder::taken),
                new Asked(reads.recorded(), _ -> {}, reads::taken),
                reading.unhurried());
        return run(new Leading(call, seed, manner), course, log);
    }

    /** Runs such a call again: the same answers to the same words, through the checks as they are now. */
    public CarriedCall again(CarriedCall carried, Consumer<LoggedEvent> log) {
        AnswerPlayer player = new AnswerPlayer(carried.model());
        AnswerPlayer reader = new AnswerPlayer(carried.model());
        Places places = Places.of(carried.turns());
        Places read = new Places(carried.readings());
        boolean reads = !carried.readings().isEmpty();
        Course course = new Course(
                new Asked(player.played(), to -> player.load(places.goTo(to)), places::taken),
                new Asked(reader.played(), words -> reader.load(read.goTo(words)), read::taken),
                new ReadingModels.Use(_ -> reads, Optional.empty()));
        return run(new Leading(carried.leaderAlone(), carried.seed(), Manner.named(carried.manner())), course, log);
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

    /** What the leader says, and to whom. */
    private record Leading(RecordedCall call, long seed, Manner manner) {}

    /**
     * A model, and how its answers are got hold of.
     *
     * @param before hears what is to be answered
     * @param answers what it has answered since
     */
    private record Asked(LanguageModel model, Consumer<String> before, Supplier<List<Answer>> answers) {}

    private record Course(Asked words, Asked reads, ReadingModels.Use reading) {}

    private CarriedCall run(Leading leading, Course course, Consumer<LoggedEvent> log) {
        LanguageModel model = course.words().model();
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory())) {
            InstantSource clock = InstantSource.system();
            PersonaAgents casting =
                    new PersonaAgents(prompts, Optional.of(model), _ -> leading.manner(), embeddings, timer, clock);
            CallKeeper keeper = new CallKeeper(
                    times.measured(casting.unhurried().cast(players.scenario())),
                    course.words().before(),
                    course.words().answers());
            ReadingModels readers =
                    new ReadingModels(prompts, Optional.of(course.reads().model()), course.reading(), timer, clock);
            ReadingKeeper reads =
                    new ReadingKeeper(course.reads().before(), course.reads().answers());
            players.wordedBy(keeper)
                    .rehearse(
                            new RecordedLeader(leading.call()),
                            leading.seed(),
                            played -> readers.name().isEmpty() ? TurnReader.NOBODY : reads.keeping(readers.of(played)),
                            log);
            timer.shutdownNow();
            return new CarriedCall(
                    model.name(),
                    leading.manner().label(),
                    players.scenario().id(),
                    leading.seed(),
                    CarriedCall.linesOf(leading.call()),
                    keeper.turns(),
                    reads.readings());
        }
    }

    /** The answers of the old call, each for the words that it answered: what happened may come at another time now. */
    private static final class Places {
        private final List<Read> left;
        private List<Answer> here = List.of();

        Places(List<Read> answered) {
            left = new ArrayList<>(answered);
        }

        static Places of(List<Worded> turns) {
            return new Places(turns.stream()
                    .map(turn -> new Read(turn.to(), turn.answers()))
                    .toList());
        }

        List<Answer> goTo(String to) {
            Optional<Read> found =
                    left.stream().filter(turn -> turn.words().equals(to)).findFirst();
            found.ifPresent(left::remove);
            here = found.map(Read::answers).orElse(List.of());
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
