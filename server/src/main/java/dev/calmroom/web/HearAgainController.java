package dev.calmroom.web;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.WordErrors;
import dev.calmroom.replay.HearAgain;
import dev.calmroom.replay.SpareEars;
import dev.calmroom.report.Reports;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Leases;
import dev.calmroom.transcript.Speaker;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Kept sound through the recogniser as it is today: how well it hears, and what that would change. Nothing of it is kept. */
@RestController
@RequestMapping("/api/sessions/{id}/hear-again")
final class HearAgainController {
    private final EventLog log;
    private final Leases leases;
    private final AudioArchive archive;
    private final ScenarioShelf scenarios;
    private final Reports reports;
    private final SpareEars ears;
    private final SoundJobs jobs;

    HearAgainController(
            EventLog log,
            Leases leases,
            AudioArchive archive,
            ScenarioShelf scenarios,
            Reports reports,
            SpareEars ears,
            SoundJobs jobs) {
        this.log = log;
        this.leases = leases;
        this.archive = archive;
        this.scenarios = scenarios;
        this.reports = reports;
        this.ears = ears;
        this.jobs = jobs;
    }

    /**
     * @param then what the recogniser got wrong in the call, against the corrected transcript
     * @param now what it gets wrong today
     * @param silent turns of the leader's of which there is no sound
     * @param scores by the built-in judge
     * @param changed criteria that are judged otherwise by what is heard now than by what was said
     */
    record Answer(
            List<Line> lines,
            Rate then,
            Rate now,
            int corrected,
            List<Integer> silent,
            Scores scores,
            List<Change> changed) {}

    record Line(int turn, String said, boolean corrected, String then, String now, int errorsThen, int errorsNow) {
        static Line of(HearAgain.Line line) {
            return new Line(
                    line.turn(),
                    line.said(),
                    line.corrected(),
                    line.then(),
                    line.now(),
                    line.errorsThen().errors(),
                    line.errorsNow().errors());
        }
    }

    record Rate(int errors, int words, double rate) {
        static Rate of(WordErrors errors) {
            return new Rate(errors.errors(), errors.words(), errors.rate());
        }
    }

    /** @param said of the corrected transcript; of what was heard then, and is heard now; 0 to 100 each */
    record Scores(int said, int then, int now) {}

    record Change(String criterion, String label, String from, String to) {}

    @Costly
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    SoundJobs.Progress start(@PathVariable String id) {
        if (leases.isLive(id)) {
            throw Problems.of(HttpStatus.CONFLICT, "The call is under way; it can be heard again when it is over.");
        }
        List<LoggedEvent> events = log.read(id, 0);
        SessionStarted started = LoggedEvent.start(events).orElseThrow(Problems::noSession);
        if (archive.find(id, Speaker.LEADER).isEmpty()) {
            throw Problems.of(HttpStatus.NOT_FOUND, "No sound of the leader's side of this call was kept.");
        }
        Vocabulary vocabulary = vocabulary(started.scenario());
        return jobs.start(id, progress -> answer(id, started, RecordedCall.of(events), vocabulary, progress));
    }

    private Vocabulary vocabulary(String scenario) {
        try {
            return Vocabulary.of(scenarios.current(scenario).plot().vocabulary());
        } catch (InvalidPromptsException | IllegalArgumentException e) {
            throw Problems.notPlayable(scenario, e);
        }
    }

    @GetMapping("/{job}")
    SoundJobs.Progress progress(@PathVariable String id, @PathVariable String job) {
        return jobs.find(id, job)
                .orElseThrow(() -> Problems.of(
                        HttpStatus.NOT_FOUND,
                        "Nobody is hearing this call again here. The server may have been started anew; ask again."));
    }

    @DeleteMapping("/{job}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String id, @PathVariable String job) {
        jobs.cancel(id, job);
    }

    private AudioClip sound(String id) {
        try {
            Path file = archive.find(id, Speaker.LEADER).orElseThrow(() -> new NoSuchFileException(id));
            return Wav.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("The sound of this call cannot be read any more.", e);
        }
    }

    private Answer answer(
            String id, SessionStarted started, RecordedCall call, Vocabulary vocabulary, DoubleConsumer progress) {
        AudioClip sound = sound(id);
        HearAgain.Heard heard;
        try (SpeechRecognizer recognizer = ears.recognizer()) {
            heard = new HearAgain(recognizer, vocabulary).hear(call, sound, progress);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The call %s.".formatted(e.getMessage()), e);
        }
        Scorecard said = reports.card(started.framework(), call.said(), started.seed());
        Scorecard now = reports.card(started.framework(), heard.call(), started.seed());
        Map<String, String> labels = reports.labels(started.framework());
        return new Answer(
                heard.lines().stream().map(Line::of).toList(),
                Rate.of(heard.errorsThen()),
                Rate.of(heard.errorsNow()),
                (int) heard.lines().stream().filter(HearAgain.Line::corrected).count(),
                heard.silent(),
                new Scores(said.score(), reports.score(started.framework(), call.turns(), started.seed()), now.score()),
                HearAgain.changes(said, now).stream()
                        .map(c -> new Change(
                                c.criterion(),
                                labels.getOrDefault(c.criterion(), c.criterion()),
                                c.from().name().toLowerCase(java.util.Locale.ROOT),
                                c.to().name().toLowerCase(java.util.Locale.ROOT)))
                        .toList());
    }
}
