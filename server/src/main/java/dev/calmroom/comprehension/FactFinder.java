package dev.calmroom.comprehension;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.comprehension.KnownQuestions.Match;
import dev.calmroom.comprehension.TurnReading.OffRole;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Knowledge.Fact;
import dev.calmroom.scenario.Knowledge.Figures;
import dev.calmroom.scenario.Knowledge.WayOut;
import dev.calmroom.scenario.Plot;
import dev.calmroom.text.SpokenNumbers;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what a free question asks for: each clause that asks is compared by meaning (sentence embeddings) with the
 * scenario's example questions, and the nearest one names the facts. A few words that ask nothing by themselves are
 * about what the persona said last, and a figure that differs from the fact's is noticed.
 */
final class FactFinder {
    /** Certainty below which the persona says that it does not know, rather than answer another question. */
    static final double MEANT = KnownQuestions.FITTED.meant();
    /** Certainty from which a question is taken to be that one, whatever else it sounds like. */
    private static final double PLAIN = KnownQuestions.FITTED.plain();
    /** Cosine from which a clause is about the same as a question, to set a figure right. */
    private static final double ABOUT = 0.4;
    /** A clause of so few words that asks nothing is a name or a sigh. */
    private static final int ASIDE = 2;
    /** A question of no more words may be about what was said before. */
    private static final int SHORT = 7;

    /** Longer clauses are looked at a stretch at a time, so that a question is not drowned in what is around it. */
    private static final int STRETCH = 14;

    private static final Pattern PUNCTUATED = Pattern.compile("[.?!]\\s*$|[.?!]\\s+\\p{Lu}");
    private static final Pattern SENTENCES =
            Pattern.compile("[.?!;]+\\s*|:\\s+|,\\s+(?=(?:and|but|so) (?:what|how|when|where|why|which|who)\\b)");
    /** What stands before it may be the question, and the rest its circumstances. */
    private static final Pattern CIRCUMSTANCE =
            Pattern.compile("(?i),\\s+|\\s+(?=(?:if|when|because|before|while|or)\\b)");

    private static final int LEAST_PART = 4;
    private static final Pattern OPENER = Pattern.compile("(?i)(?:and|but|so|then)\\b");
    /** A name before or after a question is no part of it. */
    private static final Pattern ADDRESS = Pattern.compile("^(?:\\p{L}+,\\s+){1,2}|,\\s+\\p{Lu}\\p{L}+(?=[.?!]*$)");

    private static final int MOST_FACTS = 3;
    /** How sure a reading is that nothing speaks for or against. */
    private static final double UNSURE = 0.5;

    private static final int MOST_CLAUSES = 12;
    /** Stretches of a few dozen calls' clauses, which are heard again each time that one is played again. */
    private static final int MOST_REMEMBERED = 4_000;

    private final EmbeddingModel model;
    private final HearingCues cues;
    private final KnownQuestions known;
    private final List<Fact> figured;
    private final Map<String, Pattern> options;
    private final Cache<Stretch, Optional<Match>> compared =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    FactFinder(EmbeddingModel model, HearingCues cues, KnownQuestions known, Plot plot) {
        this.model = model;
        this.cues = cues;
        this.known = known;
        this.figured =
                plot.facts().stream().filter(fact -> fact.figures() != null).toList();
        this.options = plot.options().stream()
                .collect(Collectors.toMap(
                        WayOut::id, option -> Pattern.compile(option.says(), Pattern.CASE_INSENSITIVE)));
    }

    Reading read(String words, Before before) {
        boolean punctuated = PUNCTUATED.matcher(words).find();
        List<Finding> findings = new ArrayList<>();
        List<Clause> clauses = punctuated ? split(words, SENTENCES) : split(words, cues.breaks());
        String previous = "";
        for (Clause clause : clauses.subList(0, Math.min(MOST_CLAUSES, clauses.size()))) {
            findings.add(find(clause, previous, punctuated, before.subject()));
            previous = clause.text();
        }
        return new Reading(
                findings.stream().map(Finding::part).toList(),
                findings.stream().filter(Finding::asks).map(Finding::ask).toList(),
                hearing(findings));
    }

