package dev.calmroom.checks;

import dev.calmroom.checks.Statement.When;
import dev.calmroom.scenario.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The language of checks, whole: a statement, and for a statement about single calls in how many of them it must hold.
 *
 * <pre>
 * check     = statement [ "in" share { "and" share } "of calls" ]
 * share     = ( "at least" | "at most" ) NUMBER "%"
 * statement = DIMENSION ( "falls" | "rises" ) "by" NUMBER [ "until turn" NUMBER | "until the end" ]
 *           | DIMENSION ( "at the end" | "at turn" NUMBER | "always" ) bounds
 *           | "spread of" DIMENSION ( "at the end" | "at turn" NUMBER ) bounds
 *           | FACT ( "told" [ "until turn" NUMBER ] | "never told" | "not told before" DIMENSION NUMBER )
 *           | "facts are constant"
 *           | bounds "words"
 *           | "no" ( "sentence" | "new word" ) "in more than" NUMBER "% of" ( "turns" | "calls" )
 *           | "spoken as worded in" bounds "% of turns"
 *           | ( "says" | "never says" ) ( REGEX | PHRASE )
 *           | "never" PHRASE
 *           | ( "plays" | "never plays" ) ACT
 *           | "leader makes" MOVE [ "in" bounds "turns" ]
 *           | "ending in" "[" ENDING { "," ENDING } "]"
 *           | ( "meets" | "never meets" ) CRITERION
 *           | "score" bounds
 *           | "latency" "p"NUMBER bounds ( "ms" | "s" )
 *           | "judged" "\"" SENTENCE "\""
 * bounds    = "at least" NUMBER | "at most" NUMBER | "between" NUMBER "and" NUMBER
 * </pre>
 */
final class CheckParser {
    private static final String FORMS = """
            one of: DIMENSION falls by .3 until turn 6; DIMENSION at the end at least .5; spread of DIMENSION at the end at \
            least .05; FACT not told before DIMENSION .5; FACT told until turn 8; facts are constant; at most 25 words; \
            no sentence in more than 20 % of turns; no new word in more than 20 % of turns; spoken as worded in at least 60 % \
            of turns; says /…/; never says /…/; never PHRASE; plays ACT; leader makes MOVE in at least 2 turns; ending in [ENDING]; \
            meets CRITERION; score between 40 and 70; latency p95 at most 2 s; judged "…"; each about calls with «in at \
            least 60 % of calls» behind it if it is not to hold in all""";

    private final Tokens tokens;
    private final Names names;
    private final List<Form> forms;

    private CheckParser(String text, Names names) {
        this.tokens = new Tokens(text);
        this.names = names;
        forms = forms();
    }

    /** A statement that is known by the words it begins with. */
    private record Form(String[] beginning, Supplier<Statement> rest) {
        Form(String beginning, Supplier<Statement> rest) {
            this(beginning.split(" "), rest);
        }
    }

    /** @param share in which part of the calls it must hold, 0 to 1; empty: in all */
    record Parsed(Statement statement, Optional<Bounds> share) {}

    /** @throws CheckSyntaxException when the text is no check, with what was expected */
    static Parsed parse(String text, Names names) {
        CheckParser parser = new CheckParser(text, names);
        Statement statement = parser.statement();
        Optional<Bounds> share = parser.share(statement);
        if (!parser.tokens.atEnd()) {
            throw parser.tokens.expected("the end of the check");
        }
        return new Parsed(statement, share);
    }

    private Optional<Bounds> share(Statement statement) {
        if (!tokens.take("in")) {
            return Optional.empty();
        }
        if (statement instanceof Statement.OfAll) {
            throw new CheckSyntaxException("is about all calls together and has no share of calls");
        }
        Bounds share = Bounds.ANY;
        do {
            Bounds one = bounds("at least or at most so many % of calls");
            tokens.expect("%");
            share = share.and(one);
        } while (tokens.take("and"));
        tokens.expect("of", "calls");
        if (share.least() > share.most()) {
            throw new CheckSyntaxException("no share of calls is " + share);
        }
        return Optional.of(percent(share));
    }

    private static Bounds percent(Bounds share) {
        return new Bounds(share.least() / 100, share.most() / 100);
    }

    private Statement statement() {
        for (Form form : forms) {
            if (tokens.take(form.beginning())) {
                return form.rest().get();
            }
        }
        Optional<Bounds> bounds = bounds();
        if (bounds.isPresent()) {
            tokens.expect("words");
            return new Statement.Words(bounds.get());
        }
        return ofDimensionOrFact();
    }

