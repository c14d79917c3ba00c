package dev.calmroom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Short words of a leader.
 *
 * @param turns said into silence
 * @param backchannels said over the persona's voice, without wanting the floor
 * @param floor said over the persona's voice, and wanting it
 */
public record ShortWords(List<String> turns, List<String> backchannels, List<String> floor) {

    /** @throws IOException when the file cannot be read or a list is missing */
    public static ShortWords read(Path file) throws IOException {
        NamedLists lists = NamedLists.read(file);
        return new ShortWords(lists.list("turns"), lists.list("backchannels"), lists.list("floor"));
    }
}
