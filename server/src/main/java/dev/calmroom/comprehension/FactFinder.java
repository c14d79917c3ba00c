package dev.calmroom.comprehension;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.comprehension.KnownQuestions.Match;
import dev.calmroom.comprehension.ReadTogether.Opinion;
import dev.calmroom.comprehension.TurnReading.OffRole;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Knowledge.Fact;
import dev.calmroom.scenario.Knowledge.Figures;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Question;
import dev.calmroom.text.PlainWords;
import dev.calmroom.text.SpokenNumbers;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what a free question asks for: each clause that asks is compared by meaning (sentence embeddings) with the
 * scenario's example questions, and the nearest one names the facts. A few words that ask nothing by themselves are
 * about what the persona said last, and a figure that differs from the fact's is noticed.
 */
final class FactFinder {
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

    /** What stands before it may be the question, and the rest its circumstances. */
    private static final Pattern CIRCUMSTANCE =
            Pattern.compile("(?i),\\s+|\\s+(?=(?:if|when|because|before|while|or)\\b)");

    private static final int LEAST_PART = 4;
    /** A name before or after a question is no part of it. */
    private static final Pattern ADDRESS = Pattern.compile("^(?:\\p{L}+,\\s+){1,2}|,\\s+\\p{Lu}\\p{L}+(?=[.?!]*$)");

    /** So many parts of a turn are answered; more nobody takes in. */
    private static final int MOST_PARTS = 3;
    /** How sure a reading is that nothing speaks for or against. */
    private static final double UNSURE = 0.5;

    private static final int MOST_CLAUSES = 12;
    /** Stretches of a few dozen calls' clauses, which are heard again each time that one is played again. */
    private static final int MOST_REMEMBERED = 4_000;

    private final EmbeddingModel model;
    private final HearingCues cues;
    private final KnownQuestions known;
    private final List<Fact> figured;
    private final OptionsMeant.Known options;
    private final AskingBack asking;
    private final ReadTogether together;
    private final Cache<Stretch, Optional<Match>> compared =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    FactFinder(
            EmbeddingModel model,
            HearingCues cues,
            KnownQuestions known,
            Plot plot,
            List<Question> questions,
            ReadTogether together) {
        this.model = model;
        this.cues = cues;
        this.known = known;
        this.together = together;
        this.figured =
                plot.facts().stream().filter(fact -> fact.figures() != null).toList();
        this.options = new OptionsMeant.Known(plot, questions, cues.references());
        this.asking = new AskingBack(cues.references(), questions, figured);
    }

    Reading read(String words, Before before) {
        List<Finding> findings = new ArrayList<>();
        List<Clause> clauses = Clause.of(words, cues);
        OptionsMeant meant = options.after(before.subject());
        String previous = "";
        List<String> subject = before.subject();
        for (Clause clause : clauses.subList(0, Math.min(MOST_CLAUSES, clauses.size()))) {
            boolean aside = clause.setsAside(cues);
            Said said = new Said(clause, meant.in(clause.text()), previous, subject);
            Finding found = aside ? Finding.aside(clause, subject) : find(said, words, before.said());
            findings.addAll(ofEach(said, found));
            previous = aside ? "" : clause.text();
            subject = found.asks() && !found.facts().isEmpty() ? found.facts() : found.subject();
        }
        return new Reading(
                findings.stream().map(Finding::part).distinct().toList(),
                findings.stream().filter(Finding::asks).map(Finding::ask).toList(),
                hearing(findings.stream()
                        .filter(found -> !found.clause().setsAside(cues))
                        .toList()));
    }

    /** The sentences, in their order, with names in place of what points at a way out. */
    List<String> naming(List<String> sentences, Before before) {
        OptionsMeant meant = options.after(before.subject());
        return sentences.stream().map(words -> meant.in(words).words()).toList();
    }

    /**
     * A clause in its place.
     *
     * @param before the clause before it
     * @param subject facts that the persona told last, and what was asked back about since
     */
    private record Said(Clause clause, OptionsMeant.Meant meant, String before, List<String> subject) {}

    private Finding find(Said said, String turn, String personaSaid) {
        Clause clause = said.clause();
        Opinion opinion = together.of(
                personaSaid, turn, clause, said.meant().words(), said.meant().named());
        Finding found = find(said, Clause.isPunctuated(turn), opinion);
        return opinion.beside()
                .filter(beside -> found.mistake().isEmpty())
                .map(beside -> Finding.beside(clause, beside, said.subject()))
                .orElse(found);
    }

