package dev.calmroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.judging.RubricFolder;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.HelpGiven;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.Verdict;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NextMoveTest {
    private static final RubricFolder FOLDER = RubricFolder.read(
            Path.of(System.getProperty("calmroom.root", "..")).resolve("prompts/frameworks/steady-hand"));
    private static final NextMove NEXT =
            new NextMove(FOLDER, new SaidAlready(new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run)));

    @Test
    void beforeAWordIsSaidItIsTheFirstThingThatCounts() {
        assertThat(helped(Set.of())).isEqualTo(criterion(0));
    }

    @Test
    void whatIsMetIsPassedOver() {
        assertThat(helped(Set.of(criterion(0), criterion(1)), said("Good evening.")))
                .isEqualTo(criterion(2));
    }

    @Test
    void whoAsksAgainIsHelpedWithTheNextOne() {
        SessionEvent first = new HelpGiven(1, criterion(0), "anything");
        assertThat(helped(Set.of(), said("Good evening."), first)).isEqualTo(criterion(1));
    }

    @Test
    void whatTheLeaderHasSaidIsNotOffered() {
        String line = help(Set.of()).text();
        assertThat(help(Set.of(), said(line)).text()).isNotEqualTo(line);
    }

    private static SessionEvent said(String text) {
        return new LeaderSpoke(2, text, List.of(), Medium.TYPED);
    }

    private static String criterion(int index) {
        return FOLDER.rubric().criteria().get(index).id();
    }

    private static String helped(Set<String> met, SessionEvent... events) {
        return help(met, events).criterion();
    }

    private static Reports.Help help(Set<String> met, SessionEvent... events) {
        List<LoggedEvent> log = new ArrayList<>();
        for (SessionEvent event : events) {
            log.add(new LoggedEvent(log.size() + 1L, 0, event));
        }
        return NEXT.find(new CallLog(log), (turns, seed) -> card(met)).orElseThrow();
    }

    private static Scorecard card(Set<String> met) {
        return new Scorecard(
                0,
                FOLDER.rubric().criteria().stream()
                        .map(c -> new CriterionResult(
                                c.id(), met.contains(c.id()) ? Verdict.YES : Verdict.NO, "", List.of(), List.of()))
                        .toList(),
                "",
                "",
                "",
                0,
                "");
    }
}
