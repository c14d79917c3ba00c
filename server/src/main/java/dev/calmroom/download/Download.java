package dev.calmroom.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Fetches pinned files: goes on where an earlier try broke off, and refuses what differs from the pinned size or SHA-256. */
public final class Download implements AutoCloseable {
    /** Without a byte for so long the other side is taken to be gone. */
    public static final Duration SILENT_FOR = Duration.ofSeconds(20);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(8);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int MEGABYTE = 1_000_000;

    /** How many bytes may still be written to the disk of a folder. */
    @FunctionalInterface
    public interface Room {
        Room OF_DISK = folder -> Files.getFileStore(folder).getUsableSpace();

        long of(Path folder) throws IOException;
    }

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final Duration patience;

    /** @param patience after so long without a byte the other side is taken to be gone */
    public Download(Duration patience) {
        this.patience = patience;
    }

    /**
     * Makes the folder, and looks whether what is still to come has room in it.
     *
     * @param what what needs the room, as people are told
     * @param have bytes of it that are there already
     * @throws IOException with a message for people, when the place cannot be written to or has no room
     */
    public static void makeRoom(Path folder, String what, long whole, Have have, Room room) throws IOException {
        try {
            Files.createDirectories(folder);
            long still = whole - have.bytes();
            long free = room.of(folder);
            if (free < still) {
                throw new IOException(
                        "%s has %d MB free and %s needs %d more; free some space there, or set CALMROOM_CACHE to another folder"
                                .formatted(folder.getParent(), free / MEGABYTE, what, still / MEGABYTE));
            }
        } catch (FileSystemException e) {
            throw new IOException(
                    "%s cannot be written to; set CALMROOM_CACHE to a folder that can".formatted(folder.getParent()),
                    e);
        }
    }

    /** How much of something is there already; asked once its folder is. */
    @FunctionalInterface
    public interface Have {
        long bytes() throws IOException;
    }

    /**
     * @param target what an earlier try left there is gone on with
     * @param progress told how many bytes of the file are there
     * @throws IOException with a message for people; what was fetched so far is kept for the next try
     */
    public void fetch(URI uri, PinnedFile file, Path target, LongConsumer progress)
            throws IOException, InterruptedException {
        long have = Files.exists(target) ? Files.size(target) : 0;
        if (have > file.bytes()) {
            Files.delete(target);
            have = 0;
        }
        if (have < file.bytes()) {
            HttpResponse<InputStream> response = ask(uri, have);
            // A server that does not know ranges sends all of it again.
            boolean goesOn = response.statusCode() == 206;
            receive(response.body(), target, goesOn ? have : 0, file.bytes(), progress);
        }
        progress.accept(file.bytes());
        check(file, target);
    }

    private HttpResponse<InputStream> ask(URI uri, long from) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER_WITHIN);
        if (from > 0) {
            request.header("Range", "bytes=%d-".formatted(from));
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IOException(
                    "%s cannot be reached (%s); with a connection the next try goes on where this one stopped"
                            .formatted(uri.getHost(), why),
                    e);
        }
        if (response.statusCode() != 200 && response.statusCode() != 206) {
            response.body().close();
            throw new IOException("%s answered %d instead of the file".formatted(uri, response.statusCode()));
        }
        return response;
    }

    private void receive(InputStream body, Path target, long from, long whole, LongConsumer progress)
            throws IOException {
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long there = from;
        try (InputStream in = body;
                StallGuard guard = new StallGuard(in, patience);
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE, how)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
                guard.sign();
                there += read;
                if (there > whole) {
                    throw new IOException(
                            "%s is longer than it should be (%d bytes)".formatted(target.getFileName(), whole));
                }
                out.write(buffer, 0, read);
                progress.accept(there);
            }
        }
        if (there < whole) {
            throw new IOException(
                    "the connection ended after %d of %d bytes; the next try goes on there".formatted(there, whole));
        }
    }

    /** A connection that breaks is told like one that ends: what came so far is kept. */
    private static int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }

    private static void check(PinnedFile file, Path target) throws IOException {
        String found = sha256(target);
        if (!found.equals(file.sha256())) {
            Files.delete(target);
            throw new IOException(
                    "%s is not the file that was pinned (SHA-256 %s instead of %s); it was thrown away. Try again; if it happens again, do not trust the source"
                            .formatted(file.name(), found, file.sha256()));
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