    private Finding find(Said said, boolean punctuated, Opinion opinion) {
        Clause clause = said.clause();
        Optional<Match> resembles = nearest(said);
        Optional<Match> read = opinion.asked().filter(match -> isSurer(match, resembles));
        Optional<Match> nearest = read.or(() -> resembles.filter(match -> !opinion.isUnlikely(match)));
        Optional<String> mistake = mistaken(clause.text(), nearest).or(() -> mistaken(clause.text(), resembles));
        boolean byForm = (asks(clause, punctuated) && !opinion.nothing()) || read.isPresent();
        boolean outright = byForm && (punctuated || clause.opens());
        // A question word in the middle of unpunctuated speech asks only when it asks for something known.
        boolean asks = outright || (byForm && (isMeant(nearest) || mistake.isPresent()));
        if (mistake.isPresent() || (read.isPresent() && !asking.isAll(clause.text()))) {
            return new Finding(clause, asks, nearest, mistake, Optional.empty(), said.subject());
        }
        AskingBack.About about =
                new AskingBack.About(nearest, options.facts(said.meant().named()), said.before(), said.subject());
        return opinion.back()
                .flatMap(kind -> asking.find(kind, clause.text(), about))
                .or(() -> back(clause, about, asks, outright))
                .map(found -> Finding.back(clause, found))
                .orElseGet(() -> new Finding(clause, asks, nearest, mistake, Optional.empty(), said.subject()));
    }

    /** «The worst of the rollback and the worst of the fix» asks the same of both, and is read as one of them. */
    private List<Finding> ofEach(Said said, Finding found) {
        Optional<Question> asked = found.asks() && found.mistake().isEmpty()
                ? found.match().map(Match::question).filter(question -> question.option() != null)
                : Optional.empty();
        List<Finding> each = new ArrayList<>();
        if (asked.isPresent()) {
            for (OptionsMeant.Known.OfOne one : options.each(said.meant().words())) {
                if (one.option().equals(asked.get().option())) {
                    each.add(found);
                } else {
                    compared.get(new Stretch(one.words(), false, Set.of(one.option())), this::nearest)
                            .filter(match -> match.isMeant() && match.question().isOf(one.option(), asked.get()))
                            .ifPresent(match -> each.add(found.as(match)));
                }
            }
        }
        return each.contains(found) ? each : List.of(found);
    }

    /** Of two opinions the surer one; what is not sure enough for an answer is none. */
    private static boolean isSurer(Match read, Optional<Match> resembles) {
        return resembles
                .filter(Match::isMeant)
                .filter(match -> match.certainty() > read.certainty())
                .isEmpty();
    }

    /** «Everyone who checked it» asks nothing: the words of asking back are a question only where the clause is one. */
    private Optional<AskingBack.Found> back(Clause clause, AskingBack.About about, boolean asks, boolean outright) {
        String words = clause.text();
        boolean elseNothing = asks && !isMeant(about.nearest()) && clause.words() <= SHORT;
        Optional<AskingBack.Found> back =
                outright || asking.isAll(words) ? asking.find(words, about) : Optional.empty();
        return back.or(() -> elseNothing ? asking.findElse(words, about) : Optional.empty());
    }

    private static boolean isMeant(Optional<Match> nearest) {
        return nearest.filter(Match::isMeant).isPresent();
    }

    /**
     * What a clause of the leader's is about.
     *
     * @param nearest the known question that it resembles most
     * @param mistake the fact that it gets wrong
     * @param besides what of the call itself it asks for
     */
    private record Finding(
            Clause clause,
            boolean asks,
            Optional<Match> nearest,
            Optional<String> mistake,
            Optional<Likely<Sought>> besides,
            List<String> subject) {

        static Finding back(Clause clause, AskingBack.Found found) {
            return new Finding(
                    clause, true, Optional.of(found.match()), Optional.empty(), Optional.empty(), found.subject());
        }

        static Finding beside(Clause clause, Likely<Sought> what, List<String> subject) {
            return new Finding(clause, true, Optional.empty(), Optional.empty(), Optional.of(what), subject);
        }

        /** The same clause, asked of another way out. */
        Finding as(Match other) {
            return new Finding(clause, asks, Optional.of(other), mistake, besides, subject);
        }

        /** Words that say what is not asked about, so that they are about nothing. */
        static Finding aside(Clause clause, List<String> subject) {
            return new Finding(clause, false, Optional.empty(), Optional.empty(), Optional.empty(), subject);
        }

        /** The question that it resembles most, where that is sure enough to be answered. */
        Optional<Match> match() {
            return nearest.filter(Match::isMeant);
        }

        /** What answers it, or sets it right. */
        List<String> facts() {
            return mistake.map(List::of)
                    .or(() -> match().map(m -> m.question().facts(subject)))
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
                    mistake.isPresent() ? 1 : match().map(Match::certainty).orElse(UNSURE);
            List<Likely<Sought>> answers = new ArrayList<>(besides.stream().toList());
            facts.forEach(id -> answers.add(new Likely<>(new Sought.Fact(id), sureness)));
            if (answers.isEmpty()) {
                answers.add(new Likely<>(
                        match().isPresent() ? Sought.Beside.UNKNOWN : Sought.Beside.NONE_OF_THESE, sureness));
            }
            return new Ask(clause.text(), clause.start(), QuestionWords.kind(clause.text()), answers, answers.size());
        }

        boolean isUnknowable() {
            return match().isPresent() && facts().isEmpty();
        }

        /** Near a known question it is a question first, whatever else it sounds like, also where it is not answered. */
        boolean isPlain() {
            return mistake.isPresent()
                    || nearest.filter(m -> m.certainty() >= PLAIN).isPresent();
        }

        List<String> does() {
            return isPlain() || match().isPresent()
                    ? nearest.map(m -> m.question().does()).orElse(List.of())
                    : List.of();
        }

        /** A question that is not recognised may go with one that is: it is then taken to be about the same. */
        boolean isPlainOrUnknown() {
            return isPlain() || match().isEmpty();
        }
    }

