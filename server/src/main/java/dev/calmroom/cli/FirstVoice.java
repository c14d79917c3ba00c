package dev.calmroom.cli;

import dev.calmroom.synthesis.VoiceCatalogue;
import dev.calmroom.synthesis.VoiceInstaller;
import dev.calmroom.synthesis.VoiceStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;

/** Brings a voice onto this machine and tells people how far it is. */
final class FirstVoice {
    private final VoiceCatalogue catalogue;
    private final VoiceStore store;
    private final PrintStream told;

    FirstVoice(VoiceCatalogue catalogue, VoiceStore store, PrintStream told) {
        this.catalogue = catalogue;
        this.store = store;
        this.told = told;
    }

    /** The standard voice, at a first start. A failure is one sentence: the built-in voice speaks, and a later start tries again. */
    void fetchStandard() throws InterruptedException {
        VoiceCatalogue.Entry voice = catalogue
                .find(catalogue.standard())
                .orElseThrow(() -> new IllegalStateException("the standard voice is not in the catalogue"));
        told.printf(
                "Fetching a natural voice, once: %s, %d MB, from %s into %s. CALMROOM_VOICE=freetts does without.%n",
                voice.name(),
                Math.round((double) voice.bytes() / FetchingBar.MEGABYTE),
                catalogue.address(voice, voice.files().getFirst()).getHost(),
                store.folder(voice.name()));
        try {
            fetch(voice);
        } catch (IOException e) {
            told.printf(
                    "No natural voice this time: %s. FreeTTS speaks; the next start tries again.%n", e.getMessage());
        }
    }

    /** @throws IOException with a message for people */
    Path fetch(VoiceCatalogue.Entry voice) throws IOException, InterruptedException {
        try (ProgressBar bar = FetchingBar.of(voice.name(), voice.bytes(), told)) {
            return new VoiceInstaller(catalogue, store).install(voice, bar::stepTo);
        }
    }
}
