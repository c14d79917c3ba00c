package dev.calmroom.modelhost;

import dev.calmroom.download.PinnedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The language models that can be fetched by name, from {@code weights/catalogue.yaml}. */
public record WeightsCatalogue(List<Entry> models) {
    private static final String FILE = "/weights/catalogue.yaml";

    public WeightsCatalogue {
        models = List.copyOf(models);
    }

    /**
     * @param licence of the weights
     * @param home the folder that holds the file
     */
    public record Entry(String name, String description, String licence, PinnedFile file, String home) {
        public Entry {
            if (!name.matches("[a-z0-9.-]{1,60}") || name.endsWith(".gguf")) {
                throw new IllegalArgumentException(
                        "a model's name is of small letters, figures, points and hyphens: " + name);
            }
        }

        public URI address() {
            return URI.create("%s/%s".formatted(home, file.name()));
        }

        /** @return the same model, fetched from another folder that holds the same file */
        public Entry from(String otherHome) {
            return new Entry(name, description, licence, file, otherHome.replaceFirst("/+$", ""));
        }
    }

    /** The catalogue that comes with the product. */
    public static WeightsCatalogue builtIn() {
        try (InputStream in = WeightsCatalogue.class.getResourceAsStream(FILE)) {
            return YAMLMapper.shared().readValue(in, WeightsCatalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(FILE), e);
        }
    }

    public Optional<Entry> find(String name) {
        return models.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** @return all names, as people read them */
    public String names() {
        return models.stream().map(Entry::name).collect(Collectors.joining(", "));
    }
}
