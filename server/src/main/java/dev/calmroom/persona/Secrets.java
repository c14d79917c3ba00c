package dev.calmroom.persona;

import dev.calmroom.comprehension.Meanings;
import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts that have a gate, by meaning: does a sentence give one away before the director has opened it? */
final class Secrets {
    /** Cosine from which a sentence is taken to tell the fact. */
    private static final double TOLD = 0.78;

    private static final int TELLING_WORDS = 6;

    private final EmbeddingModel model;
    private final Map<String, Meanings> gated = new LinkedHashMap<>();

    Secrets(EmbeddingModel model, Scenario scenario) {
        this.model = model;
        for (Knowledge.Fact fact : scenario.plot().facts()) {
            if (fact.gate() != null) {
                List<String> examples = new ArrayList<>(List.of(fact.statement()));
                scenario.lines().lines().stream()
                        .filter(line -> line.facts().equals(List.of(fact.id())))
                        .map(AuthoredLine::text)
                        .filter(text -> SaidSoFar.count(SaidSoFar.plain(text)) >= TELLING_WORDS)
                        .forEach(examples::add);
                gated.put(fact.id(), new Meanings(model, examples));
            }
        }
    }

    /** @return the id of a fact that the sentence tells though it may not be told and has not been */
    Optional<String> givenAway(String sentence, List<String> mayTell, List<Turn> conversation) {
        Embedding meaning = Meanings.of(model, sentence);
        return gated.entrySet().stream()
                .filter(fact -> !mayTell.contains(fact.getKey()))
                .filter(fact -> fact.getValue().nearest(meaning) >= TOLD)
                .filter(fact -> conversation.stream().noneMatch(turn -> tells(turn, fact.getValue())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean tells(Turn turn, Meanings fact) {
        return !turn.isLeader() && fact.nearest(Meanings.of(model, turn.text())) >= TOLD;
    }
}
