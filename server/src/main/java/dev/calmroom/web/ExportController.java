package dev.calmroom.web;

import dev.calmroom.log.EventJson;
import dev.calmroom.log.EventLog;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.report.Reports;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.SessionSummary;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.web.WaitingRecordings.Waiting;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All that is held about a person, in one file: of each call its events, its report and its sound. */
@RestController
@RequestMapping("/api/export")
final class ExportController {
    private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);
    /** To make reports takes a while. */
    private static final int MOST_EXPORTS = 2;

    private final SessionIndex sessions;
    private final EventLog log;
    private final Reports reports;
    private final GradingDesk desk;
    private final AudioArchive archive;
    private final Ownership ownership;
    private final ScenarioTitles titles;
    private final WaitingRecordings recordings;
    private final Semaphore free = new Semaphore(MOST_EXPORTS);

    ExportController(
            SessionIndex sessions,
            EventLog log,
            Reports reports,
            GradingDesk desk,
            AudioArchive archive,
            Ownership ownership,
            ScenarioTitles titles,
            WaitingRecordings recordings) {
        this.sessions = sessions;
        this.log = log;
        this.reports = reports;
        this.desk = desk;
        this.archive = archive;
        this.ownership = ownership;
        this.titles = titles;
        this.recordings = recordings;
    }

    /**
     * @param of a session: all of the person to whom it belongs that whoever asks may see, for a trainer who is asked for
     *     it; without it all that is whoever asks's own
     */
    @Costly
    @GetMapping
    void export(@RequestParam @Nullable String of, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Caller caller = Caller.of(request);
        List<SessionSummary> held = held(caller, of);
        if (!free.tryAcquire()) {
            throw Problems.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Others are being given their data just now. Try again in a minute.");
        }
        try {
            response.setContentType("application/zip");
            response.setHeader(
                    "Content-Disposition",
                    ContentDisposition.attachment()
                            .filename("calmroom.zip")
                            .build()
                            .toString());
            // Ended only when it is whole: a file that lacks its end is seen to be broken.
            ZipOutputStream zip = new ZipOutputStream(response.getOutputStream(), StandardCharsets.UTF_8);
            write(zip, held, caller);
            if (of == null) {
                addWaiting(zip, recordings.all(WaitingRecordings.of(caller)));
            }
            zip.finish();
        } finally {
            free.release();
        }
    }

    private List<SessionSummary> held(Caller caller, @Nullable String of) {
        ownership.settleAll();
        if (of == null) {
            return sessions.all(caller.owner());
        }
        SessionSummary one = sessions.find(of).orElseThrow(Problems::noSession);
        if (!ownership.maySee(caller, of)) {
            throw Problems.noSession();
        }
        return sessions.owner(of)
                .map(owner -> sessions.all(owner).stream()
                        .filter(call -> ownership.maySee(caller, call.id()))
                        .toList())
                .orElse(List.of(one));
    }

    private void write(ZipOutputStream zip, List<SessionSummary> held, Caller caller) throws IOException {
        add(zip, "calls.json", json(held.stream().map(this::listing).toList()));
        for (SessionSummary call : held) {
            String folder = "%tF-%s/".formatted(call.started().atOffset(ZoneOffset.UTC), call.id());
            add(
                    zip,
                    folder + "events.json",
                    json(log.read(call.id(), 0).stream().map(EventJson::toTree).toList()));
            if (!call.live()) {
                Optional<String> report = report(call.id(), caller);
                if (report.isPresent()) {
                    add(zip, folder + "report.json", report.get());
                }
                addSound(zip, folder, call.id());
            }
        }
    }

    /** As it stands in the list, and with the groups whose trainers would see it. */
    private ObjectNode listing(SessionSummary call) {
        ObjectNode listing = EventJson.mapper().valueToTree(SessionListing.of(call, titles.of(call.scenario())));
        ArrayNode groups = listing.putArray("groups");
        sessions.groups(call.id()).forEach(groups::add);
        return listing;
    }

    /** Recordings that are no call yet. */
    private static void addWaiting(ZipOutputStream zip, List<Waiting> recordings) throws IOException {
        for (int i = 0; i < recordings.size(); i++) {
            Waiting recording = recordings.get(i);
            String folder = "waiting-recordings/%d/".formatted(i + 1);
            add(
                    zip,
                    folder + "heard.json",
                    json(recording.voices().stream().map(SoundImports::heard).toList()));
            for (int side = 0; side < recording.sounds().size(); side++) {
                int channel = recording.voices().get(side).channel();
                addFile(
                        zip,
                        folder + "channel-%d.opus".formatted(channel),
                        recording.sounds().get(side));
            }
        }
    }

    /** A report that cannot be made any more, as of a scenario that is gone, keeps nobody from the rest. */
    private Optional<String> report(String session, Caller caller) {
        try {
            return reports.of(session, desk)
                    .map(report -> Reports.json(report.beside(other -> ownership.maySee(caller, other))));
        } catch (RuntimeException e) {
            LOG.warn("session {} is given out without its report: {}", session, e.getMessage());
            return Optional.empty();
        }
    }

    private void addSound(ZipOutputStream zip, String folder, String session) throws IOException {
        for (Speaker side : Speaker.values()) {
            Optional<Path> sound = archive.find(session, side);
            if (sound.isPresent()) {
                addFile(zip, folder + sound.get().getFileName(), sound.get());
            }
        }
    }

    private static void addFile(ZipOutputStream zip, String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry(name));
            in.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException e) {
            LOG.info("{} has been deleted meanwhile", name);
        }
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String json(Object value) {
        return EventJson.mapper().writeValueAsString(value);
    }
}
