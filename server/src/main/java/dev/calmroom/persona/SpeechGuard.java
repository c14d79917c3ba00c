package dev.calmroom.persona;

import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.text.SpokenNumbers;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
    /** Words; whoever is longer is not said twice in a call. */
    private static final int SHORT_SENTENCE = 3;

    private static final Pattern SENTENCES = Pattern.compile("(?<=[.?!…])\\s+");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    /** A capital letter behind another word of the same sentence, or an abbreviation anywhere. */
    private static final Pattern CAPITAL = Pattern.compile("(?<=[\\p{L}\\d,;] )\\p{Lu}\\p{Ll}+|\\b\\p{Lu}{2,}\\b");

    /** A first word that does something: behind a capital that says nothing it may be a name. */
    private static final Pattern FIRST = Pattern.compile(
            "^\\W*(?!Who|What)(\\p{Lu}\\p{Ll}{2,})(?:'s\\b| (?:and|or|was|is|did|does|has|had|said|says|told|ran|wrote|took|made"
                    + "|went|knows|knew|broke|came|left|sent|got|gave|thinks|thought|wants|\\w{2,}ed)\\b)");
    /** A word by itself, which is a name where somebody's was asked for. */
    private static final Pattern ALONE = Pattern.compile("^\\W*(\\p{Lu}\\p{Ll}{2,})\\W*$");

    private static final Pattern WHO = Pattern.compile("(?i)\\b(?:who|whose|whom|names?)\\b");
    /** «Loading», «Slowly», «Ruined», «Exhaustion». */
    private static final Pattern NO_NAME = Pattern.compile(".*(?:ing|ly|ed|ion|ness)");

    private static final Set<String> CLOCK = Set.of("hours", "minutes", "seconds");
    private static final Pattern DENIED =
            Pattern.compile("\\b(?:not|never|no|nobody|neither)\\b|n't\\b", Pattern.CASE_INSENSITIVE);

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
    private final SpokenChoice.Ways ways;
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
        ways = new SpokenChoice.Ways(this.rules, plot.options());
        plot.facts().stream()
                .map(Knowledge.Fact::figures)
                .filter(Objects::nonNull)
                .forEach(counted -> counted.of().stream()
                        .filter(unit -> !CLOCK.contains(unit))
                        .forEach(unit -> figures.computeIfAbsent(unit, _ -> new HashSet<>())
                                .addAll(counted.are())));
        known.addAll(rules.names());
        known(scenario).forEach(text -> known.addAll(words(text)));
    }

    /** Where the names stand that a persona may say of itself. */
    private static Stream<String> known(Scenario scenario) {
        Plot plot = scenario.plot();
        return Stream.of(
                        Stream.of(scenario.personaPrompt(), plot.title(), plot.summary()),
                        Stream.of(plot.persona(), plot.leader())
                                .flatMap(p -> Stream.of(p.name(), p.fullName(), p.role())),
                        plot.people().stream().map(Knowledge.Person::name),
                        plot.vocabulary().stream())
                .flatMap(texts -> texts);
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
        private final SpokenChoice choice;
        /** The leader wants to hear the same again. */
        private final boolean askedAgain;

        private final boolean worded;
        /** Freely answered, and anything is asked for. */
        private final boolean asksAnything;

        private final PlainSentences plain;

        private final SaidSoFar said;
        private final WordRuns leader;
        private final Optional<Obedience.Heard> heard;
        private final Set<String> leaderSentences = new HashSet<>();
        private final Set<Long> allowed = new HashSet<>();
        private final Set<String> words = new HashSet<>(known);
        private final List<String> mayTell = new ArrayList<>();
        private final boolean promises;
        private final Set<Long> promised = new HashSet<>();
        /** Numbers that only the leader has, in words that take a figure for true which is not. */
        private final Set<Long> mistaken = new HashSet<>();

        private final Set<String> here = new HashSet<>();

        private Inspection(Brief brief, List<Turn> conversation, Manner manner) {
            this.brief = brief;
            this.conversation = conversation;
            choice = ways.in(brief);
            worded = manner == Manner.WORDED;
            asksAnything = !worded && !brief.scene().understood().asked().isEmpty();
            plain = new PlainSentences(
                    rules, numbers, conversation, brief.leader().words(), obedience::isOrdinary);
            askedAgain = rules.sayAgain().matcher(brief.leader().words()).find();
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
                    plain.mayTell(fact.statement());
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
                    .filter(turn -> !turn.isLeader()
                            || !turn.text().equals(brief.leader().words()))
                    .forEach(turn -> allowed.addAll(numbers.all(turn.text())));
            conversation.forEach(turn -> words.addAll(words(turn.text())));
            words.addAll(words(brief.leader().words()));
            words.addAll(words(brief.scene().happened()));
            if (manner == Manner.FREE) {
                allowed.addAll(numbers.all(brief.scene().interval()));
                if (brief.scene().understood().mistaken()) {
                    mistaken.addAll(numbers.all(brief.leader().words()));
                    mistaken.removeAll(allowed);
                }
                allowed.addAll(numbers.all(brief.leader().words()));
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

        /** The model is asked anew: of this turn only what was said while it was late has been heard. */
        void beginAgain(String heard) {
            here.clear();
            said(heard);
        }

        /** Something is said in this turn, or will be once all of the answer is there. */
        void said(String text) {
            here.add(SaidSoFar.plain(text).toLowerCase(Locale.ROOT));
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
            boolean tells = plain.tells(sentence, choice);
            return isRepeated(sentence, tells)
                    ? Optional.of(Objection.REPEATED)
                    : givenAway(sentence)
                            .or(() -> heard.filter(_ -> !tells && !plain.answers(sentence))
                                    .filter(leader -> leader.isObeyedBy(sentence))
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
            if (choice.isDecidedByNobody(sentence)) {
                return Optional.of("a decision that nobody has made");
            }
            if (choice.takesChoiceForOpen(sentence)) {
                return Optional.of("the choice is made and is not asked for again");
            }
            return isIdlePromise(sentence) ? Optional.of("a promise that nobody can make") : Optional.empty();
        }

        private Optional<Objection> givenAway(String sentence) {
            if (choice.namesNothingButWays(sentence)) {
                return Optional.empty();
            }
            boolean named = !choice.named(sentence).isEmpty();
            return secrets.givenAway(sentence, choice.tellsNothingNew(sentence), named, mayTell, conversation)
                    .map(fact -> new Objection("a fact that is not told now: " + fact, false));
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
            return Stream.of(
                            CAPITAL.matcher(sentence).results().map(MatchResult::group),
                            WORD.matcher(sentence)
                                    .results()
                                    .map(MatchResult::group)
                                    .filter(word -> rules.calendar().contains(word.toLowerCase(Locale.ROOT))),
                            (WHO.matcher(brief.leader().words()).find() ? List.of(FIRST, ALONE) : List.of(FIRST))
                                    .stream()
                                            .flatMap(name ->
                                                    name.matcher(sentence).results())
                                            .map(found -> found.group(1))
                                            .filter(word ->
                                                    !NO_NAME.matcher(word).matches())
                                            .filter(word -> !obedience.isOrdinary(word.toLowerCase(Locale.ROOT))))
                    .flatMap(names -> names)
                    .filter(word -> !words.contains(word.toLowerCase(Locale.ROOT)))
                    .findFirst();
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
            return !Collections.disjoint(mistaken, numbers.stated(sentence))
                    || numbers.byUnit(sentence).entrySet().stream()
                            .anyMatch(figure -> !figures.getOrDefault(figure.getKey(), figure.getValue())
                                    .containsAll(figure.getValue()));
        }

        /** @param tells whether it tells what may be told, and only that: whoever asks for it twice hears it twice */
        private boolean isRepeated(String sentence, boolean tells) {
            String words = SaidSoFar.plain(sentence).toLowerCase(Locale.ROOT);
            boolean stammered = goesOn(sentence) && SaidSoFar.count(words) < ECHOED_SENTENCE;
            return (here.contains(words) && !stammered)
                    || (!(tells && asksAnything) && !askedAgain && isSaidBefore(sentence, SaidSoFar.count(words)));
        }

        /** Few words may come again in a call («Ninety minutes.»), a short sentence of a small model not in three turns running. */
        private boolean isSaidBefore(String sentence, int words) {
            return words > SHORT_SENTENCE
                    ? said.includes(sentence.replace("{", ""))
                    : worded && words == SHORT_SENTENCE && said.heldTwiceRunning(sentence);
        }
    }
}
