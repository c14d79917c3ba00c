package dev.calmroom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * What the callers of a measurement say.
 *
 * @param utterances in the order in which they are said
 * @param voices whose voices they are
 */
public record Speech(List<Recorded> utterances, List<String> voices) {
    public Speech {
        utterances = List.copyOf(utterances);
        voices = List.copyOf(voices);
    }

    /** What is measured with where nothing else is chosen: the file by which nothing was learned or decided. */
    public static Path unseen(Path corpora) {
        return corpora.resolve("unseen.txt");
    }

    /**
     * Renders a file of utterances in all voices of this machine, and adds recordings of people.
     *
     * @param most at most so many, spread over all of them; 0 for all
     * @throws IOException when the file or a recording cannot be read
     */
    public static Speech of(Path file, @Nullable Path recordings, long seed, int most) throws IOException {
        List<Utterance> lines = new ArrayList<>(Utterance.read(file));
        Collections.shuffle(lines, new Random(seed));
        List<Recorded> said = new ArrayList<>();
        if (recordings != null) {
            said.addAll(Recorded.people(recordings));
        }
        if (most > 0) {
            lines = lines.subList(0, Math.clamp(most - said.size(), 0, lines.size()));
        }
        List<Talker> talkers = Talker.available();
        try (ProgressBar bar = new ProgressBar("rendering speech", lines.size())) {
            said.addAll(Recorded.render(lines, talkers, seed, bar::step));
        }
        Collections.shuffle(said, new Random(seed));
        return new Speech(
                most > 0 ? said.subList(0, Math.min(most, said.size())) : said,
                said.stream().map(Recorded::talker).distinct().sorted().toList());
    }

    public long hesitating() {
        return utterances.stream().filter(Recorded::hesitates).count();
    }
}
