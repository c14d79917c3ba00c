package dev.calmroom.report;

import dev.calmroom.judging.Alternatives;
import dev.calmroom.judging.Rubric;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.judging.RubricFolder;
import dev.calmroom.judging.Scoring;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.NightStory;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent.GuestCame;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionEvent.TakenOffHold;
import dev.calmroom.log.SessionEvent.VerdictOverridden;
import dev.calmroom.log.Verdict;
import dev.calmroom.report.CallLog.At;
import dev.calmroom.report.Report.Advice;
import dev.calmroom.report.Report.Attempt;
import dev.calmroom.report.Report.Deduction;
import dev.calmroom.report.Report.Grade;
import dev.calmroom.report.Report.MoveScore;
import dev.calmroom.report.Report.Progress;
import dev.calmroom.scenario.FilesRead;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the report of a session from its events. */
final class ReportWriter {
    private final RubricFolder folder;
    private final Rubric rubric;
    private final Scoring scoring;
    private final DeliveryFigures delivery;
    private final SaidAlready said;
    private final Function<List<Turn>, Set<String>> heard;
    private final FilesRead files;

    /**
     * @param heard criteria that need not be advised, whatever the verdict: their words stand in the call
     * @param files the scenario's as they are now; none where it cannot be played any more
     */
    ReportWriter(
            RubricFolder folder,
            DeliveryFigures delivery,
            SaidAlready said,
            Function<List<Turn>, Set<String>> heard,
            FilesRead files) {
        this.folder = folder;
        this.rubric = folder.rubric();
        this.scoring = new Scoring(rubric);
        this.delivery = delivery;
        this.said = said;
        this.heard = heard;
        this.files = files;
    }

    /**
     * @param encore plays the call again, for the one change; null where that cannot be done
     * @param stories what is better of endings and of feelings
     */
    Report write(
            CallLog log,
            Progress progress,
            @Nullable Counterfactual encore,
            TwoStories stories,
            List<CallLog> earlier) {
        List<Turn> call = log.conversation();
        Optional<Scorecard> scorecard = log.scorecard();
        List<CriterionResult> results =
                scorecard.map(s -> withOverrides(s.criteria(), log)).orElse(List.of());
        Grade grade = scorecard.map(s -> grade(s, results, log, call, stories)).orElse(null);
        // Where the seats were swapped, nobody who reads this said the line that could be other.
        boolean swapped = log.started().map(SessionStarted::ledBy).isPresent();
        Report.OneChange oneChange = grade == null || swapped
                ? null
                : new OneChangeSearch(rubric, folder.alternatives(), stories.highIsGood(), said)
                        .except(heard.apply(call))
                        .find(call, results, grade.score(), encore == null ? null : encore.of(log.tells()))
                        .orElse(null);
        CallPicture picture = new CallPicture(rubric, log);
        return new Report(
                call(log),
                progress,
                log.ended()
                        .map(e -> new Report.Ending(e.ending(), e.reason(), e.text()))
                        .orElse(null),
                grade,
                oneChange,
                new Report.Picture(picture.turns(), picture.curve(), picture.marks()),
                delivery.of(log),
                log.night().map(ReportWriter::night).orElse(null),
                rubric.evidence().stream()
                        .map(f -> new Report.Source(f.source(), f.finding()))
                        .toList(),
                attempts(results, earlier));
    }

    private Report.Call call(CallLog log) {
        Optional<SessionStarted> started = log.started();
        return new Report.Call(
                started.map(SessionStarted::session).orElse(""),
                started.map(SessionStarted::scenario).orElse(""),
                rubric.id(),
                rubric.title(),
                started.map(SessionStarted::startedAt).orElse(null),
                log.length(),
                started.map(SessionStarted::seed).orElse(0L),
                log.engines().orElse(null),
                started.map(SessionStarted::forkedFrom).orElse(null),
                started.map(SessionStarted::ledBy).orElse(null));
    }

    private List<CriterionResult> withOverrides(List<CriterionResult> criteria, CallLog log) {
        Map<String, At<VerdictOverridden>> overrides = log.overrides();
        return criteria.stream()
                .map(result -> {
                    At<VerdictOverridden> override = overrides.get(result.id());
                    return override == null
                            ? result
                            : new CriterionResult(
                                    result.id(),
                                    override.event().verdict(),
                                    override.event().reason(),
                                    result.evidence(),
                                    result.votes());
                })
                .toList();
    }

