package dev.calmroom.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The neural voices that can be installed, from {@code voices/catalogue.yaml}.
 *
 * @param home where the voices' paths begin, unless a file says otherwise
 * @param standard the voice that is fetched when nobody has asked for one
 */
public record VoiceCatalogue(String home, String standard, List<Entry> voices) {
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

    /**
     * @param sha256 64 hexadecimal figures, small letters
     * @param at where it lies, when that is not the catalogue's home
     */
    public record PinnedFile(
            String name,
            long bytes,
            String sha256,
            @Nullable String at) {
        public PinnedFile {
            pinned(name, bytes, sha256);
        }

        dev.calmroom.download.PinnedFile pinned() {
            return pinned(name, bytes, sha256);
        }

        private static dev.calmroom.download.PinnedFile pinned(String name, long bytes, String sha256) {
            return new dev.calmroom.download.PinnedFile(name, bytes, sha256);
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

    /** @return the same voices, fetched from elsewhere: every file lies there under its voice's path */
    public VoiceCatalogue from(String otherHome) {
        return new VoiceCatalogue(
                otherHome,
                standard,
                voices.stream().map(VoiceCatalogue::withoutAddresses).toList());
    }

    private static Entry withoutAddresses(Entry voice) {
        return new Entry(
                voice.name(),
                voice.description(),
                voice.licence(),
                voice.path(),
                voice.files().stream()
                        .map(file -> new PinnedFile(file.name(), file.bytes(), file.sha256(), null))
                        .toList());
    }

    /** @return where a file of a voice lies */
    public URI address(Entry voice, PinnedFile file) {
        String at = file.at();
        return URI.create(at != null ? at : "%s/%s/%s".formatted(home, voice.path(), file.name()));
    }
}
