package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.ModelReading;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.ReadingModels;
import dev.calmroom.persona.Understudy;
import dev.calmroom.replay.CarriedCall.Answer;
import dev.calmroom.replay.CarriedCall.Worded;
import dev.calmroom.scenario.Knowledge.Fact;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that a model carried is kept, and takes the same course again without the model. */
class ModelRunTest {
    private static final List<String> LEADER = List.of(
            "Hi. I am here with you now. What do you see on your screens?",
            "Okay. And how are you holding up yourself?",
            "Good. What would you do next, if it were only up to you?");
    private static final ModelRun RUN = QuietRun.RUN;

    private static RecordedCall call(List<String> lines) {
        List<Turn> turns = new ArrayList<>();
        lines.forEach(line -> turns.add(Turn.of(2 * turns.size() + 2, Speaker.LEADER, line)));
        return new RecordedCall(turns, Map.of(), null);
    }

    /** A model that gives these answers, one after the other. */
    private static LanguageModel model(String... answers) {
        AnswerPlayer player = new AnswerPlayer("hand");
        player.load(List.of(answers).stream()
                .map(text -> new Answer(text, false, null))
                .toList());
        return player.played();
    }

    private CarriedCall carried(List<LoggedEvent> log) {
        return RUN.carry(
                call(LEADER),
                1,
                model(
                        "Yeah, it is me. I have been sitting here staring at it.",
                        "Red everywhere I look. It was 437 servers at last count. Nothing moves.",
                        "As an AI I have no feelings.",
                        "Tired. I will be fine.",
                        "I would rather not guess at that just now."),
                Manner.FREE,
                log::add);
    }

    @Test
    void itIsWrittenDownWhoSpokeAndWhatWasRefusedAndWhy() {
        CarriedCall carried = carried(new ArrayList<>());

        assertThat(carried.leader()).extracting(CarriedCall.LeaderLine::text).isEqualTo(LEADER);
        Worded first = answerTo(carried, LEADER.get(0));
        assertThat(first.speaker()).isEqualTo("hand, free");
        assertThat(first.spoken()).contains("Red everywhere").doesNotContain("437");
        assertThat(first.refused())
                .containsExactly(new CarriedCall.Refused(
                        "It was 437 servers at last count.", "a number that is not among the facts told"));
        Worded second = answerTo(carried, LEADER.get(1));
        assertThat(second.answers()).as("asked once more").hasSize(2);
        assertThat(second.spoken()).isEqualTo("Tired. I will be fine.");
    }

    private static Worded answerTo(CarriedCall carried, String words) {
        return carried.turns().stream()
                .filter(turn -> turn.to().equals(words))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void howLongEachTurnTookIsMeasuredByTheClockOnTheWall() {
        AtomicLong now = new AtomicLong();
        TurnTimes times = new TurnTimes(() -> now.addAndGet(1_000_000));
        List<LoggedEvent> log = new ArrayList<>();
        new ModelRun(QuietRun.PROMPTS, QuietRun.PLAYERS, QuietRun.EMBEDDINGS, times)
                .carry(call(LEADER), 1, model("Yeah, it is me. Red, all of it."), Manner.FREE, log::add);

        List<PersonaSpoke> spoken = log.stream()
                .map(LoggedEvent::event)
                .filter(PersonaSpoke.class::isInstance)
                .map(PersonaSpoke.class::cast)
                .toList();
        assertThat(spoken)
                .hasSizeGreaterThan(2)
                .allSatisfy(turn -> assertThat(times.of(turn.turn()))
                        .hasValue(new TurnTimes.Took(Duration.ofMillis(1), Duration.ofMillis(2))));
    }

    @Test
    void theSameCourseIsTakenAgainWithoutTheModel(@TempDir Path folder) {
        List<LoggedEvent> then = new ArrayList<>();
        CarriedCall carried = carried(then);
        carried.write(folder.resolve("call.json"));

        List<LoggedEvent> now = new ArrayList<>();
        CarriedCall again = RUN.again(CarriedCall.read(folder.resolve("call.json")), now::add);

        assertThat(again).isEqualTo(carried);
        assertThat(now).isEqualTo(then);
    }

    @Test
    void anAnswerBelongsToWhatItAnsweredAndNotToItsPlace() {
        CarriedCall carried = carried(new ArrayList<>());
        List<Worded> fewer = carried.turns().stream()
                .filter(turn -> !turn.to().equals(LEADER.get(1)))
                .toList();
        CarriedCall gap = new CarriedCall(
                carried.model(), carried.manner(), carried.scenario(), carried.seed(), carried.leader(), fewer);

        CarriedCall again = RUN.again(gap, event -> {});

        assertThat(answerTo(again, LEADER.get(1)).speaker()).isEqualTo(Understudy.NAME);
        assertThat(answerTo(again, LEADER.get(2)).spoken())
                .isEqualTo(answerTo(carried, LEADER.get(2)).spoken());
    }

    @Test
    void anotherFileIsRefusedInWords(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"turns\": 3}");
        assertThatThrownBy(() -> CarriedCall.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.json: is no record of a call");
    }

    @Test
    void whatItReadIsKeptAndReadAgain(@TempDir Path folder) {
        String known = QuietRun.SCENARIO.plot().facts().stream()
                .filter(Fact::always)
                .map(Fact::id)
                .findFirst()
                .orElseThrow();
        List<LoggedEvent> then = new ArrayList<>();
        CarriedCall carried = RUN.carry(
                call(LEADER),
                1,
                model(
                        "Yeah, it is me. I have been sitting here staring at it.",
                        "{\"parts\": [{\"part\": 2, \"asks\": [\"%s\"], \"does\": [], \"to\": \"persona\"}]}"
                                .formatted(known),
                        "Red everywhere I look.",
                        "{\"parts\": [{\"part\": 1, \"asks\": [\"nothing-known\"], \"does\": [], \"to\": \"persona\"}]}",
                        "Tired. I will be fine.",
                        "I cannot say.",
                        "I would rather not guess at that just now."),
                Manner.FREE,
                new ReadingModels.Use(_ -> true, Optional.of(Duration.ofSeconds(1))),
                then::add);
        carried.write(folder.resolve("call.json"));

        assertThat(carried.readings()).extracting(CarriedCall.Read::words).isEqualTo(LEADER);
        assertThat(carried.readings())
                .allSatisfy(read -> assertThat(read.answers()).hasSize(1));
        assertThat(notes(then))
                .extracting(ModelReading::unused)
                .satisfiesExactly(
                        used -> assertThat(used).isEmpty(),
                        unknown -> assertThat(unknown).isEqualTo("it names what cannot be chosen"),
                        words -> assertThat(words).isEqualTo("it is no JSON"));

        List<LoggedEvent> now = new ArrayList<>();
        CarriedCall again = RUN.again(CarriedCall.read(folder.resolve("call.json")), now::add);

        assertThat(again).isEqualTo(carried);
        assertThat(now).isEqualTo(then);
        assertThat(carried(new ArrayList<>()).text())
                .as("who is not asked to read")
                .doesNotContain("readings");
    }

    private static List<ModelReading> notes(List<LoggedEvent> log) {
        return log.stream()
                .map(LoggedEvent::event)
                .filter(TurnAppraised.class::isInstance)
                .map(event -> ((TurnAppraised) event).reading())
                .map(kept -> Objects.requireNonNull(Objects.requireNonNull(kept).byModel()))
                .toList();
    }
}
