package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.comprehension.TurnChoice;
import dev.calmroom.comprehension.TurnChoice.Chosen;
import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.comprehension.TurnReader.Answer;
import dev.calmroom.log.KeptReading;
import dev.calmroom.log.ModelReading;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.persona.Brief;
import dev.calmroom.scenario.Knowledge.Fact;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a model chose decides what is answered, and nothing else. */
class SecondReadingTest {
    private static final String WORDS = "Give me the other number";
    private static final Duration AT = Duration.ofSeconds(20);

    private static ScenarioRoleplay call() {
        Step open = Scripts.call(Scripts.PLATFORM_DOWN, 1).open();
        Brief first = open.brief().orElseThrow();
        return (ScenarioRoleplay) open.next().spoken(first.turn(), "It's me.", "It's me.", Scripts.tells(first));
    }

    private static Answer asks(String words, String... ids) {
        return chooses(words, List.of(ids), List.of());
    }

    private static Answer chooses(String words, List<String> asks, List<String> does) {
        return Answer.of("strong", new TurnChoice(List.of(new Chosen(0, words.length(), asks, does, "persona"))));
    }

    private static Understanding understood(ScenarioRoleplay call, String words, TurnReader reader) {
        return call.readBy(reader)
                .understanding(Said.inTranscript(words), Runnable::run)
                .join();
    }

    private static Step hear(String words, Answer answer) {
        ScenarioRoleplay call = call();
        return call.hear(understood(call, words, _ -> CompletableFuture.completedFuture(answer)), AT);
    }

    private static Step alone(String words) {
        return call().hear(Said.inTranscript(words), AT);
    }

    private static List<String> facts(Step step) {
        return step.brief().orElseThrow().task().facts();
    }

    private static String act(Step step) {
        return step.brief().orElseThrow().task().act();
    }

