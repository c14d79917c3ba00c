package dev.calmroom.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Brings calls in as sound: the body is the file. Hearing it and taking it are jobs, asked how far they are. */
@RestController
@RequestMapping("/api/imports/sound")
final class SoundImportsController {
    private final SoundImports imports;
    private final SoundJobs jobs;

    SoundImportsController(SoundImports imports, SoundJobs jobs) {
        this.imports = imports;
        this.jobs = jobs;
    }

    /** @param scenario whose names and terms are listened for; without it the first's */
    @Costly
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    SoundJobs.Progress hear(@RequestParam @Nullable String scenario, HttpServletRequest request) throws IOException {
        String of = of(request);
        Path file = received(of, request);
        return jobs.start(of, progress -> imports.hear(of, file, scenario, progress), () -> imports.drop(file));
    }

    private Path received(String of, HttpServletRequest request) throws IOException {
        try (var _ = jobs.expect(of)) {
            return imports.receive(request.getInputStream());
        }
    }

    @Costly
    @PostMapping(path = "/{sound}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    SoundJobs.Progress take(
            @PathVariable String sound, @RequestBody SoundImports.Sides sides, HttpServletRequest request) {
        String of = of(request);
        Caller caller = Caller.of(request);
        return jobs.start(of, progress -> new ImportsController.Imported(imports.take(sound, sides, caller)));
    }

    @GetMapping({"/{job}", "/{sound}/{job}"})
    SoundJobs.Progress progress(@PathVariable String job, HttpServletRequest request) {
        return jobs.find(of(request), job)
                .orElseThrow(
                        () -> Problems.of(
                                HttpStatus.NOT_FOUND,
                                "This recording is not listened to here. The server may have been started anew; bring it in again."));
    }

    @DeleteMapping({"/{job}", "/{sound}/{job}"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String job, HttpServletRequest request) {
        jobs.cancel(of(request), job);
    }

    private static String of(HttpServletRequest request) {
        return WaitingRecordings.of(Caller.of(request));
    }
}
