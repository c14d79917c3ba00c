package dev.calmroom.persona;

import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Question;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a free question asks for: each clause that asks is compared by meaning (sentence embeddings) with the
 * scenario's example questions, and the nearest names the facts.
 */
final class FactFinder {
    /** Cosine below which nothing in the scenario was meant. */
    private static final double MEANT = 0.5;
    /** Longer clauses are looked at a stretch at a time, so that a question is not drowned in what is around it. */
    private static final int STRETCH = 14;

    private static final int MOST_FACTS = 3;
    private static final int MOST_CLAUSES = 12;

    private final EmbeddingModel model;
    private final HearingCues cues;
    private final List<Known> known;

    private record Known(Question question, Meanings asks) {}

    private record Match(Question question, double likeness) {}

    /** @param unknowable the nearest question is one that has no answer here */
    record Asked(boolean question, List<String> facts, boolean unknowable) {}

    FactFinder(EmbeddingModel model, HearingCues cues, List<Question> questions) {
        this.model = model;
        this.cues = cues;
        this.known = questions.stream()
                .map(q -> new Known(q, new Meanings(model, q.asks())))
                .toList();
    }

    Asked find(String words) {
        List<String> asking = clauses(words).stream().filter(this::asks).toList();
        Set<String> facts = new LinkedHashSet<>();
        boolean unknowable = false;
        for (String clause : asking.subList(0, Math.min(MOST_CLAUSES, asking.size()))) {
            Optional<Match> match = nearest(clause);
            if (match.isPresent()) {
                facts.addAll(match.get().question().facts());
                unknowable |= match.get().question().facts().isEmpty();
            }
        }
        return new Asked(
                !asking.isEmpty(), facts.stream().limit(MOST_FACTS).toList(), unknowable && facts.isEmpty());
    }

    private List<String> clauses(String words) {
        List<String> clauses = new ArrayList<>();
        int from = 0;
        var breaks = cues.breaks().matcher(words);
        while (breaks.find()) {
            // The question mark belongs to the clause that it ends.
            add(clauses, words.substring(from, breaks.group().startsWith("?") ? breaks.start() + 1 : breaks.start()));
            from = breaks.end();
        }
        add(clauses, words.substring(from));
        return clauses;
    }

    private static void add(List<String> clauses, String clause) {
        if (!clause.isBlank()) {
            clauses.add(clause.strip());
        }
    }

    private boolean asks(String clause) {
        return cues.questions().stream().anyMatch(p -> p.matcher(clause).find());
    }

    private Optional<Match> nearest(String clause) {
        Optional<Match> best = Optional.empty();
        for (String stretch : stretches(clause)) {
            Embedding meaning = Meanings.of(model, stretch);
            for (Known each : known) {
                double likeness = each.asks().nearest(meaning);
                if (likeness >= MEANT && likeness > best.map(Match::likeness).orElse(-1.0)) {
                    best = Optional.of(new Match(each.question(), likeness));
                }
            }
        }
        return best;
    }

    private static List<String> stretches(String clause) {
        String[] words = clause.split("\\s+");
        List<String> stretches = new ArrayList<>(List.of(clause));
        for (int from = 0; words.length > STRETCH && from < words.length; from += STRETCH / 2) {
            int to = Math.min(words.length, from + STRETCH);
            stretches.add(String.join(" ", List.of(words).subList(from, to)));
        }
        return stretches.subList(0, Math.min(MOST_CLAUSES, stretches.size()));
    }
}