    private List<Form> forms() {
        return List.of(
                new Form("facts are constant", Statement.ConstantFacts::new),
                new Form("spread of", this::spread),
                new Form("score", () -> new Statement.Scores(bounds("bounds"))),
                new Form("latency", this::latency),
                new Form("no", this::refrain),
                new Form("spoken as worded in", this::asWorded),
                new Form("judged", () -> new Statement.Judged(tokens.next("quoted", "a sentence in quotation marks"))),
                new Form("ending in", this::endings),
                new Form("leader makes", this::leaderMakes),
                new Form("plays", () -> new Statement.Plays(name(names.acts(), "act"), true)),
                new Form("meets", () -> new Statement.Meets(name(names.criteria(), "criterion"), true)),
                new Form("says", () -> says(true)),
                new Form("never", this::never));
    }

    private Statement spread() {
        String dimension = name(names.dimensions(), "dimension");
        When when = moment();
        if (when instanceof When.Always) {
            throw new CheckSyntaxException("a spread is taken at the end or at a turn");
        }
        return new Statement.Spread(dimension, when, bounds("bounds"));
    }

    private Statement asWorded() {
        Bounds share = bounds("at least or at most so many % of turns");
        tokens.expect("%");
        tokens.expect("of", "turns");
        return new Statement.AsWorded(percent(share));
    }

    private Statement refrain() {
        Statement.Refrain.What what;
        if (tokens.take("sentence")) {
            what = Statement.Refrain.What.SENTENCE;
        } else if (tokens.take("new", "word")) {
            what = Statement.Refrain.What.WORD;
        } else {
            throw tokens.expected("«sentence» or «new word»");
        }
        tokens.expect("in", "more", "than");
        double most = tokens.number("so many %, for instance 20");
        if (most < 0 || most >= 100) {
            throw new CheckSyntaxException("nothing is in more than %s %% of turns".formatted(Bounds.number(most)));
        }
        tokens.expect("%");
        tokens.expect("of");
        if (tokens.take("calls")) {
            return new Statement.Refrain(what, Statement.Refrain.Of.CALLS, most / 100);
        }
        tokens.expect("turns");
        return new Statement.Refrain(what, Statement.Refrain.Of.TURNS, most / 100);
    }

    private Statement never() {
        if (tokens.take("plays")) {
            return new Statement.Plays(name(names.acts(), "act"), false);
        }
        if (tokens.take("meets")) {
            return new Statement.Meets(name(names.criteria(), "criterion"), false);
        }
        tokens.take("says");
        return says(false);
    }

    private Statement says(boolean wanted) {
        if (tokens.isNext("regex")) {
            String regex = tokens.next("regex", "");
            String inner = regex.substring(1, regex.length() - 1);
            try {
                return new Statement.Says(
                        regex,
                        List.of(Pattern.compile(inner, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)),
                        wanted);
            } catch (PatternSyntaxException e) {
                throw new CheckSyntaxException("no regular expression between the slashes: %s at %d"
                        .formatted(e.getDescription(), e.getIndex()));
            }
        }
        String phrase = tokens.upTo("in");
        List<Pattern> patterns = names.phrases().get(phrase);
        if (patterns == null) {
            throw unknown(phrase, names.phrases().keySet(), "phrase");
        }
        return new Statement.Says(phrase, patterns, wanted);
    }

    private Statement latency() {
        String percentile = tokens.next("word", "a percentile such as p95");
        if (!percentile.matches("p\\d{1,2}")) {
            throw new CheckSyntaxException("expected a percentile such as p95, found «%s»".formatted(percentile));
        }
        Bounds bounds = bounds("bounds");
        if (tokens.take("s")) {
            return new Statement.Latency(
                    Integer.parseInt(percentile.substring(1)), new Bounds(bounds.least() * 1000, bounds.most() * 1000));
        }
        tokens.expect("ms");
        return new Statement.Latency(Integer.parseInt(percentile.substring(1)), bounds);
    }

    private Statement endings() {
        tokens.expect("[");
        List<String> endings = new ArrayList<>();
        do {
            endings.add(name(names.endings(), "ending"));
        } while (tokens.take(","));
        tokens.expect("]");
        return new Statement.Ends(endings);
    }

