package dev.calmroom.modelhost;

import dev.calmroom.download.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Where fetched language models lie. Each is there whole and as it was pinned, or not at all. */
public final class Weights {
    private final Path folder;
    private final WeightsCatalogue catalogue;
    private final Download.Room room;
    private final Duration patience;

    /** @param cache the product's cache folder */
    public Weights(Path cache, WeightsCatalogue catalogue) {
        this(cache, catalogue, Download.Room.OF_DISK, Download.SILENT_FOR);
    }

    /** @param patience after so long without a byte the other side is taken to be gone */
    Weights(Path cache, WeightsCatalogue catalogue, Download.Room room, Duration patience) {
        this.folder = cache.resolve("models");
        this.catalogue = catalogue;
        this.room = room;
        this.patience = patience;
    }

    /** @return where the model's file is, or will be once it is fetched */
    public Path file(WeightsCatalogue.Entry model) {
        return folder.resolve(model.file().name());
    }

    /** @return the file at this path, else the fetched one of the model of this name; empty where neither is there */
    public Optional<Path> find(String pathOrName) {
        Path path = Path.of(pathOrName);
        if (Files.isRegularFile(path)) {
            return Optional.of(path);
        }
        return catalogue.find(pathOrName).map(this::file).filter(Files::isRegularFile);
    }

    /**
     * @param progress told how many bytes are there
     * @return the file; the one that is there already where it was fetched before
     * @throws IOException with a message for people; what was fetched so far is kept for the next try
     */
    public Path fetch(WeightsCatalogue.Entry model, LongConsumer progress) throws IOException, InterruptedException {
        Path file = file(model);
        if (Files.isRegularFile(file)) {
            return file;
        }
        Path fetching = folder.resolve("." + model.file().name() + ".fetching");
        Download.makeRoom(
                folder,
                "the model",
                model.file().bytes(),
                () -> Files.exists(fetching) ? Files.size(fetching) : 0,
                room);
        try (Download download = new Download(patience)) {
            download.fetch(model.address(), model.file(), fetching, progress);
        }
        return Files.move(fetching, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
