package dev.calmroom.synthesis;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Which voice speaks. {@code CALMROOM_VOICE} says it: {@code freetts}, the name of an installed voice, {@code
 * piper:FILE}, or {@code api} with {@code CALMROOM_SPEECH_BASE_URL}, {@code _MODEL}, {@code _NAME} and {@code _API_KEY}.
 * Without it an installed voice speaks, and FreeTTS where there is none.
 */
public final class VoiceChoice {
    /** The voice that every server has. */
    public static final String BUILT_IN = "freetts";

    private static final String SERVER = "api";
    /** In front of the path of any Piper voice. */
    private static final String FILE = "piper:";

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
        return switch (asked(environment)) {
            case "" -> installedOrBuiltIn();
            case BUILT_IN -> FreeTtsSynthesizer.load();
            case SERVER ->
                new FallbackSynthesizer(new SpeechApiSynthesizer(api(environment)), installedOrBuiltIn(), trouble);
            case String file when file.startsWith(FILE) -> store.loadFile(Path.of(file.substring(FILE.length())));
            case String name -> store.load(name);
        };
    }

    /** @return the id of the voice that {@link #load} gives, as {@code CALMROOM_VOICE} would name it */
    public String chosen(Map<String, String> environment) {
        String asked = asked(environment);
        List<String> installed = store.installed();
        if (!asked.isEmpty() || installed.isEmpty()) {
            return asked.isEmpty() ? BUILT_IN : asked;
        }
        return installed.contains(catalogue.standard()) ? catalogue.standard() : installed.getFirst();
    }

    /** @return ids of the voices that can speak besides: those that are installed, and FreeTTS */
    public List<String> others(Map<String, String> environment) {
        String chosen = chosen(environment);
        return Stream.concat(store.installed().stream(), Stream.of(BUILT_IN))
                .filter(id -> !id.equals(chosen))
                .toList();
    }

    /** @throws SynthesisException when it cannot speak */
    public SpeechSynthesizer load(String id) {
        return load(Map.of("CALMROOM_VOICE", id));
    }

    /**
     * Looks, before anything else is started, whether the voice that was asked for by name is there.
     *
     * @throws SynthesisException with one sentence that says what is not and what to do
     */
    public void check(Map<String, String> environment) {
        String asked = asked(environment);
        if (asked.isEmpty() || asked.equals(BUILT_IN)) {
            return;
        }
        if (asked.equals(SERVER)) {
            api(environment);
        } else if (asked.startsWith(FILE)) {
            Path file = Path.of(asked.substring(FILE.length()));
            if (!Files.isRegularFile(file)) {
                throw new SynthesisException("CALMROOM_VOICE=%s: there is no such file".formatted(asked));
            }
        } else if (store.find(asked).isEmpty()) {
            throw new SynthesisException(
                    "CALMROOM_VOICE=%s: no such voice is installed (%s); './calmroom voices install %s' fetches it if 'voices list' has it, CALMROOM_VOICE=freetts does without"
                            .formatted(
                                    asked,
                                    store.installed().isEmpty()
                                            ? "there is none but freetts"
                                            : "there are freetts, " + String.join(", ", store.installed()),
                                    asked));
        }
    }

    /** @return whether the standard voice is to be fetched: nobody asked for another, and none is there */
    public boolean lacksNaturalVoice(Map<String, String> environment) {
        return asked(environment).isEmpty() && store.installed().isEmpty();
    }

    private static String asked(Map<String, String> environment) {
        return environment.getOrDefault("CALMROOM_VOICE", "").strip();
    }

    private SpeechSynthesizer installedOrBuiltIn() {
        List<String> installed = store.installed();
        if (!installed.isEmpty()) {
            String standard = catalogue.standard();
            try {
                return store.load(installed.contains(standard) ? standard : installed.getFirst());
            } catch (SynthesisException e) {
                trouble.accept(e);
            }
        }
        return FreeTtsSynthesizer.load();
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