    private static <E extends SessionEvent> E the(Class<E> kind, Step step) {
        return step.events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static ModelReading note(Step step) {
        KeptReading kept = Objects.requireNonNull(the(TurnAppraised.class, step).reading());
        return Objects.requireNonNull(kept.byModel());
    }

    private static void assertNothingElseIsMoved(Step step, Step alone) {
        assertThat(the(EmotionShifted.class, step)).isEqualTo(the(EmotionShifted.class, alone));
        ScenarioRoleplay one = (ScenarioRoleplay) step.next();
        ScenarioRoleplay other = (ScenarioRoleplay) alone.next();
        assertThat(one.state()).isEqualTo(other.state());
        assertThat(one.situation().memory().asked())
                .isEqualTo(other.situation().memory().asked());
        assertThat(one.situation().memory().heard())
                .isEqualTo(other.situation().memory().heard());
    }

    @Test
    void whatWasChosenIsAnswered() {
        Step alone = alone(WORDS);
        Step step = hear(WORDS, asks(WORDS, "tickets"));

        assertThat(facts(alone)).doesNotContain("tickets");
        assertThat(facts(step)).containsExactly("tickets");
        assertThat(note(step))
                .isEqualTo(new ModelReading(
                        "strong",
                        "",
                        List.of(new ModelReading.Part(0, WORDS.length(), List.of("tickets"), List.of(), "persona"))));
        assertNothingElseIsMoved(step, alone);
    }

    @Test
    void whatWasDoneIsTakenUpAndMovesNobody() {
        Step alone = alone(WORDS);
        Step step = hear(WORDS, chooses(WORDS, List.of(), List.of("apology")));

        assertThat(act(step)).isEqualTo("take-apology").isNotEqualTo(act(alone));
        assertNothingElseIsMoved(step, alone);
    }

    @Test
    void nobodyIsAskedWhereNobodyReads() {
        Step step = call().hear(understood(call(), WORDS, TurnReader.NOBODY), AT);

        assertThat(step.events()).isEqualTo(alone(WORDS).events());
        assertThat(the(TurnAppraised.class, step).reading()).isNull();
    }

    @Test
    void whatIsNotUsedIsTold() {
        Step alone = alone(WORDS);
        Step step = hear(WORDS, Answer.unused("strong", "the model was later than 1000 ms"));

        assertThat(step.brief()).isEqualTo(alone.brief());
        assertThat(note(step)).isEqualTo(new ModelReading("strong", "the model was later than 1000 ms", List.of()));
        assertNothingElseIsMoved(step, alone);
    }

    @Test
    void whatIsBehindAGateIsNeitherShownNorTold() {
        Deque<TurnReader.Question> questions = new ArrayDeque<>();
        ScenarioRoleplay call = call();
        Understanding understood = understood(call, WORDS, question -> {
            questions.add(question);
            return CompletableFuture.completedFuture(asks(WORDS, "last-day"));
        });
        Step step = call.hear(understood, AT);

        assertThat(questions.getFirst().known())
                .extracting(Fact::id)
                .contains("tickets")
                .doesNotContain("last-day", "fallback");
        assertThat(facts(step)).doesNotContain("last-day");
        assertThat(note(step).unused()).isNotEmpty();
        assertThat(step.brief()).isEqualTo(alone(WORDS).brief());
    }

    @Test
    void aChoiceOfOtherWordsIsNone() {
        Step step = hear(WORDS, asks(WORDS + " that I have not said", "tickets"));

        assertThat(note(step).unused()).isNotEmpty();
        assertThat(step.brief()).isEqualTo(alone(WORDS).brief());
    }

    @Test
    void whetherTheCallEndsIsNotChosen() {
        String bye = "Goodbye.";
        Step alone = alone(bye);
        Step step = hear(bye, asks(bye, "tickets"));

        assertThat(act(alone)).isEqualTo("end-call");
        assertThat(step.brief()).isEqualTo(alone.brief());
        assertThat(note(step).unused()).contains("not chosen");
    }

    @Test
    void theSameComesOfTheLogWithoutTheModel() {
        Step then = hear(WORDS, asks(WORDS, "tickets"));
        TurnAppraised heard = the(TurnAppraised.class, then);
        ScenarioRoleplay again = call();
        Understanding recalled = again.recall(Said.inTranscript(WORDS), heard);

        Step now = again.hear(recalled, AT);

        assertThat(now.events()).isEqualTo(then.events());
        assertThat(now.brief()).isEqualTo(then.brief());
        assertThat(again.hear(Said.inTranscript(WORDS), AT).brief()).isNotEqualTo(then.brief());
    }

    @Test
    void aNoteThatFitsNoMoreIsPassedOver() {
        for (ModelReading note : List.of(
                new ModelReading(
                        "strong", "", List.of(new ModelReading.Part(0, 5, List.of("no-such"), List.of(), "persona"))),
                new ModelReading(
                        "strong", "", List.of(new ModelReading.Part(0, 999, List.of("tickets"), List.of(), "persona"))),
                new ModelReading(
                        "strong",
                        "",
                        List.of(new ModelReading.Part(9, 2, List.of("tickets"), List.of(), "persona"))))) {
            ScenarioRoleplay call = call();
            TurnAppraised then = new TurnAppraised(2, List.of(), List.of(), KeptReading.of(note));

            Step step = call.hear(call.recall(Said.inTranscript(WORDS), then), AT);

            assertThat(step.brief()).isEqualTo(alone(WORDS).brief());
        }
    }

    @Test
    void theEarReadsMeanwhile() {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Deque<Runnable> threads = new ArrayDeque<>();
        CompletableFuture<Understanding> understanding =
                call().readBy(_ -> answer).understanding(Said.inTranscript(WORDS), threads::add);

        threads.remove().run();
        assertThat(threads).isEmpty();
        assertThat(understanding).isNotDone();

        answer.complete(asks(WORDS, "tickets"));
        assertThat(understanding).isDone();
        assertThat(Objects.requireNonNull(understanding.join().chosen())
                        .reading()
                        .turn()
                        .facts())
                .containsExactly("tickets");
    }
}
