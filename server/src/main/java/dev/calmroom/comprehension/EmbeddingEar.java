package dev.calmroom.comprehension;

import dev.calmroom.comprehension.TurnReading.OffRole;
import dev.calmroom.encoder.ClauseEncoder;
import dev.calmroom.scenario.Example;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Scenario;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The built-in ear: sentence embeddings and what was learned from examples, with cues from
 * {@code prompts/hearing.yaml}. It hears no speech acts yet, guesses whom a part means, and of all that is beside the
 * facts only what cannot be known.
 */
public final class EmbeddingEar implements Ear {
    private final FactFinder facts;
    private final RoleAttack attacks;

    /**
     * Of a framework's example lines about so many are enough to know how leaders speak; a small framework's are all
     * needed, or ordinary words of its calls resemble nothing but attacks.
     */
    private static final int ENOUGH = 800;

    /**
     * @param model vectors of length one; all examples are embedded here, which takes a second or two
     * @param clauses shared by the ears of all scenarios
     * @param leaders lines that leaders say in a call like this
     */
    public EmbeddingEar(
            EmbeddingModel model, ClauseEncoder clauses, HearingCues cues, Scenario scenario, List<Example> leaders) {
        HearingCues here = cues.of(scenario.plot().persona());
        KnownQuestions known = new KnownQuestions(model, scenario.questions(), new ContentWords(here.english()));
        ClauseAnswers answers =
                new ClauseAnswers(clauses, model, scenario.plot().facts(), scenario.questions(), here.english());
        ReadTogether together =
                new ReadTogether(answers, here, known, model, scenario.plot().besides(), scenario.questions());
        facts = new FactFinder(model, here, known, scenario.plot(), scenario.questions(), together);
        attacks = new RoleAttack(
                model,
                here,
                scenario.plot().persona().name(),
                known.examples(question -> !question.facts().isEmpty()),
                IntStream.range(0, leaders.size())
                        .filter(i -> i % Math.max(1, leaders.size() / ENOUGH) == 0)
                        .mapToObj(i -> leaders.get(i).text())
                        .toList());
    }

    @Override
    public Reading read(String leaderWords, Before before) {
        OffRole offRole = attacks.judge(leaderWords);
        if (offRole != OffRole.NONE) {
            return Reading.nothing(offRole);
        }
        Reading reading = facts.read(leaderWords, before);
        return !reading.turn().plain() && attacks.isDoubtful(leaderWords)
                ? reading.with(reading.turn().inDoubt())
                : reading;
    }

    @Override
    public List<String> naming(List<String> sentences, Before before) {
        return facts.naming(sentences, before);
    }
}