    private Grade grade(
            Scorecard card, List<CriterionResult> results, CallLog log, List<Turn> call, TwoStories stories) {
        Map<String, CriterionResult> judged =
                card.criteria().stream().collect(Collectors.toMap(CriterionResult::id, r -> r));
        Map<String, List<Evidence>> proof = new HashMap<>();
        results.forEach(r -> proof.put(r.id(), r.evidence()));
        List<Report.Criterion> criteria = results.stream()
                .map(r -> criterion(r, judged.get(r.id()), log, call, proof))
                .toList();
        return new Grade(
                scoring.score(results),
                card.score(),
                new Report.GradedBy(card.judge(), card.rubric(), card.prompts(), card.seed()),
                card.because(),
                moves(results),
                criteria,
                deductions(results),
                Stream.concat(notes(card, results, log).stream(), stories.note(scoring.score(results), log).stream())
                        .toList());
    }

    private Report.Criterion criterion(
            CriterionResult result,
            @Nullable CriterionResult judged,
            CallLog log,
            List<Turn> call,
            Map<String, List<Evidence>> proof) {
        Criterion criterion = rubric.criterion(result.id());
        At<VerdictOverridden> override = log.overrides().get(result.id());
        return new Report.Criterion(
                asked(criterion),
                result.verdict(),
                rounded(scoring.points(criterion, result)),
                rounded(scoring.worth(criterion)),
                result.reason(),
                result.evidence(),
                result.votes(),
                advice(criterion, result, call, proof),
                override == null || judged == null
                        ? null
                        : new Report.Overruling(
                                override.event().by(),
                                override.event().from(),
                                override.event().reason(),
                                judged.verdict(),
                                override.at()));
    }

    private static Report.Asked asked(Criterion criterion) {
        return new Report.Asked(
                criterion.id(),
                criterion.text(),
                criterion.kind() == Kind.OBSERVED ? criterion.group() : null,
                switch (criterion.kind()) {
                    case OBSERVED -> Report.Kind.MOVE;
                    case TRAP -> Report.Kind.TRAP;
                    case ORDER -> Report.Kind.ORDER;
                });
    }

    private @Nullable Advice advice(
            Criterion criterion, CriterionResult result, List<Turn> call, Map<String, List<Evidence>> proof) {
        boolean trap = criterion.kind() == Kind.TRAP;
        boolean good = trap ? result.verdict() == Verdict.NO : result.verdict() == Verdict.YES;
        if (good) {
            return null;
        }
        Alternatives alternatives = folder.alternatives();
        if (trap && !result.evidence().isEmpty()) {
            Evidence said = result.evidence().getFirst();
            return alternatives
                    .nearest(criterion.id(), said.quote())
                    .map(say -> new Advice(said.turn(), said.quote(), say))
                    .orElse(null);
        }
        return alternatives
                .fitting(criterion.id(), call, proof)
                .flatMap(turn -> alternatives
                        .nearest(criterion.id(), turn.text())
                        .map(say -> new Advice(turn.number(), "", say)))
                .orElse(null);
    }

    private List<MoveScore> moves(List<CriterionResult> results) {
        return rubric.worthPoints().stream()
                .map(group -> new MoveScore(
                        group.id(),
                        group.title(),
                        rounded(results.stream()
                                .filter(r -> rubric.criterion(r.id()).group().equals(group.id()))
                                .mapToDouble(r -> scoring.points(rubric.criterion(r.id()), r))
                                .sum()),
                        group.points()))
                .toList();
    }

    private List<Deduction> deductions(List<CriterionResult> results) {
        List<Deduction> deductions = new ArrayList<>();
        for (CriterionResult result : results) {
            Criterion criterion = rubric.criterion(result.id());
            double points = scoring.points(criterion, result);
            if (points < 0) {
                List<Integer> turns = criterion.kind() == Kind.TRAP ? Scoring.turns(result) : List.of();
                String text = criterion.kind() == Kind.ORDER
                        ? result.reason()
                        : turns.size() < 2 ? "It happened once." : "It happened in %d turns.".formatted(turns.size());
                deductions.add(new Deduction(criterion.id(), (int) -points, turns, text));
            }
        }
        return deductions;
    }

    private List<String> notes(Scorecard card, List<CriterionResult> results, CallLog log) {
        List<String> notes = new ArrayList<>();
        int overridden = log.overrides().size();
        if (overridden > 0) {
            notes.add("A trainer changed %s; the judge's own verdicts give %d."
                    .formatted(count(overridden, "verdict"), card.score()));
        }
        int corrected = log.corrections().size();
        if (corrected > 0) {
            notes.add(
                    log.isCorrectedSinceGraded()
                            ? "%s corrected since; the call is being graded again.".formatted(count(corrected, "line"))
                            : "Graded again after %s of the transcript %s corrected."
                                    .formatted(count(corrected, "line"), corrected == 1 ? "was" : "were"));
        }
        int again = log.heardAgain().size();
        if (again > 0) {
            notes.add(
                    "%s as a second recogniser heard %s: the grade goes by that; the persona answered what was heard in the call."
                            .formatted(
                                    again == 1 ? "1 line stands" : again + " lines stand", again == 1 ? "it" : "them"));
        }
        notes.addAll(edited(card, log));
        notes.addAll(asides(log));
        long unsure =
                results.stream().filter(r -> r.verdict() == Verdict.UNSURE).count();
        if (unsure > 0) {
            notes.add(("%s not sure. A good deed that is not sure is worth half where words may carry it; nothing else"
                            + " that is not sure gives or costs points. The score follows as soon as it is said what is right; where"
                            + " people log in, trainers and administrators can say it.")
                    .formatted(unsure == 1 ? "1 answer is" : unsure + " answers are"));
        }
        return notes;
    }

