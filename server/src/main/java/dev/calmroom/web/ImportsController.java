package dev.calmroom.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
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

    private final Imports imports;
    private final Ownership ownership;

    ImportsController(Imports imports, Ownership ownership) {
        this.imports = imports;
        this.ownership = ownership;
    }

    record Imported(String session) {}

    /** How the file would be read; nothing is kept. */
    @PostMapping("/preview")
    Imports.Preview preview(@RequestBody byte[] file, @RequestParam MultiValueMap<String, String> said) {
        return reading(() -> imports.preview(file, sides(said)));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Imported take(
            @RequestBody byte[] file, @RequestParam MultiValueMap<String, String> said, HttpServletRequest request) {
        String session = reading(() -> imports.take(file, sides(said)));
        ownership.claim(Caller.of(request), session);
        return new Imported(session);
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

    private static <T> T reading(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "The file %s.".formatted(e.getMessage()));
        }
    }
}
