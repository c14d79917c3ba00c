package dev.calmroom.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The neural voices that can be installed, from {@code voices/catalogue.yaml}.
 *
 * @param home where the voices' paths begin
 * @param engine Maven coordinates of what speaks them: group, artifact, version
 */
public record VoiceCatalogue(String home, List<Entry> voices, String engine) {
    private static final String FILE = "/voices/catalogue.yaml";

    public VoiceCatalogue {
        voices = List.copyOf(voices);
    }

    /**
     * @param licence of the recordings that the voice was trained on
     * @param path under the catalogue's home
     */
    public record Entry(String name, String description, String licence, String path, List<PinnedFile> files) {
        public Entry {
            files = List.copyOf(files);
            if (!name.matches("[a-z0-9-]{1,40}")) {
                throw new IllegalArgumentException("a voice's name is of small letters, figures and hyphens: " + name);
            }
        }

        public long bytes() {
            return files.stream().mapToLong(PinnedFile::bytes).sum();
        }
    }

    /** @param sha256 64 hexadecimal figures, small letters */
    public record PinnedFile(String name, long bytes, String sha256) {
        public PinnedFile {
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("not a SHA-256: " + sha256);
            }
            if (name.contains("/") || name.contains("\\") || name.startsWith(".")) {
                throw new IllegalArgumentException("a file's name has no path: " + name);
            }
        }
    }

    /** The catalogue that comes with the product. */
    public static VoiceCatalogue builtIn() {
        try (InputStream in = VoiceCatalogue.class.getResourceAsStream(FILE)) {
            return YAMLMapper.shared().readValue(in, VoiceCatalogue.class);
        } catch (IOException e) {
            throw new SynthesisException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
        }
    }

    public Optional<Entry> find(String name) {
        return voices.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    public VoiceCatalogue from(String otherHome) {
        return new VoiceCatalogue(otherHome, voices, engine);
    }

    /** Artifact and version, as the engine's file is named. */
    String engineFile() {
        String[] parts = engine.split(":");
        return "%s-%s.jar".formatted(parts[1], parts[2]);
    }
}
