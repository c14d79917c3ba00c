package dev.calmroom.grading;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.Sign;
import dev.calmroom.grading.HeardTurn.Sentence;
import dev.calmroom.grading.ListeningRules.FollowUp;
import dev.calmroom.grading.ListeningRules.Listening;
import dev.calmroom.grading.Quotes.Place;
import dev.calmroom.grading.Rubric.Criterion;
import dev.calmroom.grading.Rubric.Kind;
import dev.calmroom.session.CriterionResult;
import dev.calmroom.session.Evidence;
import dev.calmroom.session.Verdict;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The judge that needs no model: what the appraiser hears in each turn, the framework's listening rules, and what only
 * the whole call shows. Deterministic: the seed changes nothing.
 */
public final class BuiltInJudge implements Judge {
    private static final double SIGN = 0.5;
    /** Of a quote that is heard by what it is like: shorter ones are like too much. */
    private static final int TELLING_WORDS = 3;

    private final Rubric rubric;
    private final Appraiser appraiser;
    private final Phrases phrases;
    private final SharedQuestions shared;

    BuiltInJudge(Rubric rubric, ListeningRules rules, Appraiser appraiser) {
        this.rubric = rubric;
        this.appraiser = appraiser;
        this.phrases = new Phrases(rules);
        this.shared = new SharedQuestions(rules, phrases);
    }

    @Override
    public String name() {
        return "built-in";
    }

    @Override
    public int steps() {
        return rubric.observable().size();
    }

    @Override
    public List<CriterionResult> judge(List<Turn> call, long seed, JudgeListener listener) {
        List<HeardTurn> turns = hear(call);
        Map<String, List<Evidence>> found = new LinkedHashMap<>();
        rubric.observable().forEach(criterion -> found.put(criterion.id(), new ArrayList<>()));
        for (HeardTurn turn : turns) {
            for (Criterion criterion : rubric.observable()) {
                if (!shared.has(criterion.id())) {
                    found.get(criterion.id()).addAll(inTurn(criterion, turn, found));
                }
            }
            shared.inTurn(turn, found)
                    .forEach((criterion, evidence) -> found.get(criterion).addAll(evidence));
        }
        List<CriterionResult> results = new ArrayList<>();
        for (Criterion criterion : rubric.observable()) {
            results.add(answer(criterion, found, turns));
            listener.onAnswers(results.size());
        }
        return results;
    }

