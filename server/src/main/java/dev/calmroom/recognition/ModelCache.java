package dev.calmroom.recognition;

import dev.calmroom.download.CacheFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks an engine's model from the class path once, into a folder that later starts (and other processes) use again.
 * The folder appears whole or not at all: it is filled under another name and then renamed.
 */
public final class ModelCache {
    private static final Duration UNUSED = Duration.ofDays(30);

    private final Path place;

    /** @param place the cache folder; made when first needed */
    public ModelCache(Path place) {
        this.place = place;
    }

    /** @return the one in the {@link CacheFolder} */
    public static ModelCache standard(Map<String, String> environment) {
        return new ModelCache(CacheFolder.in(environment));
    }

    public Path place() {
        return place;
    }

    /**
     * @param archive a zip on the class path
     * @param folder the folder within it that is wanted
     * @param additions xz files on the class path that belong into that folder, unpacked, by their paths in it; they
     *     replace what the archive has there
     * @return where that folder now is
     * @throws RecognitionException when one of them is missing or broken, or the place cannot be written to
     */
    public Path unpacked(URL archive, String folder, SortedMap<String, URL> additions) {
        try {
            // The lengths tell one release of a model from another without reading 60 MB at every start.
            String model = folder.substring(folder.lastIndexOf('/') + 1);
            String name = model + "-" + length(archive);
            for (URL addition : additions.values()) {
                name += "-" + length(addition);
            }
            Path target = place.resolve(name);
            if (Files.isDirectory(target)) {
                markUsed(target);
                return target;
            }
            Files.createDirectories(place);
            Path filling = Files.createTempDirectory(place, ".unpacking-");
            try {
                unzip(archive, folder + "/", filling);
                for (var addition : additions.entrySet()) {
                    decompress(addition.getValue(), filling.resolve(addition.getKey()));
                }
                settle(filling, target);
            } finally {
                delete(filling);
            }
            forgetUnused(model + "-*", target);
            return target;
        } catch (IOException e) {
            throw new RecognitionException(
                    "could not unpack the speech model into %s (%s); free some space there, or set CALMROOM_CACHE to a folder that can be written to"
                            .formatted(place, e),
                    e);
        }
    }

    private static void markUsed(Path model) {
        try {
            Files.setLastModifiedTime(model, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // A cache that may only be read serves as well.
        }
    }

    /** Other releases of a model go when no start has used them for a month: a second Calmroom here may be an older one. */
    private void forgetUnused(String releases, Path current) {
        Instant longAgo = Instant.now().minus(UNUSED);
        try (DirectoryStream<Path> others = Files.newDirectoryStream(place, releases)) {
            for (Path other : others) {
                if (!other.equals(current)
                        && Files.getLastModifiedTime(other).toInstant().isBefore(longAgo)) {
                    delete(other);
                }
            }
        } catch (IOException e) {
            // What is in use, or not ours to delete, stays.
        }
    }

    private static long length(URL file) throws IOException {
        return file.openConnection().getContentLengthLong();
    }

    private static void settle(Path filled, Path target) throws IOException {
        try {
            Files.move(filled, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            // Another process was quicker; its copy is as good as ours.
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static void unzip(URL archive, String folder, Path into) throws IOException {
        int files = 0;
        try (InputStream in = archive.openStream();
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory() || !entry.getName().startsWith(folder)) {
                    continue;
                }
                Path file =
                        into.resolve(entry.getName().substring(folder.length())).normalize();
                if (!file.startsWith(into)) {
                    throw new IOException("the archive holds a path that leads out of it: " + entry.getName());
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
                files++;
            }
        }
        if (files == 0) {
            throw new IOException("the archive %s holds no folder %s".formatted(archive, folder));
        }
    }

    private static void decompress(URL addition, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = new XZInputStream(new BufferedInputStream(addition.openStream()))) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
