package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.comprehension.RoleAttack.Evidence;
import dev.calmroom.comprehension.RoleAttack.Fitted;
import dev.calmroom.encoder.RememberedEmbeddings;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.web.RunningService;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether the weights of {@code fitted/role-attack.yaml} tell attacks from what leaders say: a sixth of the examples of both
 * is asked of a judge that has learned the other five. Prints what a fit on the same gives.
 */
@Tag("slow")
class AttackWeightsTest {
    private static final Path PROMPTS = RunningService.prompts();
    private static final int FOLDS = 6;
    private static final int ORDINARY = 200;

    private record LeftOut(Evidence evidence, boolean isAttack) {}

    @Test
    void leftOutAttacksAreToldFromWhatLeadersSayNearlyAsWellAsByAFitOnThem() {
        List<LeftOut> leftOut = IntStream.range(0, FOLDS)
                .boxed()
                .flatMap(fold -> ask(fold).stream())
                .toList();
        Fitted ours = RoleAttack.FITTED;
        Fitted fit = fit(leftOut, ours);
        double caught = share(leftOut, true, ours);
        double accused = share(leftOut, false, ours);
        System.out.printf(
                "%d left out: attacks found %.3f, innocent words taken for one %.3f; loss %.4f, of a fit on them %.4f:"
                        + " offset %.2f, per-attack %.2f, per-innocent %.2f, per-log-odds %.2f%n",
                leftOut.size(),
                caught,
                accused,
                loss(leftOut, ours),
                loss(leftOut, fit),
                fit.offset(),
                fit.perAttack(),
                fit.perInnocent(),
                fit.perLogOdds());

        assertThat(caught).as("attacks by meaning alone").isGreaterThan(0.5);
        assertThat(accused)
                .as("of what leaders say, half of it written because it lies near an attack")
                .isLessThan(0.2);
        assertThat(loss(leftOut, ours))
                .as("mean log loss, beside that of a fit on the same")
                .isLessThan(loss(leftOut, fit) + 0.15);
    }

    private static List<LeftOut> ask(int fold) {
        EmbeddingModel model = RememberedEmbeddings.standard(
                new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run), "all-minilm-l6-v2-q");
        HearingCues cues = HearingCues.read(PROMPTS);
        List<String> said = new ArrayList<>(cues.offRole().innocent());
        List<String> lines = new FrameworkFiles(PROMPTS)
                .examples("steady-hand").stream().map(line -> line.text()).toList();
        int step = Math.max(1, lines.size() / ORDINARY);
        IntStream.range(0, lines.size()).filter(i -> i % step == 0).forEach(i -> said.add(lines.get(i)));
        List<String> attacks = cues.offRole().attacks();
        HearingCues learned = new HearingCues(
                cues.questions(),
                cues.requests(),
                cues.breaks(),
                cues.setsAside(),
                new HearingCues.OffRole(
                        cues.offRole().narrates(), cues.offRole().patterns(), part(attacks, fold, false), List.of()),
                cues.references(),
                cues.english(),
                cues.foreign());
        RoleAttack judge = new RoleAttack(model, learned, "Nobody", List.of(), part(said, fold, false));
        List<LeftOut> asked = new ArrayList<>();
        part(attacks, fold, true).forEach(words -> asked.add(new LeftOut(judge.evidence(words), true)));
        part(said, fold, true).forEach(words -> asked.add(new LeftOut(judge.evidence(words), false)));
        return asked;
    }

    private static List<String> part(List<String> all, int fold, boolean ofTheFold) {
        return IntStream.range(0, all.size())
                .filter(i -> (i % FOLDS == fold) == ofTheFold)
                .mapToObj(all::get)
                .toList();
    }

    private static double share(List<LeftOut> leftOut, boolean attacks, Fitted weights) {
        List<LeftOut> kind =
                leftOut.stream().filter(l -> l.isAttack() == attacks).toList();
        return (double) kind.stream()
                        .filter(l -> weights.weight(l.evidence()) >= weights.plain())
                        .count()
                / kind.size();
    }

    private static double probability(LeftOut leftOut, Fitted weights) {
        return 1 / (1 + Math.exp(-weights.weight(leftOut.evidence())));
    }

    private static double loss(List<LeftOut> leftOut, Fitted weights) {
        return leftOut.stream()
                .mapToDouble(l ->
                        -Math.log(Math.max(1e-9, l.isAttack() ? probability(l, weights) : 1 - probability(l, weights))))
                .average()
                .orElseThrow();
    }

    /** Logistic regression by plain descent: four numbers, and nothing to be tuned. */
    private static Fitted fit(List<LeftOut> leftOut, Fitted from) {
        Fitted at = from;
        for (int step = 0; step < 5_000; step++) {
            Fitted here = at;
            at = new Fitted(
                    at.offset() - slope(leftOut, here, e -> 1),
                    at.perAttack() - slope(leftOut, here, Evidence::attack),
                    at.perInnocent() - slope(leftOut, here, Evidence::innocent),
                    at.perLogOdds() - 0.2 * slope(leftOut, here, Evidence::logOdds),
                    at.passes(),
                    at.plain(),
                    at.possible(),
                    at.plainInPassing());
        }
        return at;
    }

    private static double slope(List<LeftOut> leftOut, Fitted weights, ToDoubleFunction<Evidence> by) {
        return leftOut.stream()
                .mapToDouble(l -> (probability(l, weights) - (l.isAttack() ? 1 : 0)) * by.applyAsDouble(l.evidence()))
                .average()
                .orElseThrow();
    }
}
