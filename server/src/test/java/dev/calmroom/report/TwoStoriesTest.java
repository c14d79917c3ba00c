package dev.calmroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.SessionEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the score says one thing and the ending another, the reader is told why. */
class TwoStoriesTest {
    private static final TwoStories STORIES = new TwoStories(Set.of("calm"), Set.of("trust"));

    @Test
    void aHighScoreWithAPoorEndingNamesTheFeelingAndTheTurnThatStoodAgainstIt() {
        CallLog log = call("afraid", shift(2, 0.5, 0.4), shift(4, 0.4, 0.1), shift(6, 0.1, 0.2));

        assertThat(STORIES.note(85, log))
                .hasValueSatisfying(note -> assertThat(note)
                        .contains("two stories")
                        .contains("trust went from 0.50 to 0.20, most of it in turn 4"));
    }

    @Test
    void aHighScoreWithAPoorEndingThatNoFeelingExplainsIsAMatterOfWhatWasNotDone() {
        assertThat(STORIES.note(85, call("afraid", shift(2, 0.4, 0.6))))
                .hasValueSatisfying(note -> assertThat(note).contains("too little of what a better ending asks for"));
    }

    @Test
    void aLowScoreWithAGoodEndingNamesWhatCarriedIt() {
        assertThat(STORIES.note(30, call("calm", shift(2, 0.3, 0.35), shift(4, 0.35, 0.7))))
                .hasValueSatisfying(
                        note -> assertThat(note).contains("trust went from 0.30 to 0.70, most of it in turn 4"));
    }

    @Test
    void oneStoryNeedsNoExplanation() {
        assertThat(STORIES.note(90, call("calm", shift(2, 0.3, 0.7)))).isEmpty();
        assertThat(STORIES.note(20, call("afraid", shift(2, 0.3, 0.1)))).isEmpty();
        assertThat(STORIES.note(60, call("afraid", shift(2, 0.3, 0.1)))).isEmpty();
    }

    @Test
    void whereNothingIsKnownOfTheEndingsNothingIsSaid() {
        assertThat(new TwoStories(Set.of(), Set.of()).note(90, call("afraid", shift(2, 0.3, 0.1))))
                .isEmpty();
        assertThat(STORIES.note(90, new CallLog(List.of()))).isEmpty();
    }

    private static EmotionShifted shift(int turn, double from, double to) {
        return new EmotionShifted(
                turn, new EmotionalState(Map.of("trust", from)), new EmotionalState(Map.of("trust", to)), List.of());
    }

    private static CallLog call(String ending, SessionEvent... shifts) {
        List<LoggedEvent> events = new ArrayList<>();
        for (SessionEvent shift : shifts) {
            events.add(new LoggedEvent(events.size() + 1, 0, shift));
        }
        events.add(new LoggedEvent(events.size() + 1, 0, new SessionEnded(EndReason.HUNG_UP, ending, "It is over.")));
        return new CallLog(events);
    }
}
