package dev.calmroom.synthesis;

import dev.calmroom.download.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Fetches a voice: goes on where an earlier try broke off, refuses what differs from the pinned size or SHA-256, and
 * shows the voice to the rest of the product only when it is whole.
 */
public final class VoiceInstaller {
    private final VoiceCatalogue catalogue;
    private final VoiceStore store;
    private final Download.Room room;
    private final Duration patience;

    public VoiceInstaller(VoiceCatalogue catalogue, VoiceStore store) {
        this(catalogue, store, Download.Room.OF_DISK, Download.SILENT_FOR);
    }

    /** @param patience after so long without a byte the other side is taken to be gone */
    VoiceInstaller(VoiceCatalogue catalogue, VoiceStore store, Download.Room room, Duration patience) {
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
        Download.makeRoom(fetching, "the voice", voice.bytes(), () -> fetched(voice, fetching), room);
        long before = 0;
        try (Download download = new Download(patience)) {
            for (VoiceCatalogue.PinnedFile file : voice.files()) {
                long done = before;
                Path target = fetching.resolve(file.name());
                takeFromAnother(file, target);
                download.fetch(
                        catalogue.address(voice, file), file.pinned(), target, bytes -> progress.accept(done + bytes));
                before += file.bytes();
            }
        }
        Files.move(fetching, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    private static long fetched(VoiceCatalogue.Entry voice, Path fetching) throws IOException {
        long have = 0;
        for (VoiceCatalogue.PinnedFile file : voice.files()) {
            Path target = fetching.resolve(file.name());
            have += Files.exists(target) ? Files.size(target) : 0;
        }
        return have;
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
}
