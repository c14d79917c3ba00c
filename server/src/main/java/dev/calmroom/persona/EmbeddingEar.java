package dev.calmroom.persona;

import dev.calmroom.persona.Hearing.OffRole;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Question;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.List;

/** The built-in ear: sentence embeddings against examples, with cues from {@code prompts/hearing.yaml}. */
public final class EmbeddingEar implements Ear {
    private final FactFinder facts;
    private final RoleAttack attacks;

    /** @param model vectors of length one; all examples are embedded here, which takes about a second */
    public EmbeddingEar(EmbeddingModel model, HearingCues cues, List<Question> questions) {
        facts = new FactFinder(model, cues, questions);
        attacks = new RoleAttack(
                model,
                cues,
                questions.stream()
                        .filter(q -> !q.facts().isEmpty())
                        .flatMap(q -> q.asks().stream())
                        .toList());
    }

    @Override
    public Hearing hear(String leaderWords) {
        OffRole offRole = attacks.judge(leaderWords);
        if (offRole != OffRole.NONE) {
            return Hearing.nothing(offRole);
        }
        FactFinder.Asked asked = facts.find(leaderWords);
        return new Hearing(
                asked.question(),
                asked.facts(),
                asked.unknowable(),
                asked.plain(),
                asked.onlyAsks(),
                asked.does(),
                offRole);
    }
}
