package dev.calmroom.judging;

import dev.calmroom.judging.HeardTurn.Sentence;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.text.PlainWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which things the leader takes on, gathered over the whole call. */
final class NamedParts {
    /** How far a list reaches to either side where nothing is punctuated. */
    private static final int LIST_WORDS = 20;

    private NamedParts() {}

    /** What stays with the persona, up to where the leader speaks of the leader again. */
    private static final Pattern LEFT_TO_PERSONA = Pattern.compile(
            "\\byou (?:(?:can|could|should|just|still|please|do) )*(?:keep|tell|handle|take|talk|call|ring|update|write|brief"
                    + "|inform|explain|answer|deal|manage|speak)\\b(?:(?! (?:i|ill|im|ive|we|well|leave|and i|let me) ).)*");

    static CriterionResult answer(Criterion criterion, List<Evidence> evidence, List<HeardTurn> turns) {
        Rubric.Parts parts = Objects.requireNonNull(criterion.parts());
        Map<String, Evidence> named = new LinkedHashMap<>();
        for (Evidence e : evidence) {
            String words = LEFT_TO_PERSONA.matcher(listAround(e, turns)).replaceAll(" ");
            parts.of().forEach((part, names) -> {
                if (anyOf(names).matcher(words).find()) {
                    named.putIfAbsent(part, e);
                }
            });
            if (anyOf(parts.everything()).matcher(words).find()) {
                return Answers.yes(criterion.id(), "All of it is taken.", List.of(e));
            }
        }
        if (named.size() >= parts.atLeast()) {
            return Answers.yes(
                    criterion.id(),
                    "Taken: %s.".formatted(String.join(", ", named.keySet())),
                    named.values().stream().distinct().toList());
        }
        return Answers.no(
                criterion.id(),
                named.isEmpty()
                        ? "Nobody is taken off the persona's hands."
                        : "Taken: %s, and that is not enough.".formatted(String.join(", ", named.keySet())));
    }

    /** A list is cut where it has commas: who else is taken stands in the same sentence, or near by. */
    private static String listAround(Evidence evidence, List<HeardTurn> turns) {
        for (HeardTurn turn : turns) {
            if (turn.number() == evidence.turn()) {
                return turn.sentenceOf(evidence.quote())
                        .map(sentence -> around(turn, sentence, evidence))
                        .orElseGet(() -> PlainWords.bare(evidence.quote()));
            }
        }
        return PlainWords.bare(evidence.quote());
    }

    private static String around(HeardTurn turn, Sentence sentence, Evidence evidence) {
        String words = PlainWords.bare(evidence.quote());
        int at = Math.max(0, sentence.normal().indexOf(words));
        return turn.around(sentence, at, Math.min(sentence.normal().length(), at + words.length()), LIST_WORDS);
    }

    private static Pattern anyOf(List<String> words) {
        return Pattern.compile(
                "\\b(?:" + words.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")s?\\b");
    }
}
