package dev.calmroom.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.Example;
import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.Framework.MoveKind;
import dev.calmroom.scenario.Framework.Tone;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LessonsTest {
    private static final Path PROMPTS = Path.of(System.getProperty("calmroom.root", ".."), "prompts");

    @Test
    void aMoveThatAnAuthorAddsIsLearnedFromAHandfulOfLines() {
        FrameworkFiles files = new FrameworkFiles(PROMPTS);
        Framework known = files.load("steady-hand");
        List<MoveKind> moves = new ArrayList<>(known.moves());
        moves.add(new MoveKind("offer-money", Tone.NEUTRAL, "Offer money", "Offers to pay for something.", false));
        Framework framework = new Framework(known.id(), known.version(), known.title(), moves, known.criteria());
        List<Example> examples = new ArrayList<>(files.examples(known));
        for (String line : List.of(
                "I'll double the budget if that helps.",
                "money is no object buy whatever hardware you want",
                "We can pay for consultants, just say so.",
                "There's a bonus in it for everybody tonight.",
                "spend what you have to spend",
                "I'll sign any invoice.",
                "get the expensive support contract i'll pay",
                "Buy more servers, the money's there.")) {
            examples.add(new Example(line, "", Set.of("offer-money"), "an author"));
        }

        LearnedAppraiser appraiser = LearnedAppraiser.learn(framework, examples);

        assertThat(heard(appraiser, "we have the budget to hire outside experts, spend it"))
                .contains("offer-money");
        assertThat(heard(appraiser, "how are you holding up")).containsExactly("regulate");
        assertThat(heard(appraiser, "who approved this migration")).containsExactly("blame");
    }

    private static List<String> heard(Appraiser appraiser, String text) {
        return appraiser.appraise(Turn.of(1, Speaker.LEADER, text), List.of()).moves().stream()
                .map(Move::move)
                .toList();
    }
}
