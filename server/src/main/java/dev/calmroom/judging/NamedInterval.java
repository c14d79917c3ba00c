package dev.calmroom.judging;

import dev.calmroom.judging.HeardTurn.Sentence;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.text.PlainWords;
import dev.calmroom.text.SpokenInterval;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the leader leaves the persona alone between two updates: the last interval named counts. A time by the clock that
 * is named behind a rhythm («every half hour»; «talk at half past») is an appointment and changes no rhythm.
 */
final class NamedInterval {
    private static final Pattern HOW_OFTEN = Pattern.compile("\\b(?:every|each) (?:\\w+ ){0,3}(?:minutes?|hours?)\\b");

    private static final Pattern RHYTHM = Pattern.compile(
            "\\b(?:every|each|hourly|minutes?|hours?|on the (?:half )?hour|and|then|instead|rather)\\b");

    private static final Pattern CORRECTION = Pattern.compile(
            " (?:no|or rather|i mean|actually|sorry|wait|scratch that|well)\\b(?: \\w+){0,4}? (?=every|each|all|at)");

    private NamedInterval() {}

    static CriterionResult answer(Criterion criterion, List<Evidence> evidence, List<HeardTurn> turns) {
        Evidence named = null;
        Duration gap = Duration.ZERO;
        boolean rhythmic = false;
        for (Evidence e : evidence) {
            HeardTurn turn = turns.stream()
                    .filter(t -> t.number() == e.turn())
                    .findFirst()
                    .orElseThrow();
            Optional<Sentence> sentence = turn.sentenceOf(e.quote());
            Optional<Duration> own =
                    sentence.flatMap(s -> corrected(s, e)).or(() -> SpokenInterval.betweenUpdates(ownWords(e, turn)));
            Optional<Duration> read = own.or(() -> sentence.flatMap(s -> SpokenInterval.betweenUpdates(s.normal()))
                    .filter(gapInIt -> !echoes(e, turn)));
            boolean rhythm = RHYTHM.matcher(sentence.map(Sentence::normal).orElseGet(() -> PlainWords.bare(e.quote())))
                    .find();
            if (read.isPresent() && (rhythm || !rhythmic)) {
                rhythmic = rhythm;
                named = own.isPresent() || sentence.isEmpty()
                        ? e
                        : new Evidence(e.turn(), sentence.get().verbatim());
                gap = read.get();
            }
        }
        if (named == null) {
            return Answers.no(
                    criterion.id(),
                    evidence.isEmpty() ? "No rhythm was named." : "Word was asked for, and no interval named.");
        }
        Duration least = Duration.ofMinutes(Objects.requireNonNull(criterion.minimumMinutes()));
        return gap.compareTo(least) >= 0
                ? Answers.yes(
                        criterion.id(),
                        "It leaves %d minutes between two updates.".formatted(gap.toMinutes()),
                        List.of(named))
                : Answers.no(
                        criterion.id(),
                        "%d minutes between two updates leave too little room: “%s”."
                                .formatted(gap.toMinutes(), named.quote()));
    }

    /** «Every hour, no, make that every ten minutes»: what is named after the correction. */
    private static Optional<Duration> corrected(Sentence sentence, Evidence evidence) {
        String words = PlainWords.bare(evidence.quote());
        int at = sentence.normal().indexOf(words);
        String after = at < 0 ? "" : sentence.normal().substring(at + words.length());
        Matcher correction = CORRECTION.matcher(after);
        return correction.lookingAt()
                ? SpokenInterval.betweenUpdates(after.substring(correction.end()))
                : Optional.empty();
    }

    private static boolean echoes(Evidence evidence, HeardTurn turn) {
        return !ownWords(evidence, turn).equals(PlainWords.bare(evidence.quote()));
    }

    /** The leader's words without what only echoes the persona's: how often somebody rings, say. */
    private static String ownWords(Evidence evidence, HeardTurn turn) {
        String words = PlainWords.bare(evidence.quote());
        Matcher ofPersona = HOW_OFTEN.matcher(turn.heardBefore());
        while (ofPersona.find()) {
            words = words.replace(ofPersona.group(), "");
        }
        return words;
    }
}