    private List<HeardTurn> hear(List<Turn> call) {
        List<HeardTurn> turns = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            Turn turn = call.get(i);
            if (turn.isLeader() && !turn.text().isBlank()) {
                Appraisal appraisal = appraiser.appraise(turn, call.subList(0, i));
                String before = i == 0 || call.get(i - 1).isLeader()
                        ? ""
                        : NormalText.of(call.get(i - 1).text());
                turns.add(new HeardTurn(turn, appraisal, before));
            }
        }
        return turns;
    }

    private List<Evidence> inTurn(Criterion criterion, HeardTurn turn, Map<String, List<Evidence>> found) {
        Listening listening = phrases.rules().listening(criterion.id());
        List<Evidence> evidence = new ArrayList<>(phrases.said(criterion.id(), turn));
        double sign = listening.sign() == null ? SIGN : listening.sign();
        turn.appraisal().signs().stream()
                .filter(s -> s.criterion().equals(criterion.id()) && s.confidence() >= sign)
                .map(Sign::quote)
                .filter(BuiltInJudge::isTelling)
                .forEach(quote -> evidence.add(new Evidence(turn.number(), quote)));
        if (listening.move() != null) {
            double least = listening.move();
            turn.appraisal().moves().stream()
                    .filter(m -> criterion.moves().contains(m.move()) && m.confidence() >= least)
                    .filter(m -> isTelling(m.quote()))
                    .forEach(m -> evidence.add(new Evidence(turn.number(), m.quote())));
        }
        for (FollowUp followUp : orNone(listening.followUps())) {
            if (follows(followUp, turn, found)) {
                phrases.find(followUp.words(), turn).ifPresent(evidence::add);
            }
        }
        return evidence.stream()
                .filter(e -> phrases.allows(criterion.id(), turn, e.quote()))
                .toList();
    }

    private boolean follows(FollowUp followUp, HeardTurn turn, Map<String, List<Evidence>> found) {
        boolean asked = followUp.after() == null
                || followUp.after().stream()
                        .map(id -> found.getOrDefault(id, List.of()))
                        .flatMap(Collection::stream)
                        .anyMatch(e -> e.turn() < turn.number() && e.turn() >= turn.number() - 2);
        boolean heard = followUp.heard() == null
                || phrases.pattern(followUp.heard()).matcher(turn.heardBefore()).find();
        return asked && heard;
    }

    private CriterionResult answer(Criterion criterion, Map<String, List<Evidence>> found, List<HeardTurn> turns) {
        List<Evidence> evidence = found.getOrDefault(criterion.id(), List.of());
        List<Evidence> kept = dropWithdrawn(criterion, evidence, turns);
        if (criterion.parts() != null) {
            return Parts.answer(criterion, kept, turns);
        }
        if (criterion.minimumMinutes() != null) {
            return interval(criterion, kept, turns);
        }
        if (kept.isEmpty()) {
            List<Evidence> lesser = phrases.weakly(criterion.id(), turns);
            String reason = !evidence.isEmpty()
                    ? "Said, and taken back."
                    : lesser.isEmpty() ? "Not heard in this call." : "Only part of it was said.";
            return new CriterionResult(criterion.id(), Verdict.NO, reason, lesser, List.of());
        }
        if (!criterion.before().isEmpty()) {
            return first(criterion, kept, found, turns);
        }
        return Answers.yes(criterion.id(), reason(criterion, kept), kept);
    }

    /** Something must come before anything else does: a technical question before the first kind word, say. */
    private CriterionResult first(
            Criterion criterion, List<Evidence> evidence, Map<String, List<Evidence>> found, List<HeardTurn> turns) {
        Evidence first = evidence.getFirst();
        Place place = place(first, turns);
        Optional<Evidence> earlier = tooEarly(criterion, found, turns)
                .filter(e -> place(e, turns).compareTo(place) < 0)
                .min(Comparator.comparing(e -> place(e, turns)));
        return earlier.map(e -> new CriterionResult(
                        criterion.id(),
                        Verdict.NO,
                        "It came only after «%s» in turn %d.".formatted(e.quote(), e.turn()),
                        List.of(first),
                        List.of()))
                .orElseGet(() -> Answers.yes(criterion.id(), reason(criterion, List.of(first)), List.of(first)));
    }

    /** What must not come before it: moves that the appraiser heard, and evidence found for criteria of such moves. */
    private Stream<Evidence> tooEarly(Criterion criterion, Map<String, List<Evidence>> found, List<HeardTurn> turns) {
        Stream<Evidence> moves = turns.stream()
                .flatMap(turn -> turn.appraisal().moves().stream()
                        .filter(m -> criterion.before().contains(m.move()) && m.confidence() >= SIGN)
                        .filter(m -> isTelling(m.quote()))
                        .filter(m -> !phrases.harmless(criterion.id(), m.quote()))
                        .map(m -> new Evidence(turn.number(), m.quote())));
        Stream<Evidence> others = rubric.observable().stream()
                .filter(other -> other.moves().stream().anyMatch(criterion.before()::contains))
                .flatMap(other -> found.get(other.id()).stream());
        Stream<Evidence> decisions = rubric.observable().stream()
                .filter(other -> other.moves().stream().anyMatch(criterion.before()::contains))
                .flatMap(other -> phrases.weakly(other.id(), turns).stream());
        return Stream.concat(Stream.concat(moves, others), decisions);
    }

    private CriterionResult interval(Criterion criterion, List<Evidence> evidence, List<HeardTurn> turns) {
        Evidence named = null;
        Duration gap = Duration.ZERO;
        for (Evidence e : evidence) {
            Optional<Duration> own = UpdateInterval.of(NormalText.of(e.quote()));
            Optional<Sentence> sentence = sentence(e, turns);
            Optional<Duration> read = own.or(() -> sentence.flatMap(s -> UpdateInterval.of(s.normal())));
            if (read.isPresent()) {
                named = own.isPresent() || sentence.isEmpty() ? e : whole(e, sentence.get());
                gap = read.get();
            }
        }
        if (named == null) {
            return Answers.no(
                    criterion.id(),
                    evidence.isEmpty() ? "No rhythm was named." : "Word was asked for, and no interval named.");
        }
        boolean enough =
                gap.compareTo(Duration.ofMinutes(java.util.Objects.requireNonNull(criterion.minimumMinutes()))) >= 0;
        return enough
                ? Answers.yes(
                        criterion.id(),
                        "It leaves %d minutes between two updates.".formatted(gap.toMinutes()),
                        List.of(named))
                : Answers.no(
                        criterion.id(),
                        "%d minutes between two updates leave too little room: «%s»."
                                .formatted(gap.toMinutes(), named.quote()));
    }

    private static Evidence whole(Evidence evidence, Sentence sentence) {
        return new Evidence(evidence.turn(), sentence.verbatim());
    }

    private Optional<Sentence> sentence(Evidence evidence, List<HeardTurn> turns) {
        return turns.stream()
                .filter(t -> t.number() == evidence.turn())
                .findFirst()
                .flatMap(t -> t.sentenceOf(evidence.quote()));
    }

    private List<Evidence> dropWithdrawn(Criterion criterion, List<Evidence> evidence, List<HeardTurn> turns) {
        List<Evidence> left = evidence.stream().distinct().collect(Collectors.toCollection(ArrayList::new));
        for (HeardTurn turn : turns) {
            for (int at : phrases.withdrawn(criterion.id(), turn)) {
                left.removeIf(e -> e.turn() < turn.number()
                        || e.turn() == turn.number() && new NormalText(turn.normal()).find(e.quote()) < at);
            }
        }
        left.sort(Comparator.comparing(e -> place(e, turns)));
        return left;
    }

    private static Place place(Evidence evidence, List<HeardTurn> turns) {
        int offset = turns.stream()
                .filter(t -> t.number() == evidence.turn())
                .mapToInt(t -> new NormalText(t.normal()).find(evidence.quote()))
                .findFirst()
                .orElse(0);
        return new Place(evidence.turn(), offset);
    }

    private static boolean isTelling(String quote) {
        return NormalText.of(quote).split(" ").length >= TELLING_WORDS;
    }

    private static String reason(Criterion criterion, List<Evidence> evidence) {
        Set<Integer> turns =
                evidence.stream().map(Evidence::turn).collect(Collectors.toCollection(java.util.TreeSet::new));
        String where = (turns.size() == 1 ? "turn " : "turns ")
                + turns.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return criterion.kind() == Kind.TRAP ? "It happened in " + where + "." : "Said in " + where + ".";
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Which things she takes on, gathered over the whole call. */
    private static final class Parts {
        /** Characters of a sentence that may still be one list. */
        private static final int LONGEST_LIST = 140;

        private Parts() {}

        static CriterionResult answer(Criterion criterion, List<Evidence> evidence, List<HeardTurn> turns) {
            Rubric.Parts parts = java.util.Objects.requireNonNull(criterion.parts());
            Map<String, Evidence> named = new LinkedHashMap<>();
            for (Evidence e : evidence) {
                // A list is cut where it has commas: who else is taken stands in the same sentence.
                String words = turns.stream()
                        .filter(t -> t.number() == e.turn())
                        .findFirst()
                        .flatMap(t -> t.sentenceOf(e.quote()))
                        .map(Sentence::normal)
                        .filter(sentence -> sentence.length() <= LONGEST_LIST)
                        .orElseGet(() -> NormalText.of(e.quote()));
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
                            ? "Nobody is taken off his hands."
                            : "Taken: %s, and that is not enough.".formatted(String.join(", ", named.keySet())));
        }

        private static Pattern anyOf(List<String> words) {
            return Pattern.compile(
                    "\\b(?:" + words.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")\\b");
        }
    }
}
