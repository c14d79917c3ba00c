package dev.calmroom.persona;

import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.text.SpokenNumbers;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Holds every sentence of a language model against what may be said, before it is spoken. */
public final class SpeechGuard {
    /** A sentence may chance to share words with the persona's description, but not with the orders for a turn. */
    private static final int LEAKED_WORDS = 6;

    private static final int LEAKED_ORDER_WORDS = 4;
    private static final int ECHOED_WORDS = 7;

    private final SpeechRules rules;
    private final Scenario scenario;
    private final SpokenNumbers numbers;
    private final WordRuns prompt;
    private final WordRuns order;
    private final Secrets secrets;

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
        order = new WordRuns(LEAKED_ORDER_WORDS, List.of(template));
        secrets = new Secrets(model, scenario);
    }

    /** Opens the inspection of one turn. */
    Inspection inspect(Brief brief, List<Turn> conversation) {
        return new Inspection(brief, conversation);
    }

    /**
     * Why a sentence is not spoken.
     *
     * @param ends whether the turn ends before it
     */
    record Objection(String reason, boolean ends) {}

    /** One turn's sentences, in order. */
    final class Inspection {
        private final Brief brief;
        private final List<Turn> conversation;
        private final SaidSoFar said;
        private final WordRuns leader;
        private final Set<Long> allowed = new HashSet<>();
        private final Set<String> here = new HashSet<>();

        private Inspection(Brief brief, List<Turn> conversation) {
            this.brief = brief;
            this.conversation = conversation;
            said = new SaidSoFar(conversation);
            leader = new WordRuns(ECHOED_WORDS, List.of(brief.leaderWords()));
            for (String id : brief.facts()) {
                scenario.plot().fact(id).ifPresent(fact -> allowed.addAll(numbers.all(fact.statement())));
            }
            // What the persona said may be said again; what the leader said may be taken up where a slot foresees it.
            conversation.stream()
                    .filter(turn -> !turn.isLeader())
                    .forEach(turn -> allowed.addAll(numbers.all(turn.text())));
            new HeardSlots(scenario.lines().slots(), brief, conversation)
                    .values()
                    .forEach(value -> allowed.addAll(numbers.all(value)));
            Plot.FalsePromise promise = scenario.plot().falsePromise();
            if (promise != null && promise.acts().contains(brief.act())) {
                allowed.addAll(numbers.all(promise.says()));
            }
        }

        /**
         * The sentence in plain characters, without what a model lays around speech; empty where nothing else was in it.
         */
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

        /** @param sentence cleaned */
        Optional<Objection> objection(String sentence) {
            for (SpeechRules.Check check : rules.checks()) {
                if (check.finds(sentence)) {
                    return Optional.of(new Objection(check.reason(), check.ends()));
                }
            }
            if (prompt.sharedWith(sentence) || order.sharedWith(sentence)) {
                return Optional.of(new Objection("words of the prompt", true));
            }
            if (leader.sharedWith(sentence)) {
                return Optional.of(new Objection("the leader's own words", false));
            }
            if (!allowed.containsAll(numbers.stated(sentence))) {
                return Optional.of(new Objection("a number that is not among the facts told", false));
            }
            if (isRepeated(sentence)) {
                return Optional.of(new Objection("said before", false));
            }
            return secrets.givenAway(sentence, brief.facts(), conversation)
                    .map(fact -> new Objection("a fact that is not told now: " + fact, false));
        }

        private boolean isRepeated(String sentence) {
            String plain = SaidSoFar.plain(sentence).toLowerCase(Locale.ROOT);
            return !here.add(plain) || SaidSoFar.count(plain) >= 4 && said.includes(sentence.replace("{", ""));
        }
    }
}
