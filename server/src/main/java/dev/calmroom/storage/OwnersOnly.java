package dev.calmroom.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

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

    private static void allow(Path path, String rights) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(rights));
        }
    }
}