    /** A grade by one version of the files does not compare with one by another. */
    private List<String> edited(Scorecard card, CallLog log) {
        String played = log.started().map(SessionStarted::prompts).orElse("");
        if (!card.prompts().equals(folder.sha256())) {
            return List.of(
                    "What calls are graded by has been edited since this call was graded: the grade stands as it was"
                            + " given. Graded again, it may differ.");
        }
        if (played.isEmpty() || files.sha256().isEmpty() || played.equals(files.sha256())) {
            return List.of();
        }
        List<String> which =
                files.differingFrom(log.started().map(SessionStarted::files).orElse(Map.of()));
        return List.of(
                "The files that this call was played by have been edited since%s: it is graded, and advised, by the files as they are now."
                        .formatted(which.isEmpty() ? "" : " (" + String.join(", ", which) + ")"));
    }

    /** What a reader who compares calls has to know of how this one was taken. */
    private static List<String> asides(CallLog log) {
        List<String> notes = new ArrayList<>();
        int helps = log.helps().size();
        if (helps > 0) {
            notes.add("Help with the next move was asked for %s.".formatted(times(helps)));
        }
        List<At<TakenOffHold>> holds = log.holds();
        if (!holds.isEmpty()) {
            Duration all = holds.stream().map(hold -> hold.event().lasted()).reduce(Duration.ZERO, Duration::plus);
            notes.add("The call was put on hold %s, for %s in all; its clock stood still meanwhile."
                    .formatted(times(holds.size()), Spans.of(all)));
        }
        for (At<GuestCame> came : log.guestsCame()) {
            Duration until = log.guestsLeft().stream()
                    .map(At::time)
                    .filter(left -> left.compareTo(came.time()) >= 0)
                    .findFirst()
                    .orElseGet(log::length);
            notes.add("You spoke to %s, %s, for %s; the built-in judge leaves that out, a language model reads it."
                    .formatted(came.event().name(), came.event().role(), Spans.of(until.minus(came.time()))));
        }
        return notes;
    }

    private static String times(int number) {
        return number == 1 ? "once" : number + " times";
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static Report.Night night(NightStory story) {
        return new Report.Night(
                capital("%s %s.".formatted(story.optionName(), story.worked() ? "held" : "did not hold")),
                story.timeline().stream()
                        .map(m -> new Report.NightLine(m.clock(), m.text(), ""))
                        .toList());
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private List<Attempt> attempts(List<CriterionResult> now, List<CallLog> earlier) {
        Set<String> metNow = met(now);
        return earlier.stream()
                .flatMap(log -> log.scorecard().stream().map(card -> {
                    List<CriterionResult> results = withOverrides(card.criteria(), log);
                    Set<String> metThen = met(results);
                    return new Attempt(
                            log.started().map(SessionStarted::session).orElse(""),
                            log.started().map(SessionStarted::startedAt).orElse(null),
                            scoring.score(results),
                            log.ended().map(e -> e.text()).orElse(""),
                            metNow.stream()
                                    .filter(id -> !metThen.contains(id))
                                    .sorted()
                                    .toList(),
                            metThen.stream()
                                    .filter(id -> !metNow.contains(id))
                                    .sorted()
                                    .toList(),
                            moves(known(results)));
                }))
                .toList();
    }

    /** An earlier grade may speak of criteria that the framework has lost since. */
    private List<CriterionResult> known(List<CriterionResult> results) {
        return results.stream()
                .filter(r -> rubric.criteria().stream().anyMatch(c -> c.id().equals(r.id())))
                .toList();
    }

    /** Ids of what went well: met criteria, and traps that were not stepped into. */
    private Set<String> met(List<CriterionResult> results) {
        return known(results).stream()
                .filter(r -> (rubric.criterion(r.id()).kind() == Kind.TRAP) == (r.verdict() == Verdict.NO))
                .filter(r -> r.verdict() != Verdict.UNSURE)
                .map(CriterionResult::id)
                .collect(Collectors.toSet());
    }

    private static double rounded(double points) {
        return Math.round(points * 100) / 100.0;
    }
}
