package dev.calmroom.web;

import dev.calmroom.authoring.Completions;
import dev.calmroom.authoring.EditedFiles;
import dev.calmroom.authoring.EditedFiles.Saved;
import dev.calmroom.authoring.LeaderOfCall;
import dev.calmroom.authoring.Trials;
import dev.calmroom.authoring.Trials.Draft;
import dev.calmroom.authoring.Trials.Past;
import dev.calmroom.authoring.Trials.Side;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.storage.Sight;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The studio: prompts edited, tried and saved from the page. There only where the service was started so. */
@RestController
@RequestMapping("/api/studio")
@ConditionalOnProperty("calmroom.studio")
final class StudioController {
    private static final int MOST_CALLS = 20;
    private static final int LONGEST_WORDS = 2_000;
    /** The findings are one file with its script in it; they may run that, and reach nothing. */
    private static final String OF_FINDINGS =
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
                    + " img-src data:; font-src data:; sandbox allow-scripts; frame-ancestors 'self'";

    private final EditedFiles files;
    private final Trials trials;
    private final PastSessions sessions;

    StudioController(EditedFiles files, Trials trials, PastSessions sessions) {
        this.files = files;
        this.trials = trials;
        this.sessions = sessions;
    }

    /** @param model who words turns where a language model is configured; else null */
    record Overview(
            List<String> files,
            List<PastSessions.Version> versions,
            List<PastSessions.Call> calls,
            @Nullable String model) {}

    record Opened(String text, String sha256, List<Earlier> versions) {}

    record Earlier(String id, Instant when, String sha256) {}

    record Edit(String file, String text, @Nullable String base) {}

    record Mistake(String file, int line, String message) {
        static Mistake of(Problem problem) {
            return new Mistake(problem.file().toString().replace('\\', '/'), problem.line(), problem.message());
        }
    }

    record Checked(List<Mistake> problems) {}

    /** @param session the call in which it is said; null for one that has just begun */
    record Question(
            String file,
            String text,
            String scenario,
            @Nullable String session,
            int after,
            String words) {}

    /** @param player «model», or null for the understudy */
    record Order(
            String file,
            String text,
            String scenario,
            List<String> sessions,
            @Nullable String player) {}

    /** @param id what the leader is to be called */
    record Called(String session, String id) {}

    record Progress(int done, int all, boolean over, boolean page, String text) {}

    @GetMapping
    Overview overview(HttpServletRequest request) {
        PastSessions.Overview past = sessions.overview(Caller.of(request).sight());
        return new Overview(files.files(), past.versions(), past.calls(), trials.model());
    }

    @GetMapping("/file")
    Opened open(@RequestParam String file) {
        EditedFiles.Text text = files.read(file);
        return new Opened(
                text.text(),
                text.sha256(),
                files.versions(file).stream()
                        .map(v -> new Earlier(v.id(), v.when(), v.sha256()))
                        .toList());
    }

    @GetMapping("/version")
    EditedFiles.Text version(@RequestParam String file, @RequestParam String id) {
        return files.version(file, id);
    }

    @GetMapping("/completions")
    Completions completions(@RequestParam String file) {
        return files.completions(file);
    }

    @PostMapping("/check")
    Checked check(@RequestBody Edit edit) {
        return new Checked(files.problems(edit.file(), edit.text()).stream()
                .map(Mistake::of)
                .toList());
    }

    @PutMapping("/file")
    ResponseEntity<?> save(@RequestBody Edit edit) {
        return switch (files.save(edit.file(), edit.text(), edit.base() == null ? "" : edit.base())) {
            case Saved.Done done -> ResponseEntity.ok(Map.of("sha256", done.sha256()));
            case Saved.Conflict conflict ->
                ResponseEntity.status(HttpStatus.CONFLICT).body(conflict.onDisk());
            case Saved.Broken broken ->
                ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .body(new Checked(
                                broken.problems().stream().map(Mistake::of).toList()));
        };
    }

    @Costly
    @PostMapping("/try")
    Trials.Both tried(@RequestBody Question question, HttpServletRequest request) {
        return trials.turn(
                draft(question),
                question.scenario(),
                past(question, request),
                question.after(),
                question.words().strip());
    }

    /**
     * The same turn in a language model's words, from both sides as they come: a line of JSON each, in the order in which
     * they are said.
     */
    @Costly
    @PostMapping("/words")
    void words(@RequestBody Question question, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SpokenLines lines = new SpokenLines();
        Runnable leaveOff = trials.words(
                draft(question),
                question.scenario(),
                past(question, request),
                question.after(),
                question.words().strip(),
                lines::of);
        try {
            lines.writeTo(response, Side.values().length);
        } finally {
            leaveOff.run();
        }
    }

    private static Draft draft(Question question) {
        if (question.words().isBlank() || question.words().length() > LONGEST_WORDS) {
            throw new IllegalArgumentException("What is said? At most %,d characters.".formatted(LONGEST_WORDS));
        }
        return new Draft(question.file(), question.text());
    }

    private @Nullable Past past(Question question, HttpServletRequest request) {
        return question.session() == null || question.session().isBlank()
                ? null
                : sessions.past(Caller.of(request).sight(), question.session());
    }

    /** A call that somebody had becomes a simulated leader. */
    @PostMapping("/leaders")
    Map<String, String> leader(@RequestBody Called called, HttpServletRequest request) {
        LeaderOfCall leader = sessions.leader(Caller.of(request).sight(), called.session(), called.id());
        files.add(leader);
        return Map.of("file", leader.file());
    }

    @Costly
    @PostMapping("/runs")
    Map<String, String> run(@RequestBody Order order, HttpServletRequest request) {
        if (order.sessions().size() > MOST_CALLS) {
            throw new IllegalArgumentException("At most %d calls at once.".formatted(MOST_CALLS));
        }
        Sight sight = Caller.of(request).sight();
        List<Past> calls = order.sessions().stream()
                .map(session -> sessions.past(sight, session))
                .toList();
        return Map.of(
                "run",
                trials.start(
                        new Draft(order.file(), order.text()),
                        order.scenario(),
                        calls,
                        "model".equals(order.player())));
    }

    @GetMapping("/runs/{id}")
    Progress progress(@PathVariable String id) {
        Trials.Run run = found(id);
        return new Progress(run.done(), run.all(), run.over(), run.findings() != null, run.text());
    }

    @GetMapping("/runs/{id}/findings")
    ResponseEntity<Resource> findings(@PathVariable String id) {
        Path page = found(id).findings();
        if (page == null) {
            throw Problems.of(HttpStatus.NOT_FOUND, "This run has no findings yet.");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .header("Content-Security-Policy", OF_FINDINGS)
                .body(new FileSystemResource(page));
    }

    private Trials.Run found(String id) {
        return trials.run(id).orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "There is no such run."));
    }

    /** What cannot be done with the draft as it is. */
    @ExceptionHandler({IllegalArgumentException.class, IllegalStateException.class, InvalidPromptsException.class})
    ResponseEntity<Map<String, Object>> refused(RuntimeException e) {
        return ResponseEntity.badRequest()
                .body(Map.of("status", HttpStatus.BAD_REQUEST.value(), "detail", String.valueOf(e.getMessage())));
    }
}