    private Finding find(Clause clause, String before, boolean punctuated, List<String> subject) {
        Optional<Match> nearest = nearest(clause.text(), before);
        Optional<Match> match = nearest.filter(m -> m.certainty() >= MEANT);
        Optional<String> mistake = mistaken(clause.text(), nearest);
        // A question word in the middle of unpunctuated speech asks only when it asks for something known.
        boolean asks = asks(clause.text(), punctuated)
                && (match.isPresent() || mistake.isPresent() || punctuated || clause.opens());
        return new Finding(clause, asks, match, mistake, subject);
    }

    /**
     * What a clause of the leader's is about.
     *
     * @param mistake the fact that it gets wrong
     */
    private record Finding(
            Clause clause, boolean asks, Optional<Match> match, Optional<String> mistake, List<String> subject) {

        /** What answers it, or sets it right. */
        List<String> facts() {
            return mistake.map(List::of)
                    .or(() -> match.map(m -> m.question().facts(subject)))
                    .orElse(List.of());
        }

        Part part() {
            return new Part(
                    clause.text(),
                    clause.start(),
                    List.of(),
                    new Likely<>(asks ? Part.Who.NOBODY : Part.Who.PERSONA, UNSURE),
                    new Likely<>(asks ? Part.Mode.ASKED : Part.Mode.MEANT, UNSURE));
        }

        Ask ask() {
            List<String> facts = facts();
            double sureness =
                    mistake.isPresent() ? 1 : match.map(Match::certainty).orElse(UNSURE);
            List<Likely<Sought>> answers = new ArrayList<>();
            facts.forEach(id -> answers.add(new Likely<>(new Sought.Fact(id), sureness)));
            if (answers.isEmpty()) {
                answers.add(new Likely<>(
                        match.isPresent() ? Sought.Beside.UNKNOWN : Sought.Beside.NONE_OF_THESE, sureness));
            }
            return new Ask(clause.text(), clause.start(), QuestionWords.kind(clause.text()), answers, answers.size());
        }

        boolean isUnknowable() {
            return match.isPresent() && facts().isEmpty();
        }

        boolean isPlain() {
            return mistake.isPresent()
                    || match.filter(m -> m.certainty() >= PLAIN).isPresent();
        }

        /** A question that is not recognised may go with one that is: it is then taken to be about the same. */
        boolean isPlainOrUnknown() {
            return isPlain() || match.isEmpty();
        }
    }

    private static TurnReading hearing(List<Finding> findings) {
        List<Finding> asked = findings.stream().filter(Finding::asks).toList();
        List<Finding> said = findings.stream().filter(f -> !f.asks()).toList();
        List<String> facts = facts(asked);
        boolean unknowable = facts.isEmpty() && asked.stream().anyMatch(Finding::isUnknowable);
        // A question that is none by itself is about what was said beside it.
        boolean aboutTheRest = !asked.isEmpty() && facts.isEmpty() && !unknowable;
        List<Finding> setRight = asked.isEmpty() || aboutTheRest ? findings : asked;
        return new TurnReading(
                !asked.isEmpty(),
                aboutTheRest ? facts(said) : facts,
                unknowable,
                asked.stream().anyMatch(Finding::isPlain) && asked.stream().allMatch(Finding::isPlainOrUnknown),
                !asked.isEmpty() && said.stream().allMatch(f -> count(f.clause().text()) <= ASIDE),
                asked.stream()
                        .flatMap(f -> f.match().stream())
                        .flatMap(m -> m.question().does().stream())
                        .distinct()
                        .toList(),
                setRight.stream().anyMatch(f -> f.mistake().isPresent()),
                facts(said),
                false,
                OffRole.NONE);
    }

    private static List<String> facts(List<Finding> findings) {
        return findings.stream()
                .flatMap(f -> f.facts().stream())
                .distinct()
                .limit(MOST_FACTS)
                .toList();
    }

