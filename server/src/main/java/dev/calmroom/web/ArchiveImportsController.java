package dev.calmroom.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Brings past calls back from the one file in which they were given out: the body is the file. */
@RestController
@RequestMapping(path = "/api/imports/archive", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
final class ArchiveImportsController {
    private static final int MOST_LOOKS = 2;

    private final ArchiveImports imports;
    private final Semaphore free = new Semaphore(1);
    /** Whoever looks waits for nobody who brings calls in, which takes minutes. */
    private final Semaphore looks = new Semaphore(MOST_LOOKS);

    ArchiveImportsController(ArchiveImports imports) {
        this.imports = imports;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(InputStream archive, Caller caller) throws IOException;
    }

    /** What there is in it; the beginning of the file is enough, and nothing is kept. */
    @Costly
    @PostMapping("/preview")
    ArchiveImports.Listed preview(HttpServletRequest request) throws IOException {
        return reading(looks, request, imports::look);
    }

    @Costly
    @PostMapping
    ArchiveImports.Taken take(HttpServletRequest request) throws IOException {
        return reading(free, request, imports::take);
    }

    private static <T> T reading(Semaphore free, HttpServletRequest request, Reading<T> work) throws IOException {
        if (!free.tryAcquire()) {
            throw Problems.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Other calls are being brought back just now. Try again in a minute.");
        }
        try {
            return work.of(request.getInputStream(), Caller.of(request));
        } catch (IllegalArgumentException e) {
            throw Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "The file %s.".formatted(e.getMessage()));
        } finally {
            free.release();
        }
    }
}
