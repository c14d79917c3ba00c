package dev.calmroom.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.report.Workbench;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Brings calls in from elsewhere: the body is the file, whatever its form and encoding. */
@RestController
@RequestMapping(path = "/api/imports", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
final class ImportsController {
    private static final int MOST_NAMES = 200;
    private static final int LONGEST_NAME = 64;

    /** A transcript of hours takes half a minute; whoever has not asked by then is gone. */
    private static final Duration WATCHED = Duration.ofMinutes(5);

    private static final int MOST_WATCHED = 1_000;

    private final Imports imports;
    private final Workbench bench;
    /** How much of each has been heard, by whose it is and what they call it. */
    private final Cache<String, Double> underWay = Caffeine.newBuilder()
            .expireAfterWrite(WATCHED)
            .maximumSize(MOST_WATCHED)
            .build();

    ImportsController(Imports imports, @Qualifier("readingFiles") Workbench bench) {
        this.bench = bench;
        this.imports = imports;
    }

    record Imported(String session) {}

    /** How the file would be read; nothing is kept. */
    @Costly
    @PostMapping("/preview")
    Imports.Preview preview(@RequestBody byte[] file, @RequestParam MultiValueMap<String, String> said) {
        return reading(() -> imports.preview(file, sides(said)));
    }

    /** @param watch a name of the caller's own, by which they ask meanwhile how much of it has been heard */
    @Costly
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Imported take(
            @RequestBody byte[] file,
            @RequestParam MultiValueMap<String, String> said,
            @RequestParam(defaultValue = "") String watch,
            HttpServletRequest request) {
        String watched = watched(watch, request);
        try {
            Caller caller = Caller.of(request);
            return new Imported(
                    reading(() -> imports.take(file, sides(said), done -> underWay.put(watched, done), caller)));
        } finally {
            underWay.invalidate(watched);
        }
    }

    /** @param done 0 to 1; 0 also before the first of it is heard, and afterwards */
    record UnderWay(double done) {}

    @GetMapping("/under-way/{watch}")
    UnderWay underWay(@PathVariable String watch, HttpServletRequest request) {
        Double done = underWay.getIfPresent(watched(watch, request));
        return new UnderWay(done == null ? 0 : done);
    }

    private static String watched(String watch, HttpServletRequest request) {
        if (watch.length() > LONGEST_NAME) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "watch has at most %d characters.".formatted(LONGEST_NAME));
        }
        return Caller.of(request).owner() + " " + watch;
    }

    /** Names as they stand, one a parameter: a comma is part of a name. */
    private static Imports.Sides sides(MultiValueMap<String, String> said) {
        String scenario = said.getFirst("scenario");
        return new Imports.Sides(
                scenario == null || scenario.isBlank() ? null : scenario,
                names(said.get("leader")),
                names(said.get("persona")),
                names(said.get("neither")));
    }

    private static List<String> names(@Nullable List<String> names) {
        if (names == null) {
            return List.of();
        }
        if (names.size() > MOST_NAMES) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "At most %d names a side.".formatted(MOST_NAMES));
        }
        return names;
    }

    private <T> T reading(Supplier<T> work) {
        try {
            return bench.work(work);
        } catch (IllegalArgumentException e) {
            throw Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "The file %s.".formatted(e.getMessage()));
        }
    }
}
