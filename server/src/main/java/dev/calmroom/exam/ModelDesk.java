package dev.calmroom.exam;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.Scenario;
import dev.langchain4j.exception.LangChain4jException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the language models of a service, and their check on demand: one at a time, in memory, and never beside
 * a call. Safe for use by several threads.
 */
public final class ModelDesk implements AutoCloseable {
    /** So many answers are measured of each model behind the first. */
    static final int WARM = 8;

    private static final Logger LOG = LoggerFactory.getLogger(ModelDesk.class);

    private final List<Subject> subjects;
    private final ExamResults results;
    private final Supplier<Scenario> scenario;
    private final IntSupplier calls;
    private final InstantSource clock;
    private final Executor worker;
    private @Nullable Check last;
    private String startedBy = "";
    private @Nullable String breaksOff;

    /** What a model is there for. */
    public enum Task {
        @JsonProperty("speaks")
        SPEAKS,
        @JsonProperty("judges")
        JUDGES
    }

    /** A model with all that it is there for. */
    public record Subject(List<Task> tasks, LanguageModel model) {
        public Subject {
            tasks = List.copyOf(tasks);
        }

        /** One where both are the same. */
        public static List<Subject> of(Optional<LanguageModel> speaks, Optional<LanguageModel> judges) {
            if (speaks.isPresent() && judges.isPresent() && isSame(speaks.get(), judges.get())) {
                return List.of(new Subject(List.of(Task.SPEAKS, Task.JUDGES), speaks.get()));
            }
            List<Subject> all = new ArrayList<>();
            speaks.ifPresent(model -> all.add(new Subject(List.of(Task.SPEAKS), model)));
            judges.ifPresent(model -> all.add(new Subject(List.of(Task.JUDGES), model)));
            return all;
        }

        private static boolean isSame(LanguageModel one, LanguageModel other) {
            return one.name().equals(other.name())
                    && one.settings().toString().equals(other.settings().toString());
        }
    }

    /**
     * What is known without asking the model anything.
     *
     * @param configured as the variables have it, without a key
     * @param trouble why it would not answer a call now, in the words of the health; null where nothing is known
     */
    public record Known(
            List<Task> tasks,
            String name,
            String configured,
            @Nullable String trouble,
            @Nullable Exam exam) {}

    /** The last exam, in one line. */
    public record Exam(Instant at, String verdict) {}

