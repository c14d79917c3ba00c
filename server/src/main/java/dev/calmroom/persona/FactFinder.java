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
    private static final double MEANT = 0.58;
    /** Cosine from which a question is taken to be one of those in the scenario, whatever else it sounds like. */
    private static final double PLAIN = 0.62;
    /** A clause of so few words that asks nothing is a name or a sigh. */
    private static final int ASIDE = 2;

    /** Longer clauses are looked at a stretch at a time, so that a question is not drowned in what is around it. */
    private static final int STRETCH = 14;

    private static final Pattern PUNCTUATED = Pattern.compile("[.?!]\\s*$|[.?!]\\s+\\p{Lu}");
    private static final Pattern SENTENCES =
            Pattern.compile("[.?!;]+\\s*|,\\s+(?=(?:and|but|so) (?:what|how|when|where|why|which|who)\\b)");
    private static final Pattern OPENER = Pattern.compile("(?i)(?:and|but|so|then)\\b");
    /** A name before or after a question is no part of it. */
    private static final Pattern ADDRESS = Pattern.compile("^(?:\\p{L}+,\\s+){1,2}|,\\s+\\p{Lu}\\p{L}+(?=[.?!]*$)");

    private static final int MOST_FACTS = 3;
    private static final int MOST_CLAUSES = 12;

    private final EmbeddingModel model;
    private final HearingCues cues;
    private final List<Known> known;

    private record Known(Question question, Meanings asks) {}

    private record Match(Question question, double likeness) {}

    /**
     * @param unknowable the nearest question is one that has no answer here
     * @param plain all of it asks, and what it asks for is plain
     * @param onlyAsks all of it asks
     * @param does moves that are made by asking this
     */
    record Asked(
            boolean question,
            List<String> facts,
            boolean unknowable,
            boolean plain,
            boolean onlyAsks,
            List<String> does) {}

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
        Set<String> does = new LinkedHashSet<>();
        boolean plain = true;
        boolean onlyAsks = true;
        List<Clause> clauses = punctuated ? split(words, SENTENCES) : split(words, cues.breaks());
        for (Clause clause : clauses.subList(0, Math.min(MOST_CLAUSES, clauses.size()))) {
            if (!asks(clause.text(), punctuated)) {
                onlyAsks &= clause.text().split("\\s+").length <= ASIDE;
                continue;
            }
            Optional<Match> match = nearest(clause.text());
            // A question word in the middle of unpunctuated speech asks only when it asks for something known.
            asked |= match.isPresent() || punctuated || clause.opens();
            plain &= match.isPresent() && match.get().likeness() >= PLAIN;
            if (match.isPresent()) {
                facts.addAll(match.get().question().facts());
                does.addAll(match.get().question().does());
                unknowable |= match.get().question().facts().isEmpty();
            }
        }
        return new Asked(
                asked,
                facts.stream().limit(MOST_FACTS).toList(),
                unknowable && facts.isEmpty(),
                asked && onlyAsks && plain,
                asked && onlyAsks,
                List.copyOf(does));
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
        List<String> stretches = new ArrayList<>(List.of(ADDRESS.matcher(clause).replaceAll("")));
        for (int from = 0; words.length > STRETCH && from < words.length; from += STRETCH / 2) {
            int to = Math.min(words.length, from + STRETCH);
            stretches.add(String.join(" ", List.of(words).subList(from, to)));
        }
        return stretches.subList(0, Math.min(MOST_CLAUSES, stretches.size()));
    }
}
