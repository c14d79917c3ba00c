package dev.calmroom.synthesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where installed voices and their engine lie: a folder a voice, present whole or not at all. */
public final class VoiceStore {
    private final Path place;

    /** @param cache the product's cache folder */
    public VoiceStore(Path cache) {
        this.place = cache;
    }

    Path voices() {
        return place.resolve("voices");
    }

    public Path folder(String name) {
        return voices().resolve(name);
    }

    public Path engine(VoiceCatalogue catalogue) {
        return place.resolve("engines").resolve(catalogue.engineFile());
    }

    /** @return names in alphabetical order */
    public List<String> installed() {
        if (!Files.isDirectory(voices())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(voices())) {
            return folders.filter(folder -> model(folder).isPresent())
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the voices in %s cannot be listed".formatted(voices()), e);
        }
    }

    /** @return the model file of an installed voice */
    public Optional<Path> model(String name) {
        return model(folder(name));
    }

    private static Optional<Path> model(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("the voice in %s cannot be read".formatted(folder), e);
        }
    }
}
