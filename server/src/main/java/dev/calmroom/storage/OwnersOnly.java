package dev.calmroom.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What nobody reads but the account that runs the service. Where a file system knows no such rights, nothing is changed:
 * there the operating system's own protect a home folder.
 */
final class OwnersOnly {
    private OwnersOnly() {}

    /** Makes a folder that is not there yet; one that is stays as whoever runs this has set it. */
    static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            allow(folder, "rwx------");
        }
    }

    /** @throws IOException when the file is another account's */
    static void keep(Path file) throws IOException {
        if (Files.exists(file)) {
            allow(file, "rw-------");
        }
    }

    /**
     * A file to read and write, made where there is none; never anybody else's to read, not even while it is made.
     *
     * @throws IOException when it cannot be opened, or is another account's
     */
    static FileChannel open(Path file) throws IOException {
        Set<OpenOption> both = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) == null) {
            return FileChannel.open(file, both);
        }
        FileChannel channel = FileChannel.open(
                file, both, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        keep(file);
        return channel;
    }

    private static void allow(Path path, String rights) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(rights));
        }
    }
}
