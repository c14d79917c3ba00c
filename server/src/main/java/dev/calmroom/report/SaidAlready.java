package dev.calmroom.report;

import dev.calmroom.encoder.FittedNumbers;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.CosineSimilarity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether an advice was followed before it was given: somebody who said the like somewhere in the call is not told to
 * say it, whatever the judge missed.
 */
public final class SaidAlready {
    private static final double THE_SAME =
            FittedNumbers.read("said-already", Fitted.class).theSame();

    private record Fitted(double theSame) {}

    /** A turn as long as this says more than one thing: it is compared by its sentences only. */
    private static final int LONG_TURN = 160;

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.?!])\\s+");

    private final EmbeddingModel model;

    public SaidAlready(EmbeddingModel model) {
        this.model = model;
    }

    /** What the leader said in one call. */
    Memory in(List<Turn> call) {
        return new Memory(call.stream().filter(Turn::isLeader).toList());
    }

    /** Embeds each sentence at most once. */
    final class Memory {
        private final List<Turn> ofLeader;
        private final Map<String, Embedding> read = new HashMap<>();

        private Memory(List<Turn> ofLeader) {
            this.ofLeader = ofLeader;
        }

        /** @param but number of a turn that does not count: the one that the advice would replace; 0 for none */
        boolean has(String advice, int but) {
            Embedding wanted = embedding(advice);
            return ofLeader.stream()
                    .filter(turn -> turn.number() != but)
                    .flatMap(turn -> passages(turn.text()).stream())
                    .anyMatch(passage -> CosineSimilarity.between(wanted, embedding(passage)) >= THE_SAME);
        }

        private Embedding embedding(String text) {
            return read.computeIfAbsent(text, t -> model.embed(t).content());
        }
    }

    private static List<String> passages(String text) {
        List<String> passages = new ArrayList<>(List.of(SENTENCE.split(text)));
        if (passages.size() > 1 && text.length() < LONG_TURN) {
            passages.add(text);
        }
        passages.removeIf(String::isBlank);
        return passages;
    }
}
