package dev.calmroom.web;

import dev.calmroom.log.SessionEvent.CommentLeft;
import dev.calmroom.log.SessionEvent.CommentTakenBack;
import dev.calmroom.log.SessionEvent.LineCorrected;
import dev.calmroom.log.SessionEvent.VerdictOverridden;
import dev.calmroom.log.SessionEvent.VerdictTakenBack;
import dev.calmroom.log.Verdict;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.report.Report;
import dev.calmroom.report.Reports;
import dev.calmroom.storage.Leases;
import dev.calmroom.transcript.Speaker;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The report of a call, and what leaders and trainers add to it afterwards. Described in {@code docs/report.md}. */
@RestController
@RequestMapping(path = "/api/sessions/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
final class ReportController {
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NAME = 80;

    private final Reports reports;
    private final GradingDesk desk;
    private final Leases leases;
    private final Ownership ownership;

    ReportController(Reports reports, GradingDesk desk, Leases leases, Ownership ownership) {
        this.reports = reports;
        this.desk = desk;
        this.leases = leases;
        this.ownership = ownership;
    }

    record Correction(@Nullable String text) {}

    record NewComment(@Nullable String by, @Nullable String text) {}

    record Overruling(
            @Nullable String by,
            @Nullable Verdict verdict,
            @Nullable String reason) {}

    @GetMapping("/report")
    String report(@PathVariable String id, HttpServletRequest request) {
        return shown(id, request);
    }

    private String shown(String id, HttpServletRequest request) {
        Caller caller = Caller.of(request);
        return Reports.json(finished(id).beside(other -> ownership.maySee(caller, other)));
    }

    @GetMapping("/xapi")
    String statements(@PathVariable String id) {
        Report report = finished(id);
        if (report.grade() == null) {
            throw Problems.of(HttpStatus.CONFLICT, "The call is not graded yet; there is nothing to state.");
        }
        URI home = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUri();
        return Reports.statements(report, home, ownership.actor(id));
    }

    @Costly
    @PostMapping("/grading")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void grade(@PathVariable String id) {
        finished(id);
        desk.start(id, "it was asked for again");
    }

    @Costly
    @PutMapping("/turns/{turn}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void correct(
            @PathVariable String id,
            @PathVariable int turn,
            @RequestBody Correction correction,
            HttpServletRequest request) {
        if (!ownership.isOwnOrNobodys(Caller.of(request), id)) {
            throw Problems.of(HttpStatus.FORBIDDEN, "Only whose call it was can say what was really said.");
        }
        String text = text(correction.text(), "text", LONGEST_TEXT);
        if (turn(id, turn).speaker() != Speaker.LEADER) {
            throw Problems.of(
                    HttpStatus.BAD_REQUEST,
                    "Turn %d is not the leader's; only the leader's turns can be corrected.".formatted(turn));
        }
        desk.append(id, new LineCorrected(turn, text));
        desk.start(id, "a line of the transcript was corrected");
    }

    @PostMapping("/turns/{turn}/comments")
    @ResponseStatus(HttpStatus.CREATED)
    void comment(
            @PathVariable String id,
            @PathVariable int turn,
            @RequestBody NewComment comment,
            HttpServletRequest request) {
        String by = by(comment.by(), request);
        String text = text(comment.text(), "text", LONGEST_TEXT);
        turn(id, turn);
        desk.append(id, new CommentLeft(turn, text, by, Caller.of(request).mark()));
    }

    /** @param comment its {@code id} in the report */
    @DeleteMapping("/turns/{turn}/comments/{comment}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(
            @PathVariable String id, @PathVariable int turn, @PathVariable long comment, HttpServletRequest request) {
        Report.Comment left = turn(id, turn).comments().stream()
                .filter(c -> c.id() == comment)
                .findFirst()
                .orElseThrow(() -> Problems.of(
                        HttpStatus.NOT_FOUND,
                        "Turn %d has no such comment. It may have been taken back.".formatted(turn)));
        if (!Caller.of(request).mayTakeBack(left.from(), left.by())) {
            throw Problems.of(
                    HttpStatus.FORBIDDEN,
                    "Only who has left a comment takes it back, an administrator, or of an old one a trainer. It is %s's."
                            .formatted(left.by()));
        }
        desk.append(id, new CommentTakenBack(comment));
    }

    @DeleteMapping("/criteria/{criterion}")
    String takeBack(@PathVariable String id, @PathVariable String criterion, HttpServletRequest request) {
        Report.Overruling given = overruling(id, criterion);
        if (!Caller.of(request).mayTakeBack(given.from(), given.by())) {
            throw Problems.of(
                    HttpStatus.FORBIDDEN,
                    "Only who has changed a verdict takes that back, or an administrator. This was %s."
                            .formatted(given.by()));
        }
        desk.append(id, new VerdictTakenBack(criterion));
        return shown(id, request);
    }

    private Report.Overruling overruling(String id, String criterion) {
        Report.Grade grade = finished(id).grade();
        return Optional.ofNullable(grade).stream()
                .flatMap(given -> given.criteria().stream())
                .filter(c -> c.id().equals(criterion))
                .map(Report.Criterion::override)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> Problems.of(
                        HttpStatus.NOT_FOUND,
                        "Nobody has changed the verdict on '%s'. It may have been taken back.".formatted(criterion)));
    }

    @PutMapping("/criteria/{criterion}")
    String override(
            @PathVariable String id,
            @PathVariable String criterion,
            @RequestBody Overruling override,
            HttpServletRequest request) {
        Caller caller = Caller.of(request);
        if (!caller.mayJudge()) {
            throw Problems.of(HttpStatus.FORBIDDEN, "Verdicts are changed by trainers.");
        }
        String by = by(override.by(), request);
        String reason = text(override.reason(), "reason", LONGEST_TEXT);
        if (override.verdict() == null) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "verdict is missing; expected yes, no or unsure.");
        }
        Report report = finished(id);
        Report.Grade grade = report.grade();
        if (grade == null) {
            throw Problems.of(HttpStatus.CONFLICT, "The call is not graded yet; there is no verdict to change.");
        }
        if (grade.criteria().stream().noneMatch(c -> c.id().equals(criterion))) {
            throw Problems.of(HttpStatus.NOT_FOUND, "The framework has no criterion '%s'.".formatted(criterion));
        }
        desk.append(id, new VerdictOverridden(criterion, override.verdict(), reason, by, caller.mark()));
        return shown(id, request);
    }

    private Report.ReportTurn turn(String id, int turn) {
        return finished(id).turns().stream()
                .filter(t -> t.turn() == turn)
                .findFirst()
                .orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "The call has no turn %d.".formatted(turn)));
    }

    private Report finished(String id) {
        if (leases.isLive(id)) {
            throw Problems.of(HttpStatus.CONFLICT, "The call is under way; its report comes after it.");
        }
        return reports.of(id, desk).orElseThrow(Problems::noSession);
    }

    /** Where the login knows a name, nobody signs with another. */
    private static String by(@Nullable String said, HttpServletRequest request) {
        String name = Caller.of(request).name();
        return name != null ? name : text(said, "by", LONGEST_NAME);
    }

    private static String text(@Nullable String value, String name, int longest) {
        if (value == null || value.isBlank()) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "%s is missing.".formatted(name));
        }
        if (value.length() > longest) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "%s has at most %,d characters.".formatted(name, longest));
        }
        return value.strip();
    }
}
