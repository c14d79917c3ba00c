package dev.calmroom.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.persona.Understudy;
import dev.calmroom.transcript.Speaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A call that a language model carried: what the leader said, what the model answered, and what became of each answer. From
 * the first two the call can be run again without the model; the third is what a test holds the new run against, and what
 * tells who spoke, what was refused, and why.
 *
 * @param model as the page calls it
 * @param manner how much it was let choose, as {@code CALMROOM_LLM_MANNER} takes it
 * @param readings what it answered where it read the leader's turns as well, in order; empty, and not in the file, where it
 *     was not asked to
 */
public record CarriedCall(
        String model,
        String manner,
        String scenario,
        long seed,
        List<LeaderLine> leader,
        List<Worded> turns,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Read> readings) {
    private static final JsonMapper JSON = EventJson.mapper();

    public CarriedCall(
            String model,
            String manner,
            String scenario,
            long seed,
            List<LeaderLine> leader,
            List<Worded> turns,
            @Nullable List<Read> readings) {
        this.model = model;
        this.manner = manner;
        this.scenario = scenario;
        this.seed = seed;
        this.leader = List.copyOf(leader);
        this.turns = List.copyOf(turns);
        this.readings = List.copyOf(Objects.requireNonNullElse(readings, List.of()));
    }

    /** One of which the model worded the persona alone. */
    public CarriedCall(
            String model, String manner, String scenario, long seed, List<LeaderLine> leader, List<Worded> turns) {
        this(model, manner, scenario, seed, leader, turns, List.of());
    }

    /**
     * A turn of the leader's as the model read it.
     *
     * @param words the leader's
     * @param answers the model's; none where it was left alone
     */
    public record Read(String words, List<Answer> answers) {
        public Read {
            answers = List.copyOf(answers);
        }
    }

    /** @param at milliseconds of session time before which the leader had not finished; 0 where nobody knows */
    public record LeaderLine(String text, long at) {}

    /**
     * A turn of the persona's.
     *
     * @param to what was answered: the leader's words, or what happened; empty at the beginning
     * @param act what code chose
     * @param answers the model's, in order; none where it was not asked
     * @param refused sentences that were not spoken, in order
     * @param told ids of the facts that the turn told
     * @param speaker who really worded it
     * @param note why somebody stepped in, or what was left out
     */
    public record Worded(
            int turn,
            String to,
            String act,
            List<Answer> answers,
            List<Refused> refused,
            List<String> told,
            String spoken,
            String speaker,
            String note) {
        public Worded {
            answers = List.copyOf(answers);
            refused = List.copyOf(refused);
            told = List.copyOf(told);
        }

        /** Whether the model worded what was spoken. */
        public boolean byModel() {
            return !speaker.equals(Understudy.NAME);
        }
    }

    /**
     * @param cut whether it was ended by its budget
     * @param failed why it broke off; null where it did not
     */
    public record Answer(String text, boolean cut, @Nullable String failed) {}

    public record Refused(String sentence, String reason) {}

    static List<LeaderLine> linesOf(RecordedCall call) {
        return call.turns().stream()
                .filter(turn -> turn.speaker() == Speaker.LEADER)
                .map(turn -> new LeaderLine(
                        turn.text(),
                        call.leaderTimes()
                                .getOrDefault(turn.number(), Duration.ZERO)
                                .toMillis()))
                .toList();
    }

    /** The same words and answers in a call with another seed. */
    public CarriedCall withSeed(long other) {
        return new CarriedCall(model, manner, scenario, other, leader, turns, readings);
    }

    /** The leader's side, to be run again. */
    public RecordedCall leaderAlone() {
        List<dev.calmroom.transcript.Turn> said = new ArrayList<>();
        Map<Integer, Duration> times = new HashMap<>();
        for (LeaderLine line : leader) {
            int number = 2 * said.size() + 2;
            said.add(dev.calmroom.transcript.Turn.of(number, Speaker.LEADER, line.text()));
            if (line.at() > 0) {
                times.put(number, Duration.ofMillis(line.at()));
            }
        }
        return new RecordedCall(said, times, new RecordedCall.Start(scenario, seed));
    }

    /** @throws IllegalArgumentException when the file is missing or holds something else, with the reason */
    public static CarriedCall read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), CarriedCall.class);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException(
                    "%s: is no record of a call that a language model carried: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** @throws IllegalArgumentException when the file cannot be written, with the reason */
    public void write(Path file) {
        try {
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new IllegalArgumentException("%s: cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** As it stands in a file. */
    public String text() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }
}
