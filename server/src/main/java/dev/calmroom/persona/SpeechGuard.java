package dev.calmroom.persona;

import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.text.SpokenNumbers;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds every sentence of a language model against what may be said, before it is spoken. */
public final class SpeechGuard {
    /** A sentence may chance to share words with the persona's description, but not with the orders for a turn. */
    private static final int LEAKED_WORDS = 6;

    private static final Pattern NOTE_HEADING = Pattern.compile("(?m)^(?:~ )?([A-Z][^:{}\\n]*:) \\{");
    private static final int LEAKED_ORDER_WORDS = 4;
    private static final int ECHOED_WORDS = 7;
    /** A whole sentence of the leader's said back: from so many words on it is no coincidence. */
    private static final int ECHOED_SENTENCE = 3;

    private static final Pattern SENTENCES = Pattern.compile("(?<=[.?!…])\\s+");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    /** A capital letter behind another word of the same sentence, or an abbreviation anywhere. */
    private static final Pattern CAPITAL = Pattern.compile("(?<=[\\p{L}\\d,;] )\\p{Lu}\\p{Ll}+|\\b\\p{Lu}{2,}\\b");

    private static final Set<String> CLOCK = Set.of("hours", "minutes", "seconds");
    private static final Pattern CLAUSE_END = Pattern.compile(";|, (?:and|but|with|while|then)\\b");
    private static final Pattern DENIED =
            Pattern.compile("\\b(?:not|never|no|nobody|neither)\\b|n't\\b", Pattern.CASE_INSENSITIVE);

    /** Articles, «or», «um»: words of so few letters carry no fact. */
    private static final int LITTLE = 3;

    private final SpeechRules rules;
    private final Scenario scenario;
    private final SpokenNumbers numbers;
    private final WordRuns prompt;
    private final WordRuns order;
    private final Secrets secrets;
    private final Obedience obedience;
    private final Set<String> labels = new HashSet<>();
    /** «Decided:» and the like, as they begin the lines of a turn's note. */
    private final List<String> noteHeadings;

    private final Set<String> known = new HashSet<>();
    private final Map<String, Pattern> options = new LinkedHashMap<>();
    /** What there is how many of, by what is counted; intervals are agreed on a call and are in no fact. */
    private final Map<String, Set<Long>> figures = new HashMap<>();

