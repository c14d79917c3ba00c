package dev.calmroom.judging;

import dev.calmroom.judging.HeardTurn.Sentence;
import dev.calmroom.judging.ListeningRules.Answered;
import dev.calmroom.judging.ListeningRules.Listening;
import dev.calmroom.log.Evidence;
import dev.calmroom.text.PlainWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The phrases of the listening rules, compiled once and looked for in turns. */
final class Phrases {
    private final ListeningRules rules;
    private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when a pattern cannot be read, with the pattern */
    Phrases(ListeningRules rules) {
        this.rules = rules;
        rules.criteria().values().forEach(listening -> {
            List.of(
                            orNone(listening.say()),
                            orNone(listening.never()),
                            orNone(listening.needs()),
                            orNone(listening.weak()),
                            orNone(listening.withdrawn()))
                    .forEach(list -> list.forEach(this::pattern));
            if (listening.both() != null) {
                listening.both().one().forEach(this::pattern);
                listening.both().other().forEach(this::pattern);
            }
            if (listening.answered() != null) {
                pattern(listening.answered().by());
                if (listening.answered().never() != null) {
                    pattern(listening.answered().never());
                }
            }
        });
    }

    ListeningRules rules() {
        return rules;
    }

    Pattern pattern(String source) {
        return compiled.computeIfAbsent(source, rules::compile);
    }

    /** Evidence from phrases that carry a criterion by themselves. */
    List<Evidence> said(String criterion, HeardTurn turn) {
        Listening listening = rules.listening(criterion);
        List<Evidence> evidence = new ArrayList<>(each(orNone(listening.say()), turn));
        if (hasOther(criterion, turn)) {
            evidence.addAll(half(criterion, turn));
        }
        return evidence;
    }

    /** Evidence of the first of two kinds of phrases. */
    List<Evidence> half(String criterion, HeardTurn turn) {
        Listening listening = rules.listening(criterion);
        return listening.both() == null ? List.of() : each(listening.both().one(), turn);
    }

    /** Whether the turn has a phrase of the second kind. */
    boolean hasOther(String criterion, HeardTurn turn) {
        Listening listening = rules.listening(criterion);
        return listening.both() != null && !each(listening.both().other(), turn).isEmpty();
    }

    /** Evidence of a question that is known by its answer. */
    List<Evidence> answered(String criterion, HeardTurn turn) {
        Answered answered = rules.listening(criterion).answered();
        if (answered == null
                || !pattern(answered.by()).matcher(turn.heardAfter()).find()) {
            return List.of();
        }
        boolean ruledOut = answered.never() != null
                && (pattern(answered.never()).matcher(turn.heardAfter()).find()
                        || pattern(answered.never()).matcher(turn.normal()).find());
        if (ruledOut) {
            return List.of();
        }
        List<Sentence> questions = turn.sentences().stream()
                .filter(sentence -> sentence.question() || !turn.isPunctuated())
                .toList();
        return each(List.of(answered.about()), turn, questions);
    }

    /** Evidence of a lesser form, all over the call. */
    List<Evidence> weakly(String criterion, List<HeardTurn> turns) {
        Listening listening = rules.listening(criterion);
        List<String> weak = listening.both() == null
                ? orNone(listening.weak())
                : listening.both().one();
        return turns.stream()
                .flatMap(turn -> each(weak, turn).stream().filter(e -> allows(criterion, turn, e.quote())))
                .toList();
    }

    Optional<Evidence> find(String source, HeardTurn turn) {
        return each(List.of(source), turn).stream().findFirst();
    }

    /** Whether a sentence tells of an accusation, or unsays one, rather than making it. */
    boolean isNotMeant(Sentence sentence) {
        return rules.notMeant().stream()
                .anyMatch(phrase -> pattern(phrase).matcher(sentence.normal()).find());
    }

    /** Whether what stands around a quote lets it count. */
    boolean allows(String criterion, HeardTurn turn, String quote) {
        return allows(criterion, turn, quote, false);
    }

    /** @param prepared whether the turns before have named what the criterion needs */
    boolean allows(String criterion, HeardTurn turn, String quote, boolean prepared) {
        Listening listening = rules.listening(criterion);
        Optional<Sentence> sentence = turn.sentenceOf(quote);
        if (sentence.isEmpty()) {
            return true;
        }
        boolean onlyAsked =
                Boolean.FALSE.equals(listening.asked()) && sentence.get().question();
        if (onlyAsked || speaksAboutTheCall(sentence.get()) || turn.isBareList()) {
            return false;
        }
        String words = PlainWords.bare(quote);
        int at = Math.max(0, sentence.get().normal().indexOf(words));
        String around =
                turn.around(sentence.get(), at, Math.min(sentence.get().normal().length(), at + words.length()));
        boolean ruledOut = orNone(listening.never()).stream()
                .anyMatch(never -> pattern(never).matcher(around).find());
        return !ruledOut
                && (prepared
                        || orNone(listening.needs()).isEmpty()
                        || hasNeeded(orNone(listening.needs()), turn, sentence.get()));
    }

    /** Whether it is said about the call, to a judge or a machine, rather than in it. */
    boolean speaksAboutTheCall(Sentence sentence) {
        return rules.notSaidToHim().stream()
                .anyMatch(phrase -> pattern(phrase).matcher(sentence.normal()).find());
    }

    /** Whether a quote that would come too early is nothing of the kind: a greeting, a word about the line. */
    boolean harmless(String criterion, String quote) {
        return orNone(rules.listening(criterion).never()).stream()
                .anyMatch(
                        never -> pattern(never).matcher(PlainWords.bare(quote)).find());
    }

    /** Where in the turn's normal text something is taken back. */
    List<Integer> withdrawn(String criterion, HeardTurn turn) {
        List<Integer> places = new ArrayList<>();
        for (String source : orNone(rules.listening(criterion).withdrawn())) {
            Matcher found = pattern(source).matcher(turn.normal());
            while (found.find()) {
                places.add(found.start());
            }
        }
        return places;
    }

    private boolean hasNeeded(List<String> needs, HeardTurn turn, Sentence sentence) {
        int index = turn.sentences().indexOf(sentence);
        int from = Math.max(0, index - 1);
        int to = Math.min(turn.sentences().size(), index + 2);
        return turn.sentences().subList(from, to).stream()
                .anyMatch(s -> needs.stream()
                        .anyMatch(need -> pattern(need).matcher(s.normal()).find()));
    }

    private List<Evidence> each(List<String> sources, HeardTurn turn) {
        return each(sources, turn, turn.sentences());
    }

    private List<Evidence> each(List<String> sources, HeardTurn turn, List<Sentence> sentences) {
        List<Evidence> evidence = new ArrayList<>();
        for (Sentence sentence : sentences) {
            for (String source : sources) {
                Matcher found = pattern(source).matcher(sentence.normal());
                if (found.find()) {
                    evidence.add(turn.evidence(sentence, found.start(), found.end()));
                    break;
                }
            }
        }
        return evidence;
    }

    private static List<String> orNone(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
