package dev.calmroom.persona;

import dev.calmroom.comprehension.Meanings;
import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts that have a gate, by meaning: does a sentence give one away before the director has opened it? It does where
 * it is near to the fact's own words, and where it is nearer to examples that tell it in other words than to what is no
 * secret or another one. What is as near to what is no secret as to the own words tells nothing.
 */
final class Secrets {
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.?!…])\\s+");

    private static final Pattern BROKEN_OFF = Pattern.compile("(?:\\.\\.\\.|…)\\s*$");

    private final EmbeddingModel model;
    private final SpeechRules.Secrets rules;
    private final Map<String, Closed> gated = new LinkedHashMap<>();

    /**
     * @param open what is no secret: what means as much of that as of the own words tells nothing
     * @param examples null where the author gives none: then only what means the same as the own words tells it
     */
    private record Closed(
            Meanings own, Meanings open, @Nullable Examples examples) {}

    private record Examples(Meanings telling, Meanings other) {}

    Secrets(EmbeddingModel model, Scenario scenario, SpeechRules.Secrets rules) {
        this.model = model;
        this.rules = rules;
        List<Knowledge.Fact> facts = scenario.plot().facts();
        Meanings open = new Meanings(
                model,
                facts.stream()
                        .filter(fact -> fact.gate() == null)
                        .map(Knowledge.Fact::statement)
                        .toList());
        for (Knowledge.Fact fact : facts) {
            if (fact.gate() != null) {
                List<String> own = ownWords(fact, scenario);
                Examples examples = examples(fact, own, facts);
                gated.put(
                        fact.id(),
                        new Closed(new Meanings(model, own), examples == null ? open : examples.other(), examples));
            }
        }
    }

    private List<String> ownWords(Knowledge.Fact fact, Scenario scenario) {
        return Stream.concat(
                        Stream.of(fact.statement()),
                        scenario.lines().lines().stream()
                                .filter(line -> line.facts().equals(List.of(fact.id())))
                                .map(AuthoredLine::text)
                                .filter(text -> SaidSoFar.count(SaidSoFar.plain(text)) >= rules.tellingWords()))
                .toList();
    }

    private @Nullable Examples examples(Knowledge.Fact fact, List<String> own, List<Knowledge.Fact> facts) {
        Knowledge.GivenAway givenAway = fact.givenAway();
        if (givenAway == null) {
            return null;
        }
        List<String> telling = new ArrayList<>(own);
        telling.addAll(givenAway.by());
        List<String> other = new ArrayList<>(givenAway.notBy());
        other.addAll(rules.ordinary());
        for (Knowledge.Fact another : facts) {
            if (another.gate() == null) {
                other.add(another.statement());
            } else if (!another.id().equals(fact.id()) && another.givenAway() != null) {
                other.addAll(another.givenAway().by());
                other.addAll(another.givenAway().notBy());
            }
        }
        return new Examples(new Meanings(model, telling), new Meanings(model, other));
    }

    /**
     * @param plain whether only the fact's own words count: nothing is told in other words by this sentence
     * @param names whether it names a way out, which few words can do
     * @return the id of a fact that the sentence tells though it may not be told and has not been
     */
    Optional<String> givenAway(
            String sentence, boolean plain, boolean names, List<String> mayTell, List<Turn> conversation) {
        String bare = bare(sentence);
        boolean ownOnly = plain || (!names && isShort(bare));
        Embedding meaning = Meanings.of(model, bare);
        double open = gated.entrySet().stream()
                .filter(fact -> mayTell.contains(fact.getKey()))
                .filter(fact -> tells(meaning, fact.getValue(), ownOnly))
                .mapToDouble(fact -> nearness(meaning, fact.getValue()))
                .max()
                .orElse(-1);
        return gated.entrySet().stream()
                .filter(fact -> !mayTell.contains(fact.getKey()))
                .filter(fact -> tells(meaning, fact.getValue(), ownOnly))
                .filter(fact -> nearness(meaning, fact.getValue()) > open)
                .filter(fact -> conversation.stream().noneMatch(turn -> tells(turn, fact.getValue())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What two secrets have in common is told by the one that may be told, where that is the nearer one. */
    private static double nearness(Embedding meaning, Closed fact) {
        double own = fact.own().nearest(meaning);
        Examples examples = fact.examples();
        return examples == null ? own : Math.max(own, examples.telling().nearest(meaning));
    }

    private boolean tells(Embedding meaning, Closed fact, boolean ownOnly) {
        double own = fact.own().nearest(meaning);
        if (own >= rules.told() && own - fact.open().nearest(meaning) >= rules.clearly()) {
            return true;
        }
        Examples examples = fact.examples();
        return !ownOnly
                && examples != null
                && rules.logOdds(
                                examples.telling().nearestFew(meaning, rules.nearest()),
                                examples.other().nearestFew(meaning, rules.nearest()))
                        >= rules.from();
    }

    private String bare(String sentence) {
        return rules.asides().matcher(sentence).replaceAll(" ");
    }

    /** So few words tell nothing by themselves; what breaks off needs more. */
    private boolean isShort(String bare) {
        int fewest = BROKEN_OFF.matcher(bare).find() ? rules.tellingWords() : rules.fewestWords();
        return SaidSoFar.count(SaidSoFar.plain(bare)) < fewest;
    }

    /** The own words may be several sentences; in other words it is told by what would be refused as telling it. */
    private boolean tells(Turn turn, Closed fact) {
        return !turn.isLeader()
                && (tells(Meanings.of(model, turn.text()), fact, true)
                        || SENTENCES
                                .splitAsStream(turn.text())
                                .map(this::bare)
                                .anyMatch(said ->
                                        tells(Meanings.of(model, said), fact, said.endsWith("?") || isShort(said))));
    }
}