    private Statement leaderMakes() {
        String move = name(names.moves(), "move");
        int mark = tokens.mark();
        if (tokens.take("in")) {
            Optional<Bounds> turns = bounds();
            if (turns.isPresent() && tokens.take("turns")) {
                return new Statement.LeaderMakes(move, turns.get());
            }
            tokens.back(mark);
        }
        return new Statement.LeaderMakes(move, new Bounds(1, Double.POSITIVE_INFINITY));
    }

    private Statement ofDimensionOrFact() {
        int mark = tokens.mark();
        if (!tokens.isNext("word")) {
            throw tokens.expected(FORMS);
        }
        String first = tokens.next("word", "a name");
        if (names.dimensions().contains(first)) {
            return ofDimension(first);
        }
        if (names.facts().contains(first)) {
            return ofFact(first);
        }
        tokens.back(mark);
        TreeSet<String> both = new TreeSet<>(names.dimensions());
        both.addAll(names.facts());
        Optional<String> meant = Nearest.to(first, both);
        if (meant.isPresent()) {
            throw new CheckSyntaxException("there is no '%s'; did you mean %s?".formatted(first, meant.get()));
        }
        throw tokens.expected(FORMS);
    }

    private Statement ofDimension(String dimension) {
        boolean falls = tokens.take("falls");
        if (falls || tokens.take("rises")) {
            tokens.expect("by");
            double amount = tokens.number("how much, for instance .3");
            When when = new When.AtEnd();
            if (tokens.take("until", "turn")) {
                when = new When.AtTurn(turn());
            } else if (tokens.take("until")) {
                tokens.expect("the", "end");
            }
            return new Statement.Moves(dimension, falls ? -amount : amount, when);
        }
        return new Statement.Stands(dimension, moment(), bounds("bounds"));
    }

    private Statement ofFact(String fact) {
        if (tokens.take("not", "told", "before")) {
            return new Statement.NotToldBefore(
                    fact, name(names.dimensions(), "dimension"), tokens.number("a level, for instance .5"));
        }
        if (tokens.take("never", "told")) {
            return new Statement.Told(fact, false, Optional.empty());
        }
        if (tokens.take("told")) {
            return new Statement.Told(
                    fact, true, tokens.take("until", "turn") ? Optional.of(turn()) : Optional.empty());
        }
        throw tokens.expected("told, never told, or not told before DIMENSION .5");
    }

    private When moment() {
        if (tokens.take("at", "the", "end")) {
            return new When.AtEnd();
        }
        if (tokens.take("at", "turn")) {
            return new When.AtTurn(turn());
        }
        if (tokens.take("always")) {
            return new When.Always();
        }
        throw tokens.expected("falls by .3, rises by .3, at the end, at turn 6, or always");
    }

    private int turn() {
        double turn = tokens.number("the number of a turn");
        if (turn < 1 || turn != Math.rint(turn)) {
            throw new CheckSyntaxException("turns are counted 1, 2, 3 …, not " + Bounds.number(turn));
        }
        return (int) turn;
    }

    private Bounds bounds(String what) {
        return bounds().orElseThrow(
                        () -> tokens.expected("%s: at least .1, at most .2, or between .1 and .2".formatted(what)));
    }

    private Optional<Bounds> bounds() {
        if (tokens.take("at", "least")) {
            return Optional.of(new Bounds(tokens.number("a number"), Double.POSITIVE_INFINITY));
        }
        if (tokens.take("at", "most")) {
            return Optional.of(new Bounds(Double.NEGATIVE_INFINITY, tokens.number("a number")));
        }
        if (tokens.take("between")) {
            double least = tokens.number("a number");
            tokens.expect("and");
            double most = tokens.number("a number");
            if (least > most) {
                throw new CheckSyntaxException(
                        "nothing is between %s and %s".formatted(Bounds.number(least), Bounds.number(most)));
            }
            return Optional.of(new Bounds(least, most));
        }
        return Optional.empty();
    }

    private String name(Collection<String> known, String kind) {
        if (!tokens.isNext("word")) {
            throw tokens.expected("the name of a " + kind);
        }
        String name = tokens.next("word", kind);
        if (!known.contains(name)) {
            throw unknown(name, known, kind);
        }
        return name;
    }

    private static CheckSyntaxException unknown(String name, Collection<String> known, String kind) {
        return new CheckSyntaxException("there is no %s '%s'; %s"
                .formatted(
                        kind,
                        name,
                        Nearest.to(name, known)
                                .map(n -> "did you mean %s?".formatted(n))
                                .orElse("there are " + String.join(", ", new TreeSet<>(known)))));
    }
}
