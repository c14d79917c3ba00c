package dev.calmroom.web;

import dev.calmroom.call.LiveCall;
import dev.calmroom.call.Switchboard;
import dev.calmroom.call.Voices;
import dev.calmroom.report.Workbench;
import dev.calmroom.scenario.Scenario;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The server's voices: which there are, how they sound, and which one a call has. */
@RestController
final class VoicesController {
    /** A turn is a breath or two. */
    private static final int MOST_CHARACTERS = 1_000;

    private final Workbench bench;
    private final Voices voices;
    private final CallDesk desk;
    private final Switchboard switchboard;

    VoicesController(Voices voices, CallDesk desk, Switchboard switchboard, Workbench bench) {
        this.bench = bench;
        this.voices = voices;
        this.desk = desk;
        this.switchboard = switchboard;
    }

    /** The first speaks where nothing else is chosen. */
    @GetMapping("/api/voices")
    List<Voices.Offer> all() {
        return voices.offers();
    }

    /** The voice says what the scenario is about. */
    @GetMapping(path = "/api/voices/{id}/sample", produces = "audio/wav")
    byte[] sample(@PathVariable String id, @RequestParam(defaultValue = "") String scenario) {
        String words = desk.scenarios().stream()
                .filter(s -> scenario.isEmpty() || s.id().equals(scenario))
                .findFirst()
                .map(VoicesController::words)
                .orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "There is no scenario '%s'.".formatted(scenario)));
        return known(() -> bench.work(() -> voices.sample(id, words)));
    }

    /**
     * How words are spoken, as {@link Voices.Manner} has it.
     *
     * @param words one turn's
     * @param guest whether somebody else says them than whoever is heard in that voice; null: no
     */
    record Speech(
            @Nullable String words,
            double rate,
            double pitch,
            double pitchRange,
            double volume,
            @Nullable Boolean guest) {
        Voices.Manner manner() {
            try {
                return new Voices.Manner(rate, pitch, pitchRange, volume);
            } catch (IllegalArgumentException e) {
                throw Problems.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
            }
        }
    }

    /** The voice says a turn of a call that was run again. */
    @Costly
    @PostMapping(path = "/api/voices/{id}/speech", produces = "audio/wav")
    byte[] speech(@PathVariable String id, @RequestBody Speech speech) {
        String words = speech.words();
        if (words == null || words.isBlank() || words.length() > MOST_CHARACTERS) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "words are 1 to %d characters.".formatted(MOST_CHARACTERS));
        }
        Voices.Manner manner = speech.manner();
        return known(() -> bench.work(() -> Boolean.TRUE.equals(speech.guest())
                ? voices.speechOfAnother(id, words, manner)
                : voices.speech(id, words, manner)));
    }

    private static <T> T known(Supplier<T> action) {
        try {
            return action.get();
        } catch (NoSuchElementException e) {
            throw Problems.of(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "This voice cannot speak now: " + e.getMessage());
        }
    }

    private static String words(Scenario scenario) {
        return scenario.plot().summary().strip();
    }

    /** @param resume what the call's welcome gave: only who is in the call changes its voice */
    record Choice(@Nullable String resume, @Nullable String voice) {}

    @PutMapping("/api/sessions/{id}/voice")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choose(@PathVariable String id, @RequestBody Choice choice) {
        if (choice.resume() == null || choice.voice() == null) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "resume and voice are needed.");
        }
        LiveCall call = switchboard
                .find(choice.resume())
                .filter(found -> found.session().equals(id) && !found.ended())
                .orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "There is no such call on the line."));
        String voice = choice.voice();
        known(() -> call.speakAs(voices, voice));
    }
}
