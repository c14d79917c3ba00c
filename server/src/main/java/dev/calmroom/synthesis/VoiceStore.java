package dev.calmroom.synthesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where installed voices lie: a folder a voice, present whole or not at all. New ones go to the cache; an image may
 * bring others along, which are only read.
 */
public final class VoiceStore {
    private static final String NETWORK = ".onnx";
    private static final String STYLE = ".bin";

    private final Path cache;
    private final Path spoken;
    private final List<Path> places;

    /** @param cache the product's cache folder */
    public VoiceStore(Path cache) {
        this(cache, Map.of());
    }

    /** @param environment {@code CALMROOM_VOICES} may name a folder of voices that came with an image */
    public VoiceStore(Path cache, Map<String, String> environment) {
        this.cache = cache.resolve("voices");
        this.spoken = cache.resolve("spoken");
        String included = environment.getOrDefault("CALMROOM_VOICES", "").strip();
        this.places = included.isEmpty() ? List.of(this.cache) : List.of(this.cache, Path.of(included));
    }

    private VoiceStore(VoiceStore other, Path spoken) {
        this.cache = other.cache;
        this.places = other.places;
        this.spoken = spoken;
    }

    /** @return the same voices, which keep what they have said in another folder, as if they had said nothing before */
    public VoiceStore speakingInto(Path folder) {
        return new VoiceStore(this, folder);
    }

    /** @return where a voice of this name is put */
    public Path folder(String name) {
        return cache.resolve(name);
    }

    /** @return the folder of an installed voice */
    public Optional<Path> find(String name) {
        return places.stream()
                .map(place -> place.resolve(name))
                .filter(VoiceStore::isVoice)
                .findFirst();
    }

    /** @return names in alphabetical order */
    public List<String> installed() {
        return places.stream()
                .flatMap(place -> children(place).stream())
                .filter(VoiceStore::isVoice)
                .map(folder -> folder.getFileName().toString())
                .filter(name -> !name.startsWith("."))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Loads an installed voice.
     *
     * @throws SynthesisException when there is none of this name, or it cannot be loaded
     */
    SpeechSynthesizer load(String name) {
        Path folder = find(name)
                .orElseThrow(() -> new SynthesisException(
                        "no voice '%s' is installed; %s. './calmroom voices list' shows what can be, './calmroom voices install NAME' fetches it"
                                .formatted(
                                        name,
                                        installed().isEmpty()
                                                ? "there is none but freetts"
                                                : "installed are " + String.join(", ", installed()))));
        Path network = file(folder, name(NETWORK)).orElseThrow();
        return file(folder, name(STYLE))
                .<SpeechSynthesizer>map(style -> NeuralSynthesizer.kokoro(network, style, spoken))
                .orElseGet(() -> NeuralSynthesizer.piper(network, spoken));
    }

    /** @throws SynthesisException when the file is no Piper voice */
    SpeechSynthesizer loadFile(Path network) {
        return NeuralSynthesizer.piper(network, spoken);
    }

    /** @return the same file in a voice that is installed already */
    Optional<Path> holding(VoiceCatalogue.PinnedFile wanted) {
        return places.stream()
                .flatMap(place -> children(place).stream())
                .filter(folder -> !folder.getFileName().toString().startsWith("."))
                .map(folder -> folder.resolve(wanted.name()))
                .filter(file -> file.toFile().length() == wanted.bytes())
                .findFirst();
    }

    private static boolean isVoice(Path folder) {
        return Files.isDirectory(folder) && file(folder, name(NETWORK)).isPresent();
    }

    private static Predicate<Path> name(String ending) {
        return file -> file.getFileName().toString().endsWith(ending);
    }

    private static Optional<Path> file(Path folder, Predicate<Path> wanted) {
        return children(folder).stream().filter(wanted).findFirst();
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the voices in %s cannot be listed".formatted(folder), e);
        }
    }
}
