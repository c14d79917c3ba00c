package dev.calmroom.judging;

import dev.calmroom.appraisal.Sign;
import dev.calmroom.judging.HeardTurn.Sentence;
import dev.calmroom.judging.ListeningRules.Shared;
import dev.calmroom.log.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Questions that are asked in the same words about different things: what a bare «what is the worst of it?» is meant
 * for. In this order: all things where the words say so, those that the sentence names, the one that was named last in
 * the turn, the only one that the other side has just spoken of; else all of them.
 */
final class SharedQuestions {
    private final Phrases phrases;
    private final List<Compiled> groups;

    /** Of a sentence that only goes on with a question asked before. */
    private static final int BRIEF_WORDS = 7;

    /** The leader's turns that a pronoun reaches back over. */
    private static final int TURNS_BACK = 3;

    private static final Pattern ONE_THING = Pattern.compile("\\b(?:it|that|this|that one)\\b");

    private record Compiled(
            List<Pattern> asked,
            Pattern all,
            Pattern other,
            Pattern follows,
            Map<String, Pattern> meant,
            List<Pattern> never) {}

    SharedQuestions(ListeningRules rules, Phrases phrases) {
        this.phrases = phrases;
        groups = rules.shared().stream().map(shared -> compile(shared, rules)).toList();
    }

    private static Compiled compile(Shared shared, ListeningRules rules) {
        Map<String, Pattern> meant = new LinkedHashMap<>();
        shared.meant().forEach((criterion, names) -> meant.put(criterion, rules.compile(names)));
        List<String> never = shared.never() == null ? List.of() : shared.never();
        return new Compiled(
                shared.asked().stream().map(rules::compile).toList(),
                rules.compile(shared.all()),
                rules.compile(shared.other()),
                rules.compile(shared.follows()),
                meant,
                never.stream().map(rules::compile).toList());
    }

    boolean has(String criterion) {
        return groups.stream().anyMatch(g -> g.meant().containsKey(criterion));
    }

    /**
     * @param heard the leader's turns up to and with the one that is looked at
     * @param found evidence by criterion in the turns before it
     */
    Map<String, List<Evidence>> inTurn(List<HeardTurn> heard, Map<String, List<Evidence>> found) {
        HeardTurn turn = heard.getLast();
        Map<String, List<Evidence>> evidence = new LinkedHashMap<>();
        for (Compiled group : groups) {
            for (Sentence sentence : turn.sentences()) {
                if (!turn.isBareList() && !phrases.speaksAboutTheCall(sentence) && asks(group, turn, sentence, found)) {
                    for (String criterion : meant(group, heard, sentence, found, evidence)) {
                        evidence.computeIfAbsent(criterion, c -> new ArrayList<>())
                                .add(turn.evidence(
                                        sentence, 0, sentence.normal().length()));
                    }
                }
            }
        }
        return evidence;
    }

    private boolean asks(Compiled group, HeardTurn turn, Sentence sentence, Map<String, List<Evidence>> found) {
        if (group.never().stream().anyMatch(p -> p.matcher(sentence.normal()).find())) {
            return false;
        }
        boolean phrase = group.asked().stream()
                .anyMatch(p -> p.matcher(sentence.normal()).find());
        boolean sign = turn.appraisal().signs().stream()
                .filter(s -> group.meant().containsKey(s.criterion()) && s.confidence() >= 0.5)
                .map(Sign::quote)
                .anyMatch(
                        quote -> turn.sentenceOf(quote).filter(sentence::equals).isPresent());
        return phrase || sign || followsOn(group, turn, sentence, found);
    }

    /** «And the fix?» right after the same question about the other. */
    private boolean followsOn(Compiled group, HeardTurn turn, Sentence sentence, Map<String, List<Evidence>> found) {
        boolean asked = group.meant().keySet().stream()
                .flatMap(id -> found.getOrDefault(id, List.of()).stream())
                .anyMatch(e -> e.turn() >= turn.number() - 2 && e.turn() < turn.number());
        boolean brief = sentence.normal().split(" ").length <= BRIEF_WORDS;
        boolean linked = group.follows().matcher(sentence.normal()).lookingAt();
        boolean names = !named(group, sentence.normal()).isEmpty()
                || group.other().matcher(sentence.normal()).find();
        return asked && brief && linked && names;
    }

    private Set<String> meant(
            Compiled group,
            List<HeardTurn> turns,
            Sentence sentence,
            Map<String, List<Evidence>> found,
            Map<String, List<Evidence>> here) {
        HeardTurn turn = turns.getLast();
        List<HeardTurn> earlier = turns.subList(0, turns.size() - 1);
        if (group.all().matcher(sentence.normal()).find()) {
            return group.meant().keySet();
        }
        Set<String> named = named(group, sentence.normal());
        if (!named.isEmpty()) {
            return named;
        }
        if (group.other().matcher(sentence.normal()).find()) {
            Set<String> open = group.meant().keySet().stream()
                    .filter(id -> found.getOrDefault(id, List.of()).isEmpty() && !here.containsKey(id))
                    .collect(Collectors.toSet());
            return open.isEmpty() ? group.meant().keySet() : open;
        }
        int index = turn.sentences().indexOf(sentence);
        for (int i = index - 1; i >= 0; i--) {
            Set<String> before = named(group, turn.sentences().get(i).normal());
            if (before.size() == 1) {
                return before;
            }
        }
        Set<String> heard = named(group, turn.heardBefore());
        if (heard.size() == 1) {
            return heard;
        }
        return heard.isEmpty() && ONE_THING.matcher(sentence.normal()).find()
                ? namedLast(group, earlier)
                : group.meant().keySet();
    }

    /** What the turns before spoke of last, where that was one thing; else all. */
    private static Set<String> namedLast(Compiled group, List<HeardTurn> earlier) {
        return earlier.reversed().stream()
                .limit(TURNS_BACK)
                .flatMap(turn -> Stream.of(named(group, turn.normal()), named(group, turn.heardBefore())))
                .filter(names -> !names.isEmpty())
                .findFirst()
                .filter(names -> names.size() == 1)
                .orElse(group.meant().keySet());
    }

    private static Set<String> named(Compiled group, String normal) {
        return group.meant().entrySet().stream()
                .filter(e -> e.getValue().matcher(normal).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
