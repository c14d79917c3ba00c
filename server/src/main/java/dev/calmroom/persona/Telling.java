package dev.calmroom.persona;

import dev.calmroom.comprehension.Meanings;
import dev.calmroom.encoder.FittedNumbers;
import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.NamedWays;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.text.PlainWords;
import dev.calmroom.text.SpokenNumbers;
import dev.calmroom.transcript.Tell;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds what a turn of the persona's has told, asked and promised: of an authored line the file says it, of a model's
 * sentence its meaning and its figures do, among the facts that it might tell. Safe for use by several threads.
 */
final class Telling {
    private static final Fitted FITTED = FittedNumbers.read("telling", Fitted.class);

    /** A choice is named in a few words; longer sentences speak of what a way costs. */
    private static final int CHOICE_WORDS = 8;

    private record Fitted(double told, double toldWithFigure) {}

    private static final Pattern SENTENCES = Pattern.compile("(?<=[.?!…])\\s+");

    private final EmbeddingModel model;
    private final Scenario scenario;
    private final SpeechRules rules;
    private final SpokenNumbers numbers;
    private final List<Authored> authored = new ArrayList<>();
    private final Map<String, Meanings> meanings = new LinkedHashMap<>();
    private final NamedWays ways;

    Telling(EmbeddingModel model, Scenario scenario, SpeechRules rules) {
        this.model = model;
        this.scenario = scenario;
        this.rules = rules;
        numbers = new SpokenNumbers(rules.units());
        ways = new NamedWays(scenario.plot().options());
        scenario.lines().lines().forEach(line -> authored.add(new Authored(line, finder(line.text()))));
    }

    private record Authored(AuthoredLine line, Predicate<String> isIn) {}

    /** @param text a whole turn of the persona's */
    List<Tell> in(String text, Brief brief, Manner manner) {
        String said = SaidSoFar.plain(text);
        List<AuthoredLine> found = authored.stream()
                .filter(each -> each.isIn().test(said))
                .map(Authored::line)
                .toList();
        Set<Tell> tells = new LinkedHashSet<>();
        List<AuthoredLine> telling = found.stream()
                .filter(line -> line.facts().stream().allMatch(fact -> mayBeTold(fact, brief, manner)))
                .toList();
        // Who answers freely may say a line whose facts are not all open: what it tells all the same its meaning says.
        List<AuthoredLine> lines = manner == Manner.FREE ? telling : found;
        telling.forEach(line -> line.facts().forEach(fact -> tells.add(Tell.told(fact, line.text()))));
        for (String sentence : SENTENCES.splitAsStream(text).toList()) {
            if (lines.stream().noneMatch(line -> contains(line, sentence))) {
                told(sentence, brief, manner).forEach(fact -> tells.add(Tell.told(fact, sentence)));
                chosen(sentence, brief).forEach(fact -> tells.add(Tell.told(fact, sentence)));
            }
            if (sentence.endsWith("?")) {
                tells.add(new Tell(Tell.Kind.ASKED, "", sentence));
            }
            if (promises(sentence, brief)) {
                tells.add(new Tell(Tell.Kind.PROMISED, "", sentence));
            }
        }
        return List.copyOf(tells);
    }

    private static Predicate<String> finder(String line) {
        if (HeardSlots.hasPlace(line)) {
            Pattern open = SaidSoFar.open(line);
            List<String> parts =
                    HeardSlots.literalParts(line).stream().map(SaidSoFar::plain).toList();
            return said -> parts.stream().allMatch(said::contains)
                    && open.matcher(said).find();
        }
        String plain = SaidSoFar.plain(line);
        Pattern whole = Pattern.compile("(?:^|\\| )" + Pattern.quote(plain) + "(?: \\||$)");
        return said -> said.contains(plain) && whole.matcher(said).find();
    }

    private static boolean contains(AuthoredLine line, String sentence) {
        String plain = SaidSoFar.plain(sentence);
        return HeardSlots.hasPlace(line.text())
                ? HeardSlots.literalParts(line.text()).stream()
                        .map(SaidSoFar::plain)
                        .anyMatch(part -> !part.isEmpty() && (plain.contains(part) || part.contains(plain)))
                : SaidSoFar.plain(line.text()).contains(plain);
    }

    private boolean mayBeTold(String id, Brief brief, Manner manner) {
        return brief.task().facts().contains(id)
                || (manner == Manner.FREE
                        && (brief.scene().open().contains(id)
                                || scenario.plot()
                                        .fact(id)
                                        .filter(Knowledge.Fact::always)
                                        .isPresent()));
    }

    private List<String> told(String sentence, Brief brief, Manner manner) {
        List<String> found = new ArrayList<>();
        Embedding meaning = Meanings.of(model, sentence);
        Set<Long> stated = numbers.stated(sentence);
        for (Knowledge.Fact fact : scenario.plot().facts()) {
            if (mayBeTold(fact.id(), brief, manner)) {
                double likeness = meaning(fact).nearest(meaning);
                boolean figure =
                        !stated.isEmpty() && numbers.all(fact.statement()).containsAll(stated);
                if (likeness >= (figure ? FITTED.toldWithFigure() : FITTED.told())) {
                    found.add(fact.id());
                }
            }
        }
        return found;
    }

    /**
     * «The fix, I think» is too short to mean anything by itself; as the answer to what a turn is to tell it is the choice
     * that the fact speaks of.
     */
    private List<String> chosen(String sentence, Brief brief) {
        Set<String> named = ways.in(sentence);
        boolean answers = PlainWords.count(sentence) <= CHOICE_WORDS
                && numbers.stated(sentence).isEmpty();
        if (!answers || named.size() != 1 || sentence.endsWith("?")) {
            return List.of();
        }
        return brief.task().facts().stream()
                .flatMap(id -> scenario.plot().fact(id).stream())
                .filter(fact -> fact.gate() != null && ways.in(fact.statement()).equals(named))
                .map(Knowledge.Fact::id)
                .toList();
    }

    /** Its statement, and how the understudy tells it. */
    private Meanings meaning(Knowledge.Fact fact) {
        synchronized (meanings) {
            return meanings.computeIfAbsent(fact.id(), id -> {
                List<String> examples = new ArrayList<>(List.of(fact.statement()));
                scenario.lines().lines().stream()
                        .filter(line -> line.facts().equals(List.of(id)))
                        .map(AuthoredLine::text)
                        .forEach(examples::add);
                return new Meanings(model, examples);
            });
        }
    }

    private boolean promises(String sentence, Brief brief) {
        Knowledge.FalsePromise promise = scenario.plot().falsePromise();
        boolean falsely = promise != null
                && promise.acts().contains(brief.task().act())
                && numbers.all(sentence).containsAll(numbers.all(promise.says()));
        return falsely
                || rules.promises().in(sentence).isPresent()
                || rules.undertakings().in(sentence).isPresent();
    }
}