    public enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("broken-off")
        BROKEN_OFF
    }

    /**
     * @param model that is being asked
     * @param done answers that are measured, of {@code all}
     * @param found of the models so far
     * @param trouble why it was broken off
     */
    public record Check(
            State state,
            Instant at,
            String model,
            int done,
            int all,
            List<Found> found,
            @Nullable String trouble) {
        public Check {
            found = List.copyOf(found);
        }
    }

    /**
     * @param speed as far as it was measured; null where no answer came
     * @param trouble why no more answers came; null where all did
     */
    public record Found(
            String model,
            @Nullable SpeedMarks speed,
            @Nullable String trouble) {}

    /** It is not begun, or not broken off; the message says why, for people. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String why) {
            super(why);
        }
    }

    /**
     * @param scenario whose persona is asked for
     * @param calls how many calls are on the line
     * @param worker has a thread for a check, which waits for most of its time
     */
    public ModelDesk(
            List<Subject> subjects,
            ExamResults results,
            Supplier<Scenario> scenario,
            IntSupplier calls,
            InstantSource clock,
            Executor worker) {
        this.subjects = List.copyOf(subjects);
        this.results = results;
        this.scenario = scenario;
        this.calls = calls;
        this.clock = clock;
        this.worker = worker;
    }

    public List<Known> known() {
        return subjects.stream().map(this::known).toList();
    }

    private Known known(Subject subject) {
        LanguageModel model = subject.model();
        return new Known(
                subject.tasks(),
                model.name(),
                model.settings().toString(),
                model.trouble().orElse(null),
                results.of(model.name())
                        .map(exam -> new Exam(exam.at(), exam.verdict()))
                        .orElse(null));
    }

    /** The check that goes on, or the last one since the start. */
    public synchronized Optional<Check> check() {
        return Optional.ofNullable(last);
    }

    /** Whether whoever asks has started it. */
    public synchronized boolean isOf(String whose) {
        return last != null && startedBy.equals(whose);
    }

    /**
     * Returns at once.
     *
     * @param whose who starts it; only they break it off
     * @throws RefusedException where no model is configured, another check goes on, or somebody is on the line
     */
    public synchronized Check start(String whose) {
        if (subjects.isEmpty()) {
            throw new RefusedException(
                    "No language model is configured and none was found on this machine: the understudy speaks.");
        }
        if (last != null && last.state() == State.RUNNING) {
            throw new RefusedException("%s is being checked already, %d of %d answers; one check at a time."
                    .formatted(last.model(), last.done(), last.all()));
        }
        if (calls.getAsInt() > 0) {
            throw new RefusedException(
                    "Somebody is on the line, and a check would keep their answers waiting. Try again when nobody calls.");
        }
        startedBy = whose;
        breaksOff = null;
        Check begun = new Check(
                State.RUNNING,
                clock.instant(),
                subjects.getFirst().model().name(),
                0,
                subjects.size() * (WARM + 1),
                List.of(),
                null);
        last = begun;
        worker.execute(this::run);
        return begun;
    }

    /**
     * Nobody waits for it any more. Nothing happens where none goes on.
     *
     * @param anybodys whether it may be somebody else's
     * @throws RefusedException where somebody else has started it
     */
    public synchronized void breakOff(String whose, boolean anybodys) {
        if (last == null || last.state() != State.RUNNING) {
            return;
        }
        if (!anybodys && !startedBy.equals(whose)) {
            throw new RefusedException("Somebody else has started this check; only they break it off.");
        }
        breaksOff = "It was broken off.";
    }

    private void run() {
        try {
            List<Found> found = new ArrayList<>();
            for (Subject subject : subjects) {
                found.add(examine(subject.model(), List.copyOf(found)));
            }
            advance(check -> new Check(State.DONE, check.at(), check.model(), check.all(), check.all(), found, null));
        } catch (CancellationException e) {
            end(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end("The server stops.");
        } catch (RuntimeException | Error e) {
            LOG.error("a language model could not be checked", e);
            end("Something broke on the server while it checked; its log says what.");
        }
    }

    private Found examine(LanguageModel model, List<Found> before) throws InterruptedException {
        Measuring measuring = new Measuring(model.name(), before);
        measuring.tell(null);
        try {
            return new Found(model.name(), new SpeedCheck(model, scenario.get()).take(WARM, measuring), null);
        } catch (LangChain4jException e) {
            return new Found(model.name(), measuring.speed, String.valueOf(e.getMessage()));
        }
    }

    private void end(String why) {
        advance(check ->
                new Check(State.BROKEN_OFF, check.at(), check.model(), check.done(), check.all(), check.found(), why));
    }

    private synchronized void advance(UnaryOperator<Check> step) {
        if (last != null) {
            last = step.apply(last);
        }
    }

    private synchronized Optional<String> brokenOff() {
        if (breaksOff == null && calls.getAsInt() > 0) {
            breaksOff = "A call has come in, and the model is the call's: the check was broken off.";
        }
        return Optional.ofNullable(breaksOff);
    }

    @Override
    public synchronized void close() {
        breaksOff = "The server stops.";
    }

    /** Tells how far one model is, behind those before it. */
    private final class Measuring implements SpeedCheck.Following {
        private final String model;
        private final List<Found> before;
        private @Nullable SpeedMarks speed;

        Measuring(String model, List<Found> before) {
            this.model = model;
            this.before = before;
        }

        @Override
        public void answered(SpeedMarks soFar) {
            speed = soFar;
            tell(soFar);
        }

        private void tell(@Nullable SpeedMarks soFar) {
            List<Found> found = new ArrayList<>(before);
            if (soFar != null) {
                found.add(new Found(model, soFar, null));
            }
            int done = before.size() * (WARM + 1) + (soFar == null ? 0 : soFar.answers() + 1);
            advance(check -> new Check(State.RUNNING, check.at(), model, done, check.all(), found, null));
        }

        @Override
        public Optional<String> brokenOff() {
            return ModelDesk.this.brokenOff();
        }
    }
}
