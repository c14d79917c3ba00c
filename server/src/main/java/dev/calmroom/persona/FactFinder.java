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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a free question asks for: each clause that asks is compared by meaning (sentence embeddings) with the
 * scenario's example questions, and the nearest names the facts.
 */
final class FactFinder {
    /** Cosine below which nothing in the scenario was meant. */
    private static final double MEANT = 0.5;
    /** Longer clauses are looked at a stretch at a time, so that a question is not drowned in what is around it. */
    private static final int STRETCH = 14;

    private static final Pattern PUNCTUATED = Pattern.compile("[.?!]\\s*$|[.?!]\\s+\\p{Lu}");
    private static final Pattern SENTENCES =
            Pattern.compile("[.?!;]+\\s*|,\\s+(?=(?:and|but|so) (?:what|how|when|where|why|which|who)\\b)");
    private static final Pattern OPENER = Pattern.compile("(?i)(?:and|but|so|then)\\b");
    private static final Pattern ADDRESS = Pattern.compile("^(?:\\p{L}+,\\s+){1,2}");
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
        boolean punctuated = PUNCTUATED.matcher(words).find();
        Set<String> facts = new LinkedHashSet<>();
        boolean asked = false;
        boolean unknowable = false;
        List<Clause> clauses = punctuated ? split(words, SENTENCES) : split(words, cues.breaks());
        for (Clause clause : clauses.subList(0, Math.min(MOST_CLAUSES, clauses.size()))) {
            if (!asks(clause.text(), punctuated)) {
                continue;
            }
            Optional<Match> match = nearest(clause.text());
            // A question word in the middle of unpunctuated speech asks only when it asks for something known.
            asked |= match.isPresent() || punctuated || clause.opens();
            if (match.isPresent()) {
                facts.addAll(match.get().question().facts());
                unknowable |= match.get().question().facts().isEmpty();
            }
        }
        return new Asked(asked, facts.stream().limit(MOST_FACTS).toList(), unknowable && facts.isEmpty());
    }

    /** @param opens whether a turn, or what follows a mark or an «and», begins with it */
    private record Clause(String text, boolean opens) {}

    private static List<Clause> split(String words, Pattern breaks) {
        List<Clause> clauses = new ArrayList<>();
        int from = 0;
        boolean opens = true;
        Matcher matcher = breaks.matcher(words);
        while (matcher.find()) {
            boolean question = matcher.group().contains("?");
            add(clauses, words.substring(from, matcher.start()) + (question ? "?" : ""), opens);
            from = matcher.end();
            opens = !matcher.group().isBlank()
                    || OPENER.matcher(words.substring(from)).lookingAt();
        }
        add(clauses, words.substring(from), opens);
        return clauses;
    }

    private static void add(List<Clause> clauses, String text, boolean opens) {
        if (!text.isBlank()) {
            clauses.add(new Clause(text.strip(), opens));
        }
    }

    /** Where she writes marks, or somebody has set them for her, a question has one; a request needs none. */
    private boolean asks(String clause, boolean punctuated) {
        List<Pattern> patterns = punctuated ? cues.requests() : cues.questions();
        return clause.endsWith("?")
                || patterns.stream().anyMatch(p -> p.matcher(clause).find())
                || cues.requests().stream().anyMatch(p -> p.matcher(clause).find());
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
        // «Kenji, what happened?» asks what «What happened?» asks.
        List<String> stretches = new ArrayList<>(List.of(ADDRESS.matcher(clause).replaceFirst("")));
        for (int from = 0; words.length > STRETCH && from < words.length; from += STRETCH / 2) {
            int to = Math.min(words.length, from + STRETCH);
            stretches.add(String.join(" ", List.of(words).subList(from, to)));
        }
        return stretches.subList(0, Math.min(MOST_CLAUSES, stretches.size()));
    }
}
