package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.comprehension.Part.Mode;
import dev.calmroom.comprehension.Part.Who;
import dev.calmroom.comprehension.Sought.Beside;
import dev.calmroom.comprehension.Sought.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final Likely<Who> PERSONA = new Likely<>(Who.PERSONA, 0.9);
    private static final Likely<Mode> MEANT = new Likely<>(Mode.MEANT, 0.9);

    @Test
    void whatIsSoughtIsWrittenAsInFilesAndPrompts() {
        assertThat(Beside.MEMORY_LEADER_PROMISED.id()).isEqualTo("memory.leader-promised");
        assertThat(Beside.NONE_OF_THESE.id()).isEqualTo("none-of-these");
        assertThat(Beside.of("memory.told")).contains(Beside.MEMORY_TOLD);
        assertThat(Beside.of("the-weather")).isEmpty();
        assertThat(SpeechAct.TAKES_BACK.id()).isEqualTo("takes-back");
    }

    @Test
    void anAskWantsAsManyFactsAsItWantsTogether() {
        List<Likely<Sought>> answers = List.of(
                new Likely<>(new Fact("a"), 0.6), new Likely<>(new Fact("b"), 0.2), new Likely<>(new Fact("c"), 0.1));
        assertThat(new Ask("both?", 0, Ask.Kind.WHAT, answers, 2).facts()).containsExactly("a", "b");
        assertThatThrownBy(() -> new Ask("both?", 0, Ask.Kind.WHAT, answers, 4))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void memoriesAreTheAsksThatMostLikelyAreAboutTheCall() {
        Ask who = new Ask("who was that", 0, Ask.Kind.WHO, List.of(new Likely<>(Beside.MEMORY_EVENT, 0.8)), 1);
        Ask food = new Ask("have you eaten", 13, Ask.Kind.YES_NO, List.of(new Likely<>(Beside.PRIVATE, 0.8)), 1);
        Reading reading = new Reading(List.of(), List.of(who, food), TurnReading.nothing(TurnReading.OffRole.NONE));
        assertThat(reading.memories()).containsExactly(who);
    }

    @Test
    void aTurnDoesWhatItsSurestPartDoes() {
        Part sorry = new Part("sorry", 0, List.of(new Likely<>(SpeechAct.APOLOGY, 0.8)), PERSONA, MEANT);
        Part sorrier = new Part("my fault", 6, List.of(new Likely<>(SpeechAct.APOLOGY, 0.9)), PERSONA, MEANT);
        Reading reading = Reading.NOTHING;
        assertThat(reading.sureness(SpeechAct.APOLOGY)).isZero();
        assertThat(new Reading(List.of(sorry, sorrier), List.of(), reading.turn()).sureness(SpeechAct.APOLOGY))
                .isEqualTo(0.9);
    }

    @Test
    void theKindOfAQuestionIsInItsWords() {
        assertThat(QuestionWords.kind("how long does that take")).isEqualTo(Ask.Kind.HOW_LONG);
        assertThat(QuestionWords.kind("and how do you know that")).isEqualTo(Ask.Kind.HOW_KNOW);
        assertThat(QuestionWords.kind("is the data safe")).isEqualTo(Ask.Kind.YES_NO);
        assertThat(QuestionWords.kind("who’s that")).isEqualTo(Ask.Kind.WHO);
    }
}