    private static TurnReading hearing(List<Finding> findings) {
        List<Finding> asked = findings.stream().filter(Finding::asks).toList();
        List<Finding> said = findings.stream().filter(f -> !f.asks()).toList();
        List<String> facts = facts(asked);
        List<String> mentions = facts(said);
        boolean unknowable = facts.isEmpty() && asked.stream().anyMatch(Finding::isUnknowable);
        // A question that is none by itself is about what was said beside it.
        boolean aboutTheRest = !asked.isEmpty()
                && facts.isEmpty()
                && !unknowable
                && asked.stream().allMatch(f -> f.clause().words() <= SHORT);
        List<Finding> setRight = asked.isEmpty() || aboutTheRest ? findings : asked;
        return new TurnReading(
                !asked.isEmpty(),
                aboutTheRest ? facts(said.stream().filter(Finding::isPlain).toList()) : facts,
                unknowable,
                asked.stream().anyMatch(Finding::isPlain) && asked.stream().allMatch(Finding::isPlainOrUnknown),
                !asked.isEmpty() && said.stream().allMatch(f -> f.clause().words() <= ASIDE),
                asked.stream().flatMap(f -> f.does().stream()).distinct().toList(),
                setRight.stream().anyMatch(f -> f.mistake().isPresent()),
                mentions,
                false,
                OffRole.NONE);
    }

    private static List<String> facts(List<Finding> findings) {
        return findings.stream()
                .map(Finding::facts)
                .filter(facts -> !facts.isEmpty())
                .limit(MOST_PARTS)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Where the text has punctuation, typed or restored, a question has its mark; a request needs none. */
    private boolean asks(Clause clause, boolean punctuated) {
        String text = clause.text();
        return text.endsWith("?")
                || clause.inQuestion()
                || (!punctuated
                        && cues.questions().stream()
                                .anyMatch(p -> p.matcher(text).find()))
                || cues.requests().stream().anyMatch(p -> p.matcher(text).find());
    }

    /** A few words may ask nothing without the clause before them. */
    private Optional<Match> nearest(Said said) {
        String words = said.meant().words();
        String before = said.before();
        boolean isShort = PlainWords.count(words) <= SHORT;
        Set<String> own = said.meant().named();
        List<Stretch> readings = new ArrayList<>();
        for (String stretch : stretches(words)) {
            Set<String> named = options.named(stretch);
            readings.add(new Stretch(stretch, isShort, named.isEmpty() ? own : named));
        }
        if (isShort && !before.isEmpty() && PlainWords.count(before) <= STRETCH) {
            String both = before + " " + words;
            // What stands before it says what is asked, and not of which way out.
            readings.add(new Stretch(both, true, own.isEmpty() ? options.named(both) : own));
        }
        return readings.stream()
                .map(stretch -> compared.get(stretch, this::nearest))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Match::isMeant).thenComparingDouble(Match::certainty));
    }

    /** All that the nearest question depends on; what the persona has said is none of it. */
    private record Stretch(String words, boolean mayReferBack, Set<String> named) {}

    private Optional<Match> nearest(Stretch stretch) {
        return known.nearest(
                stretch.words(),
                Meanings.of(model, stretch.words()),
                question -> question.fits(stretch.named()) && (stretch.mayReferBack() || !question.refersBack()));
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
                .filter(part -> PlainWords.count(part) >= LEAST_PART)
                .forEach(stretches::add);
        for (int from = 0; words.length > STRETCH && from < words.length; from += STRETCH / 2) {
            int to = Math.min(words.length, from + STRETCH);
            stretches.add(String.join(" ", List.of(words).subList(from, to)));
        }
        return stretches.stream().limit(MOST_CLAUSES).toList();
    }
}
