package dev.calmroom.persona;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SharedBridge;
import dev.calmroom.scenario.SpeechRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Casts as the service makes them, with what a test wants to choose. */
final class Casts {
    static final Path PROMPTS = Path.of(System.getProperty("calmroom.root"), "prompts");

    static ModelCast cast(
            LanguageModel model,
            Scenario scenario,
            Manner manner,
            Patience patience,
            SpeechGuard guard,
            ScheduledExecutorService timer) {
        return new ModelCast(
                model,
                scenario,
                manner,
                new ModelCast.Templates(text("turn.md"), text("turn-free.md")),
                patience,
                SpeechRules.read(PROMPTS),
                SharedBridge.read(PROMPTS),
                guard,
                timer,
                InstantSource.system());
    }

    static String text(String name) {
        try {
            String whole = Files.readString(PROMPTS.resolve(name));
            return whole.substring(whole.indexOf('\n') + 1).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the settings have it, and no clause while it waits. */
    static Patience withoutBridge(LanguageModel model) {
        Patience live = Patience.live(model.settings());
        return new Patience(
                Optional.empty(), live.firstWord(), live.afterBridge(), live.begun(), live.silence(), live.leftAlone());
    }

    private Casts() {}
}