    /** @param opens whether a turn, or what follows a mark or an «and», begins with it */
    private record Clause(String text, int start, boolean opens) {}

    private static List<Clause> split(String words, Pattern breaks) {
        List<Clause> clauses = new ArrayList<>();
        int from = 0;
        boolean opens = true;
        Matcher matcher = breaks.matcher(words);
        while (matcher.find()) {
            boolean question = matcher.group().contains("?");
            add(
                    clauses,
                    words,
                    from,
                    matcher.start() + (question ? matcher.group().indexOf('?') + 1 : 0),
                    opens);
            from = matcher.end();
            opens = !matcher.group().isBlank()
                    || OPENER.matcher(words.substring(from)).lookingAt();
        }
        add(clauses, words, from, words.length(), opens);
        return clauses;
    }

    private static void add(List<Clause> clauses, String words, int from, int to, boolean opens) {
        String text = words.substring(from, to);
        if (!text.isBlank()) {
            int lead = text.length() - text.stripLeading().length();
            clauses.add(new Clause(text.strip(), from + lead, opens));
        }
    }

    /** Where the text has punctuation, typed or restored, a question has its mark; a request needs none. */
    private boolean asks(String clause, boolean punctuated) {
        List<Pattern> patterns = punctuated ? cues.requests() : cues.questions();
        return clause.endsWith("?")
                || patterns.stream().anyMatch(p -> p.matcher(clause).find())
                || cues.requests().stream().anyMatch(p -> p.matcher(clause).find());
    }

    /** @param before the clause before it: a few words may ask nothing without it */
    private Optional<Match> nearest(String clause, String before) {
        boolean isShort = count(clause) <= SHORT;
        List<String> readings = new ArrayList<>(stretches(clause));
        if (isShort && !before.isEmpty() && count(before) <= STRETCH) {
            readings.add(before + " " + clause);
        }
        return readings.stream()
                .map(reading -> compared.get(new Stretch(reading, isShort), this::nearest))
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Match::certainty));
    }

    /** All that the nearest question depends on; what the persona has said is none of it. */
    private record Stretch(String words, boolean mayReferBack) {}

    private Optional<Match> nearest(Stretch stretch) {
        Set<String> named = options.entrySet().stream()
                .filter(option -> option.getValue().matcher(stretch.words()).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return known.nearest(
                Meanings.of(model, stretch.words()),
                question -> question.fits(named) && (stretch.mayReferBack() || !question.refersBack()));
    }

    private static int count(String text) {
        return text.split("\\s+").length;
    }

    /** The fact of which the clause has a number wrong. */
    private Optional<String> mistaken(String clause, Optional<Match> nearest) {
        if (nearest.isEmpty() || nearest.get().likeness() < ABOUT) {
            return Optional.empty();
        }
        Collection<String> about = nearest.get().question().facts();
        return figured.stream()
                .filter(fact -> about.contains(fact.id()))
                .filter(fact -> fact.figures() != null && isWrong(clause, fact.figures()))
                .map(Fact::id)
                .findFirst();
    }

    private static boolean isWrong(String clause, Figures figures) {
        Set<Long> said = new SpokenNumbers(Set.copyOf(figures.of())).measured(clause);
        return !said.isEmpty() && figures.are().stream().noneMatch(said::contains);
    }

    /** The clause, its parts, and of a long one a stretch at a time. */
    private static List<String> stretches(String clause) {
        String[] words = clause.split("\\s+");
        Set<String> stretches = new LinkedHashSet<>();
        stretches.add(ADDRESS.matcher(clause).replaceAll(""));
        CIRCUMSTANCE
                .splitAsStream(clause)
                .filter(part -> count(part) >= LEAST_PART)
                .forEach(stretches::add);
        for (int from = 0; words.length > STRETCH && from < words.length; from += STRETCH / 2) {
            int to = Math.min(words.length, from + STRETCH);
            stretches.add(String.join(" ", List.of(words).subList(from, to)));
        }
        return stretches.stream().limit(MOST_CLAUSES).toList();
    }
}
