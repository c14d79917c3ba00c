package dev.calmroom.judging;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.Move;
import dev.calmroom.encoder.FittedNumbers;
import dev.calmroom.judging.HeardTurn.Sentence;
import dev.calmroom.judging.ListeningRules.FollowUp;
import dev.calmroom.judging.ListeningRules.Listening;
import dev.calmroom.judging.ListeningRules.Recommended;
import dev.calmroom.judging.Quotes.Place;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.text.PlacedWords;
import dev.calmroom.text.PlainWords;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The judge that needs no model: what the appraiser hears in each turn, the framework's listening rules, and what only
 * the whole call shows. Deterministic: the seed changes nothing.
 */
public final class BuiltInJudge implements Judge {
    private static final Fitted FITTED = FittedNumbers.read("built-in-judge", Fitted.class);

    /** Characters of a sentence that can be quoted whole. */
    private static final int LONGEST_SENTENCE = 140;

    private static final String TRAP = "trap";
    /** How far back two turns of the leader lie, when the persona speaks between them. */
    private static final int TURNS_BEFORE = 4;
    /**
     * From which confidence on something counts, 0 to 1.
     *
     * @param sign of a sign that speaks for a criterion
     * @param early of a move that would come too early
     * @param plain of a few words
     * @param tellingWords how many a quote has at least that is heard by what it is like: shorter ones are like too much
     * @param otherwise of the appraiser's reading against a phrase
     * @param sure of a trap, whatever else the sentence does
     */
    record Fitted(double sign, double early, double plain, int tellingWords, double otherwise, double sure) {}

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
        return judge(call, Map.of(), listener);
    }

    /**
     * The same, where somebody has heard more than the rules have: times, parts, order, what was recommended and what is
     * taken back are looked for in that as well.
     *
     * @param also evidence by criterion
     */
    List<CriterionResult> judge(List<Turn> call, Map<String, List<Evidence>> also, JudgeListener listener) {
        List<HeardTurn> turns = hear(call);
        Map<String, List<Evidence>> found = new LinkedHashMap<>();
        rubric.observable().forEach(criterion -> found.put(criterion.id(), new ArrayList<>()));
        Map<String, List<Evidence>> lesser = new LinkedHashMap<>();
        Map<String, BackedDecision> backings = new HashMap<>();
        for (int i = 0; i < turns.size(); i++) {
            HeardTurn turn = turns.get(i);
            shared.inTurn(turns.subList(0, i + 1), found)
                    .forEach((criterion, evidence) -> found(found, criterion).addAll(evidence));
            for (Criterion criterion : rubric.observable()) {
                List<Evidence> here = Stream.concat(
                                inTurn(criterion, turn, found).stream(), also(criterion, turn, also))
                        .distinct()
                        .toList();
                List<Evidence> backed = backed(criterion, here, turns.subList(0, i + 1), found, lesser, backings);
                found(found, criterion.id()).addAll(backed);
                List<Evidence> plain = phrases.half(criterion.id(), turn);
                here.stream()
                        .filter(e -> !backed.contains(e) && plain.contains(e))
                        .forEach(e -> lesser.computeIfAbsent(criterion.id(), id -> new ArrayList<>())
                                .add(e));
            }
        }
        List<CriterionResult> results = new ArrayList<>();
        for (Criterion criterion : rubric.observable()) {
            results.add(answer(criterion, found, lesser, turns));
            listener.onAnswers(results.size());
        }
        return results;
    }

    /** What was heard otherwise counts unless a rule speaks against it; of what it needs beside it, it has enough. */
    private Stream<Evidence> also(Criterion criterion, HeardTurn turn, Map<String, List<Evidence>> also) {
        return also.getOrDefault(criterion.id(), List.of()).stream()
                .filter(e -> e.turn() == turn.number())
                .filter(e -> phrases.allows(criterion.id(), turn, e.quote(), true));
    }

    private List<HeardTurn> hear(List<Turn> call) {
        List<HeardTurn> turns = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            Turn turn = call.get(i);
            if (turn.isLeader() && !turn.text().isBlank()) {
                int before = lastOfPersona(call.subList(0, i));
                Appraisal appraisal = appraiser.appraise(turn, call.subList(0, before + 1));
                List<Turn> rest = call.subList(i + 1, call.size());
                String after = rest.stream()
                        .filter(other -> !other.isLeader())
                        .findFirst()
                        .map(answer -> PlainWords.bare(answer.text()))
                        .orElse("");
                String said = before < 0 ? "" : PlainWords.bare(call.get(before).text());
                turns.add(new HeardTurn(turn, appraisal, said, after));
            }
        }
        return turns;
    }

    /** Where the persona spoke last; -1 where it has not. The leader may have said two things since. */
    private static int lastOfPersona(List<Turn> call) {
        int last = call.size() - 1;
        while (last >= 0 && call.get(last).isLeader()) {
            last--;
        }
        return last;
    }

    private List<Evidence> inTurn(Criterion criterion, HeardTurn turn, Map<String, List<Evidence>> found) {
        Listening listening = phrases.rules().listening(criterion.id());
        List<Evidence> evidence = new ArrayList<>(phrases.answered(criterion.id(), turn));
        if (!shared.has(criterion.id())) {
            evidence.addAll(phrases.said(criterion.id(), turn));
            if (listening.recommended() != null) {
                evidence.addAll(phrases.half(criterion.id(), turn));
            }
            evidence.addAll(sensed(criterion, listening, turn, found));
        }
        for (FollowUp followUp : orNone(listening.followUps())) {
            if (follows(followUp, turn, found)) {
                phrases.find(followUp.words(), turn).ifPresent(evidence::add);
            }
        }
        boolean prepared = wasMetJustBefore(orNone(listening.needsAfter()), turn, found);
        return evidence.stream()
                .filter(e -> phrases.allows(criterion.id(), turn, e.quote(), prepared))
                .filter(e -> criterion.kind() != Kind.TRAP || isMeant(turn, e.quote()))
                .filter(e -> criterion.kind() != Kind.TRAP || !isHeardOtherwise(turn, e.quote()))
                .distinct()
                .toList();
    }

    /** In one of the leader's two turns before this one. */
    private static boolean wasMetJustBefore(List<String> criteria, HeardTurn turn, Map<String, List<Evidence>> found) {
        return criteria.stream()
                .flatMap(id -> found(found, id).stream())
                .anyMatch(e -> e.turn() <= turn.number() && e.turn() >= turn.number() - TURNS_BEFORE);
    }

    /** A phrase alone accuses nobody: where the appraiser plainly hears no trap in the same words, there is none. */
    private boolean isHeardOtherwise(HeardTurn turn, String quote) {
        Optional<Sentence> sentence = turn.sentenceOf(quote);
        List<Move> here = turn.appraisal().moves().stream()
                .filter(move -> turn.sentenceOf(move.quote()).equals(sentence))
                .toList();
        boolean trap =
                turn.appraisal().moves().stream().anyMatch(move -> tone(move).equals(TRAP));
        return !trap && here.stream().anyMatch(move -> move.confidence() >= FITTED.otherwise());
    }

    private String tone(Move move) {
        return rubric.move(move.move()).map(Rubric.MoveKind::tone).orElse("");
    }

    private boolean isMeant(HeardTurn turn, String quote) {
        return turn.sentenceOf(quote)
                .filter(sentence -> phrases.isNotMeant(sentence))
                .isEmpty();
    }

    /** What the appraiser hears: the criterion's own signs, and its moves where they may count as they are. */
    private List<Evidence> sensed(
            Criterion criterion, Listening listening, HeardTurn turn, Map<String, List<Evidence>> found) {
        double least = listening.sign() == null ? FITTED.sign() : listening.sign();
        Double asMove = listening.move();
        Stream<Sensed> signs = turn.appraisal().signs().stream()
                .filter(s -> s.criterion().equals(criterion.id()) && s.confidence() >= least)
                .map(s -> new Sensed(s.quote(), s.confidence()));
        Stream<Sensed> moves = asMove == null
                ? Stream.empty()
                : turn.appraisal().moves().stream()
                        .filter(m -> criterion.moves().contains(m.move()) && m.confidence() >= asMove)
                        .map(m -> new Sensed(m.quote(), m.confidence()));
        return Stream.concat(signs, moves)
                .filter(s -> criterion.kind() != Kind.TRAP
                        || s.confidence() >= FITTED.sure()
                        || !helps(turn, s.quote(), found))
                .flatMap(s -> quoted(turn, s).stream())
                .toList();
    }

    private record Sensed(String quote, double confidence) {}

    private static List<Evidence> found(Map<String, List<Evidence>> found, String criterion) {
        return Objects.requireNonNull(found.get(criterion), criterion);
    }

    /** The same sentence does not help and harm: what is not surely a trap is none where it carried something good. */
    private boolean helps(HeardTurn turn, String quote, Map<String, List<Evidence>> found) {
        Optional<Sentence> sentence = turn.sentenceOf(quote);
        return rubric.observable().stream()
                .filter(other -> other.kind() == Kind.OBSERVED)
                .flatMap(other -> found(found, other.id()).stream())
                .filter(e -> e.turn() == turn.number())
                .anyMatch(e -> turn.sentenceOf(e.quote()).equals(sentence));
    }

    /** A quote that says something by itself: a few words, or the sentence that they stand in, or a terse turn. */
    private static Optional<Evidence> quoted(HeardTurn turn, Sensed sensed) {
        if (isTelling(sensed.quote())) {
            return Optional.of(new Evidence(turn.number(), sensed.quote()));
        }
        Optional<Sentence> sentence = turn.sentenceOf(sensed.quote());
        boolean plain = sensed.confidence() >= FITTED.plain();
        return sentence.filter(s -> plain && s.normal().length() <= LONGEST_SENTENCE)
                .map(s -> turn.evidence(s, 0, s.normal().length()));
    }

    /** A decision that neither backs the persona nor follows the persona's advice, say, is a lesser form. */
    private List<Evidence> backed(
            Criterion criterion,
            List<Evidence> here,
            List<HeardTurn> heard,
            Map<String, List<Evidence>> found,
            Map<String, List<Evidence>> lesser,
            Map<String, BackedDecision> backings) {
        Recommended recommended = phrases.rules().listening(criterion.id()).recommended();
        if (recommended == null || here.isEmpty()) {
            return here;
        }
        BackedDecision backing =
                backings.computeIfAbsent(criterion.id(), id -> new BackedDecision(recommended, phrases));
        List<Evidence> decided = new ArrayList<>(found.get(criterion.id()));
        decided.addAll(lesser.getOrDefault(criterion.id(), List.of()));
        boolean spoken = phrases.hasOther(criterion.id(), heard.getLast());
        return here.stream()
                .filter(e -> switch (backing.of(e, heard, found, decided)) {
                    case FOLLOWS -> true;
                    case ALONE -> spoken;
                    case AGAINST -> false;
                })
                .toList();
    }

    private boolean follows(FollowUp followUp, HeardTurn turn, Map<String, List<Evidence>> found) {
        boolean asked = orNone(followUp.after()).isEmpty()
                || orNone(followUp.after()).stream()
                        .map(id -> found.getOrDefault(id, List.of()))
                        .flatMap(Collection::stream)
                        .anyMatch(e -> e.turn() < turn.number() && e.turn() >= turn.number() - 2);
        boolean heard = followUp.heard() == null
                || phrases.pattern(followUp.heard()).matcher(turn.heardBefore()).find();
        return asked && heard;
    }

    private CriterionResult answer(
            Criterion criterion,
            Map<String, List<Evidence>> found,
            Map<String, List<Evidence>> halves,
            List<HeardTurn> turns) {
        List<Evidence> evidence = found.getOrDefault(criterion.id(), List.of());
        List<Evidence> kept = dropWithdrawn(criterion, evidence, turns);
        if (criterion.parts() != null) {
            return NamedParts.answer(criterion, kept, turns);
        }
        if (criterion.minimumMinutes() != null) {
            return NamedInterval.answer(criterion, kept, turns);
        }
        if (kept.isEmpty()) {
            List<Evidence> lesser = new ArrayList<>(phrases.weakly(criterion.id(), turns));
            lesser.addAll(halves.getOrDefault(criterion.id(), List.of()));
            String reason = !evidence.isEmpty()
                    ? "Said, and taken back."
                    : lesser.isEmpty() ? Answers.notHeard(criterion) : Answers.onlyPart(lesser);
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
                        "It came only after “%s” in turn %d.".formatted(e.quote(), e.turn()),
                        List.of(first),
                        List.of()))
                .orElseGet(() -> Answers.yes(criterion.id(), reason(criterion, List.of(first)), List.of(first)));
    }

    /** What must not come before it: moves that the appraiser heard, and evidence found for criteria of such moves. */
    private Stream<Evidence> tooEarly(Criterion criterion, Map<String, List<Evidence>> found, List<HeardTurn> turns) {
        Stream<Evidence> moves = turns.stream()
                .flatMap(turn -> turn.appraisal().moves().stream()
                        .filter(m -> criterion.before().contains(m.move()) && m.confidence() >= FITTED.early())
                        .filter(m -> isTelling(m.quote()))
                        .filter(m -> !phrases.harmless(criterion.id(), m.quote()))
                        .map(m -> new Evidence(turn.number(), m.quote())));
        Stream<Evidence> others = rubric.observable().stream()
                .filter(other -> other.moves().stream().anyMatch(criterion.before()::contains))
                .flatMap(other -> found(found, other.id()).stream());
        Stream<Evidence> decisions = rubric.observable().stream()
                .filter(other -> other.moves().stream().anyMatch(criterion.before()::contains))
                .flatMap(other -> phrases.weakly(other.id(), turns).stream());
        return Stream.concat(Stream.concat(moves, others), decisions);
    }

    private List<Evidence> dropWithdrawn(Criterion criterion, List<Evidence> evidence, List<HeardTurn> turns) {
        List<Evidence> left = evidence.stream().distinct().collect(Collectors.toCollection(ArrayList::new));
        for (HeardTurn turn : turns) {
            for (int at : phrases.withdrawn(criterion.id(), turn)) {
                left.removeIf(e -> e.turn() < turn.number()
                        || (e.turn() == turn.number() && new PlacedWords(turn.normal()).find(e.quote()) < at));
            }
        }
        left.sort(Comparator.comparing(e -> place(e, turns)));
        return left;
    }

    private static Place place(Evidence evidence, List<HeardTurn> turns) {
        int offset = turns.stream()
                .filter(t -> t.number() == evidence.turn())
                .mapToInt(t -> new PlacedWords(t.normal()).find(evidence.quote()))
                .findFirst()
                .orElse(0);
        return new Place(evidence.turn(), offset);
    }

    private static boolean isTelling(String quote) {
        return PlainWords.bare(quote).split(" ").length >= FITTED.tellingWords();
    }

    private static String reason(Criterion criterion, List<Evidence> evidence) {
        return criterion.kind() == Kind.TRAP ? Answers.happened(evidence) : Answers.said(evidence);
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
