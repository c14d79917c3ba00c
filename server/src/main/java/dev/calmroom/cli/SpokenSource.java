package dev.calmroom.cli;

import dev.calmroom.audio.SoundFile;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.replay.RecordedVoices;
import dev.calmroom.replay.RecordedVoices.Placed;
import dev.calmroom.replay.RecordedVoices.Voice;
import dev.calmroom.replay.SpareEars;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Speaker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call from its sound: the leader alone, or a side on each of two channels. */
final class SpokenSource {
    private final Path file;
    private final @Nullable Integer leaderChannel;
    private final PrintWriter err;

    /** @param leaderChannel counted from 1; null where nobody has said */
    SpokenSource(Path file, @Nullable Integer leaderChannel, PrintWriter err) {
        this.file = file;
        this.leaderChannel = leaderChannel;
        this.err = err;
    }

    /** @throws IllegalArgumentException with what is wrong with the file, and what to do */
    RecordedCall hear(Scenario played) {
        try {
            return heard(
                    SoundFile.forSpeech(file, SoundFile.LONGEST),
                    Vocabulary.of(played.plot().vocabulary()));
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private RecordedCall heard(SoundFile sound, Vocabulary vocabulary) {
        if (sound.isCutShort()) {
            err.printf("%s: holds less sound than its header says; what is there is heard.%n", file);
            err.flush();
        }
        List<Integer> channels = channels(sound);
        SpareEars spare = new SpareEars(() -> VoskRecognizer.load(ModelCache.standard(System.getenv()), 1));
        List<Voice> voices;
        try (SpareEars.Open ears = spare.open();
                PercentBar bar = new PercentBar("Hearing")) {
            voices = RecordedVoices.hear(sound, channels, ears, vocabulary, bar::step);
        }
        if (voices.getFirst().lines().isEmpty()) {
            throw new IllegalArgumentException("no word of the leader's could be recognised in the recording");
        }
        return voices.size() == 1 ? new RecordedCall(voices.getFirst().lines(), Map.of(), null) : together(voices);
    }

    private static RecordedCall together(List<Voice> voices) {
        Stream<Placed> leader = voices.getFirst().lines().stream().map(line -> new Placed(Speaker.LEADER, line));
        Stream<Placed> persona = voices.getLast().lines().stream().map(line -> new Placed(Speaker.PERSONA, line));
        return RecordedVoices.call(Stream.concat(leader, persona).toList());
    }

    /** The leader's, and the other side's where it has one of its own. */
    private List<Integer> channels(SoundFile sound) {
        List<Integer> voices = RecordedVoices.channels(sound);
        int all = sound.channels().size();
        Integer chosen = leaderChannel;
        if (chosen == null) {
            if (voices.size() > 1) {
                throw new IllegalArgumentException(
                        "has %d channels with different sound; --leader-channel N says on which the leader is"
                                .formatted(all));
            }
            return voices;
        }
        if (chosen < 1 || chosen > all) {
            throw new IllegalArgumentException("--leader-channel is from 1 to %d".formatted(all));
        }
        Stream<Integer> other = voices.stream()
                .filter(channel -> !sound.channels()
                        .get(channel - 1)
                        .equals(sound.channels().get(chosen - 1)))
                .limit(1);
        return Stream.concat(Stream.of(chosen), other).toList();
    }
}