    /**
     * @param model tells whether a sentence gives a gated fact away
     * @param template the wording of a turn's order, which must not come out either
     */
    public SpeechGuard(SpeechRules rules, Scenario scenario, EmbeddingModel model, String template) {
        this.rules = rules.of(scenario.plot().persona());
        this.scenario = scenario;
        numbers = new SpokenNumbers(rules.units());
        List<String> secret = new ArrayList<>(List.of(scenario.personaPrompt()));
        scenario.plot().acts().forEach(act -> secret.add(act.about()));
        scenario.feelings().moods().forEach(mood -> secret.add(mood.about()));
        prompt = new WordRuns(LEAKED_WORDS, secret);
        order = new WordRuns(
                LEAKED_ORDER_WORDS, List.of(template, rules.margins().again("")));
        noteHeadings = NOTE_HEADING
                .matcher(template)
                .results()
                .map(found -> found.group(1))
                .toList();
        secrets = new Secrets(model, scenario, rules.secrets());
        obedience = new Obedience(model, scenario, Obedience.FITTED);
        scenario.feelings().dimensions().forEach(d -> labels.addAll(List.of(d.low(), d.high())));
        scenario.feelings().moods().stream()
                .flatMap(mood -> Pattern.compile("[,;.:]+").splitAsStream(mood.about()))
                .map(SaidSoFar::plain)
                .forEach(labels::add);
        Plot plot = scenario.plot();
        plot.options().forEach(o -> options.put(o.id(), Pattern.compile(o.says(), Pattern.CASE_INSENSITIVE)));
        plot.facts().stream()
                .map(Knowledge.Fact::figures)
                .filter(Objects::nonNull)
                .forEach(counted -> counted.of().stream()
                        .filter(unit -> !CLOCK.contains(unit))
                        .forEach(unit -> figures.computeIfAbsent(unit, _ -> new HashSet<>())
                                .addAll(counted.are())));
        known.addAll(rules.names());
        Stream.of(
                        Stream.of(scenario.personaPrompt(), plot.title(), plot.summary()),
                        Stream.of(plot.persona(), plot.leader())
                                .flatMap(p -> Stream.of(p.name(), p.fullName(), p.role())),
                        plot.people().stream().map(Knowledge.Person::name),
                        plot.vocabulary().stream())
                .flatMap(texts -> texts)
                .forEach(text -> known.addAll(words(text)));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Opens the inspection of one turn. */
    Inspection inspect(Brief brief, List<Turn> conversation, Manner manner) {
        return new Inspection(brief, conversation, manner);
    }

    /** One turn's sentences, in order. */
    final class Inspection {
        private final Brief brief;
        private final List<Turn> conversation;
        private final SaidSoFar said;
        private final WordRuns leader;
        private final Optional<Obedience.Heard> heard;
        private final Set<String> leaderSentences = new HashSet<>();
        private final Set<Long> allowed = new HashSet<>();
        private final Set<String> words = new HashSet<>(known);
        private final List<String> mayTell = new ArrayList<>();
        private final boolean promises;
        private final Set<Long> promised = new HashSet<>();
        private final Set<String> here = new HashSet<>();

        private Inspection(Brief brief, List<Turn> conversation, Manner manner) {
            this.brief = brief;
            this.conversation = conversation;
            said = new SaidSoFar(conversation);
            leader = new WordRuns(ECHOED_WORDS, List.of(brief.leader().words()));
            heard = Optional.of(brief.leader().words())
                    .filter(words -> !words.isBlank())
                    .map(obedience::heard);
            SENTENCES
                    .splitAsStream(brief.leader().words())
                    .map(SaidSoFar::plain)
                    .filter(plain -> SaidSoFar.count(plain) >= ECHOED_SENTENCE)
                    .forEach(leaderSentences::add);
            takeFacts(manner);
            takeWhatWasSaid(manner);
            Knowledge.FalsePromise promise = scenario.plot().falsePromise();
            promises = promise != null && promise.acts().contains(brief.task().act());
            if (promises && promise != null) {
                promised.addAll(numbers.all(promise.says()));
                allowed.addAll(promised);
                words.addAll(words(promise.says()));
            }
        }

        private void takeFacts(Manner manner) {
            for (Knowledge.Fact fact : scenario.plot().facts()) {
                boolean open = fact.always() || brief.scene().open().contains(fact.id());
                if (brief.task().facts().contains(fact.id()) || (manner == Manner.FREE && open)) {
                    mayTell.add(fact.id());
                    allowed.addAll(numbers.all(fact.statement()));
                }
                if (open || brief.task().facts().contains(fact.id())) {
                    words.addAll(words(fact.statement()));
                }
            }
        }

        /**
         * What was said may be said again; what the leader says now may be taken up where a slot foresees it, and where
         * the persona answers freely.
         */
        private void takeWhatWasSaid(Manner manner) {
            conversation.stream()
                    .filter(turn -> manner == Manner.FREE || !turn.isLeader())
                    .forEach(turn -> allowed.addAll(numbers.all(turn.text())));
            conversation.forEach(turn -> words.addAll(words(turn.text())));
            words.addAll(words(brief.leader().words()));
            words.addAll(words(brief.scene().happened()));
            if (manner == Manner.FREE) {
                allowed.addAll(numbers.all(brief.leader().words()));
                allowed.addAll(numbers.all(brief.scene().interval()));
            }
            new HeardSlots(scenario.lines().slots(), brief, conversation)
                    .values()
                    .forEach(value -> {
                        allowed.addAll(numbers.all(value));
                        words.addAll(words(value));
                    });
        }

        boolean isWary() {
            return heard.filter(Obedience.Heard::isTrick).isPresent();
        }

        /** Something has been said in this turn that no model said. */
        void said(String text) {
            for (String sentence : SENTENCES.splitAsStream(text).toList()) {
                here.add(SaidSoFar.plain(sentence).toLowerCase(Locale.ROOT));
            }
        }

        /** The sentence in plain characters, without what a model lays around speech; empty where that was all. */
        String cleaned(String sentence) {
            String bare = PlainSpeech.of(sentence);
            for (SpeechRules.Repair repair : rules.repairs()) {
                bare = repair.in(bare);
            }
            bare = bare.replaceAll(" {2,}", " ").strip();
            if (bare.chars().noneMatch(Character::isLetterOrDigit)) {
                return "";
            }
            return ".?!…,".indexOf(bare.charAt(bare.length() - 1)) >= 0 ? bare : bare + ".";
        }

        /** Whether it only goes on from what stands before it: alone it means something else, or nothing. */
        boolean goesOn(String sentence) {
            return Character.isLowerCase(sentence.charAt(0))
                    || rules.goingOn().matcher(sentence).find();
        }

        /** @param sentence cleaned */
        Optional<Objection> objection(String sentence) {
            for (SpeechRules.Check check : rules.checks()) {
                if (check.finds(sentence)) {
                    return Optional.of(new Objection(check.reason(), check.ends()));
                }
            }
            if (prompt.sharedWith(sentence) || order.sharedWith(sentence) || isLabels(sentence) || filledIn(sentence)) {
                return Optional.of(new Objection("words of the prompt", true));
            }
            Optional<String> untrue = untrue(sentence);
            if (untrue.isPresent()) {
                return untrue.map(why -> new Objection(why, false));
            }
            return isRepeated(sentence)
                    ? Optional.of(Objection.REPEATED)
                    : givenAway(sentence)
                            .or(() -> heard.filter(leader -> leader.isObeyedBy(sentence))
                                    .map(_ -> Objection.OBEYS));
        }

        /** Why the persona cannot mean this: it is the leader's to say, or not so. */
        private Optional<String> untrue(String sentence) {
            if (leader.sharedWith(sentence) || leaderSentences.contains(SaidSoFar.plain(sentence))) {
                return Optional.of("the leader's own words");
            }
            if (!allowed.containsAll(numbers.stated(sentence))) {
                return Optional.of("a number that is not among the facts told");
            }
            Optional<String> foreign = foreignName(sentence);
            if (foreign.isPresent()) {
                return Optional.of("a name or a day that nobody has mentioned: " + foreign.get());
            }
            if (isUntrueFigure(sentence)) {
                return Optional.of("a figure that is not so");
            }
            if (isDecidedByNobody(sentence)) {
                return Optional.of("a decision that nobody has made");
            }
            if (takesChoiceForOpen(sentence)) {
                return Optional.of("the choice is made and is not asked for again");
            }
            return isIdlePromise(sentence) ? Optional.of("a promise that nobody can make") : Optional.empty();
        }

        private Optional<Objection> givenAway(String sentence) {
            if (namesNothingButWays(sentence)) {
                return Optional.empty();
            }
            boolean named = !named(sentence).isEmpty();
            return secrets.givenAway(sentence, tellsNothingNew(sentence), named, mayTell, conversation)
                    .map(fact -> new Objection("a fact that is not told now: " + fact, false));
        }

        /**
         * «The fix or the rollback?» gives nothing away, however near its words are to those of a secret; «The fix.» does
         * where a choice was asked for: not as an answer to something else, and not said back.
         */
        private boolean namesNothingButWays(String sentence) {
            String rest = sentence;
            Set<String> named = new HashSet<>();
            for (Map.Entry<String, Pattern> way : options.entrySet()) {
                String without = way.getValue().matcher(rest).replaceAll(" ");
                if (!without.equals(rest)) {
                    named.add(way.getKey());
                }
                rest = without;
            }
            boolean chooses = named.size() == 1
                    && !sentence.endsWith("?")
                    && brief.task().facts().isEmpty()
                    && !named.equals(named(brief.leader().words()));
            return !named.isEmpty()
                    && !chooses
                    && WORD.matcher(rest)
                            .results()
                            .allMatch(word -> word.group().length() <= LITTLE);
        }

        private Set<String> named(String words) {
            return options.entrySet().stream()
                    .filter(way -> way.getValue().matcher(words).find())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        /** A question, or the way out that the leader has decided for: no secret in other words. */
        private boolean tellsNothingNew(String sentence) {
            Pattern decided = options.get(brief.scene().decided());
            return sentence.endsWith("?")
                    || (decided != null && decided.matcher(sentence).find());
        }

        /** Nothing but the words in which the note tells how the persona feels. */
        private boolean isLabels(String sentence) {
            List<String> parts = Pattern.compile("[,;.:]+")
                    .splitAsStream(sentence)
                    .map(SaidSoFar::plain)
                    .filter(part -> !part.isEmpty())
                    .toList();
            return SaidSoFar.count(SaidSoFar.plain(sentence)) > 1 && labels.containsAll(parts);
        }

        /** A line of the note, with its heading. */
        private boolean filledIn(String sentence) {
            return noteHeadings.stream()
                    .anyMatch(heading -> sentence.regionMatches(true, 0, heading, 0, heading.length()));
        }

        private Optional<String> foreignName(String sentence) {
            return Stream.concat(
                            CAPITAL.matcher(sentence).results().map(MatchResult::group),
                            WORD.matcher(sentence)
                                    .results()
                                    .map(MatchResult::group)
                                    .filter(word -> rules.calendar().contains(word.toLowerCase(Locale.ROOT))))
                    .filter(word -> !words.contains(word.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }

        /**
         * It names a way out as taken that is not the one that the leader decided for, or begins where nothing is
         * decided. What stands in another clause than the claim («…, and the rollback stays ready») is not taken.
         */
        private boolean isDecidedByNobody(String sentence) {
            String decided = brief.scene().decided();
            if (decided.isEmpty() && rules.choices().begun().in(sentence).isPresent()) {
                return true;
            }
            return rules.decisions()
                    .in(sentence)
                    .map(claim -> CLAUSE_END.split(claim, 2)[0])
                    .filter(claim -> named(claim).stream().anyMatch(option -> !option.equals(decided)))
                    .isPresent();
        }

        /** It asks again for a choice that is made, or says that there is none; not where the leader reopens it. */
        private boolean takesChoiceForOpen(String sentence) {
            String decided = brief.scene().decided();
            String words = brief.leader().words();
            if (decided.isEmpty()
                    || rules.choices().reopened().matcher(words).find()
                    || named(words).stream().anyMatch(option -> !option.equals(decided))) {
                return false;
            }
            return rules.choices().open().in(sentence).isPresent()
                    || (named(sentence).size() > 1 && (sentence.endsWith("?") || namesNothingButWays(sentence)));
        }

        /** The one false promise is made with its own figure and with no other. */
        private boolean isIdlePromise(String sentence) {
            return rules.promises().in(sentence).isPresent()
                    && !(promises && promised.containsAll(numbers.stated(sentence)));
        }

        /** A number of things of which the facts know another: what the leader has wrong is not taken over. */
        private boolean isUntrueFigure(String sentence) {
            if (sentence.endsWith("?") || DENIED.matcher(sentence).find()) {
                return false;
            }
            return numbers.byUnit(sentence).entrySet().stream()
                    .anyMatch(figure -> !figures.getOrDefault(figure.getKey(), figure.getValue())
                            .containsAll(figure.getValue()));
        }

        private boolean isRepeated(String sentence) {
            String plain = SaidSoFar.plain(sentence).toLowerCase(Locale.ROOT);
            boolean stammered = goesOn(sentence) && SaidSoFar.count(plain) < ECHOED_SENTENCE;
            return (!here.add(plain) && !stammered)
                    || (SaidSoFar.count(plain) >= 4 && said.includes(sentence.replace("{", "")));
        }
    }
}
