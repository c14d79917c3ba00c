package dev.calmroom.synthesis;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which voice speaks. {@code CALMROOM_VOICE} says it: {@code freetts}, the name of an installed voice, {@code
 * piper:FILE}, or {@code api} with {@code CALMROOM_SPEECH_BASE_URL}, {@code _MODEL}, {@code _NAME} and {@code _API_KEY}.
 * Without it an installed voice speaks, and FreeTTS where there is none.
 */
public final class VoiceChoice {
    private static final Duration FIRST_SOUND = Duration.ofMillis(1_500);
    private static final Duration NEXT_SOUND = Duration.ofMillis(700);

    private final VoiceStore store;
    private final VoiceCatalogue catalogue;
    private final Consumer<SynthesisException> trouble;

    /** @param trouble told when a voice that nobody asked for by name cannot be loaded, and whenever a server's fails */
    public VoiceChoice(VoiceStore store, VoiceCatalogue catalogue, Consumer<SynthesisException> trouble) {
        this.store = store;
        this.catalogue = catalogue;
        this.trouble = trouble;
    }

    /** @throws SynthesisException when the voice that was asked for cannot speak */
    public SpeechSynthesizer load(Map<String, String> environment) {
        String asked = environment.getOrDefault("CALMROOM_VOICE", "").strip();
        if (asked.isEmpty()) {
            return installedOrBuiltIn();
        }
        if (asked.equals("freetts")) {
            return FreeTtsSynthesizer.load();
        }
        if (asked.equals("api")) {
            return new FallbackSynthesizer(new SpeechApiSynthesizer(api(environment)), installedOrBuiltIn(), trouble);
        }
        return piper(asked);
    }

    private SpeechSynthesizer installedOrBuiltIn() {
        List<String> installed = store.installed();
        if (!installed.isEmpty()) {
            try {
                return piper(installed.getFirst());
            } catch (SynthesisException e) {
                trouble.accept(e);
            }
        }
        return FreeTtsSynthesizer.load();
    }

    private SpeechSynthesizer piper(String asked) {
        Path model = asked.startsWith("piper:")
                ? Path.of(asked.substring("piper:".length()))
                : store.model(asked)
                        .orElseThrow(() -> new SynthesisException(
                                "CALMROOM_VOICE=%s: no such voice is installed; installed are %s. './calmroom voices list' shows what can be"
                                        .formatted(asked, store.installed())));
        return PiperSynthesizer.load(model, store.engine(catalogue));
    }

    private static SpeechApiSynthesizer.Settings api(Map<String, String> environment) {
        String base = environment.getOrDefault("CALMROOM_SPEECH_BASE_URL", "").strip();
        if (base.isEmpty()) {
            throw new SynthesisException(
                    "CALMROOM_VOICE=api needs CALMROOM_SPEECH_BASE_URL, for instance http://localhost:8000/v1");
        }
        try {
            return new SpeechApiSynthesizer.Settings(
                    URI.create(base.replaceAll("/+$", "")),
                    environment.getOrDefault("CALMROOM_SPEECH_MODEL", "tts-1"),
                    environment.getOrDefault("CALMROOM_SPEECH_NAME", "onyx"),
                    environment.getOrDefault("CALMROOM_SPEECH_API_KEY", ""),
                    FIRST_SOUND,
                    NEXT_SOUND);
        } catch (IllegalArgumentException e) {
            throw new SynthesisException("CALMROOM_SPEECH_BASE_URL is no URL: " + base, e);
        }
    }
}
