package dev.calmroom.synthesis;

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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Fetches a voice: goes on where an earlier try broke off, refuses what differs from the pinned size or SHA-256, and
 * shows the voice to the rest of the product only when it is whole.
 */
public final class VoiceInstaller {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(8);
    private static final Duration SILENT_FOR = Duration.ofSeconds(20);
    /** Without an answer for so long the other side is taken to be gone. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** How many bytes may still be written to the disk of a folder. */
    interface Room {
        long of(Path folder) throws IOException;
    }

    private final VoiceCatalogue catalogue;
    private final VoiceStore store;
    private final Room room;
    private final Duration patience;

    public VoiceInstaller(VoiceCatalogue catalogue, VoiceStore store) {
        this(catalogue, store, folder -> Files.getFileStore(folder).getUsableSpace(), SILENT_FOR);
    }

    /** @param patience after so long without a byte the other side is taken to be gone */
    VoiceInstaller(VoiceCatalogue catalogue, VoiceStore store, Room room, Duration patience) {
        this.catalogue = catalogue;
        this.store = store;
        this.room = room;
        this.patience = patience;
    }

    /**
     * @param progress told how many bytes of the whole voice are there
     * @return the folder of the voice; the one that is there already when it was installed before
     * @throws IOException with a message for people; what was fetched so far is kept for the next try
     */
    public Path install(VoiceCatalogue.Entry voice, LongConsumer progress) throws IOException, InterruptedException {
        Optional<Path> there = store.find(voice.name());
        if (there.isPresent()) {
            return there.get();
        }
        Path folder = store.folder(voice.name());
        Path fetching = store.folder("." + voice.name() + ".fetching");
        roomFor(voice, fetching);
        long before = 0;
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_WITHIN)
                .build()) {
            for (VoiceCatalogue.PinnedFile file : voice.files()) {
                long done = before;
                fetch(client, voice, file, fetching.resolve(file.name()), bytes -> progress.accept(done + bytes));
                before += file.bytes();
            }
        }
        Files.move(fetching, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    /** @throws IOException when the place cannot be written to, or has no room for what is still to come */
    private void roomFor(VoiceCatalogue.Entry voice, Path fetching) throws IOException {
        try {
            Files.createDirectories(fetching);
            long have = 0;
            for (VoiceCatalogue.PinnedFile file : voice.files()) {
                Path target = fetching.resolve(file.name());
                have += Files.exists(target) ? Files.size(target) : 0;
            }
            long free = room.of(fetching);
            if (free < voice.bytes() - have) {
                throw new IOException(
                        "%s has %d MB free and the voice needs %d more; free some space there, or set CALMROOM_CACHE to another folder"
                                .formatted(fetching.getParent(), free / 1_000_000, (voice.bytes() - have) / 1_000_000));
            }
        } catch (FileSystemException e) {
            throw new IOException(
                    "%s cannot be written to; set CALMROOM_CACHE to a folder that can".formatted(fetching.getParent()),
                    e);
        }
    }

    private void fetch(
            HttpClient client,
            VoiceCatalogue.Entry voice,
            VoiceCatalogue.PinnedFile file,
            Path target,
            LongConsumer progress)
            throws IOException, InterruptedException {
        URI uri = catalogue.address(voice, file);
        takeFromAnother(file, target);
        long have = Files.exists(target) ? Files.size(target) : 0;
        if (have > file.bytes()) {
            Files.delete(target);
            have = 0;
        }
        if (have < file.bytes()) {
            HttpResponse<InputStream> response = ask(client, uri, have);
            // A server that does not know ranges sends all of it again.
            boolean goesOn = response.statusCode() == 206;
            receive(response.body(), target, goesOn ? have : 0, file.bytes(), progress);
        }
        progress.accept(file.bytes());
        check(file, target);
    }

    /** A file that another installed voice has as well is not fetched again; it is checked like any other. */
    private void takeFromAnother(VoiceCatalogue.PinnedFile file, Path target) throws IOException {
        Optional<Path> other = store.holding(file);
        if (other.isEmpty()) {
            return;
        }
        Files.deleteIfExists(target);
        try {
            Files.createLink(target, other.get());
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(other.get(), target);
        }
    }

    private static HttpResponse<InputStream> ask(HttpClient client, URI uri, long from)
            throws IOException, InterruptedException {
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

    private static void check(VoiceCatalogue.PinnedFile file, Path target) throws IOException {
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
}
