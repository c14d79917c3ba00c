package dev.calmroom.cli;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.SoundFile;
import dev.calmroom.call.VirtualCall;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.replay.SpokenCall;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndingModel;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call from its sound: the leader alone, or a side on each of two channels. */
final class SpokenSource {
    /** Samples below this are the noise of a channel on which nobody is: -60 dBFS. */
    private static final int STILL = 33;

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
            return heard(SoundFile.read(file), Vocabulary.of(played.plot().vocabulary()));
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
        List<AudioClip> sides = sides(sound.channels());
        try (SpeechRecognizer recognizer = VoskRecognizer.load(ModelCache.standard(System.getenv()), 1);
                SileroModel activity = SileroModel.load();
                EndingModel endings = EndingModel.load()) {
            List<RecordedCall> heard = sides.stream()
                    .map(side -> SpokenCall.hear(side, ears(recognizer, vocabulary, activity, endings)))
                    .toList();
            return heard.size() == 1 ? heard.getFirst() : together(heard.getFirst(), heard.getLast());
        }
    }

    private static VirtualCall.Ears ears(
            SpeechRecognizer recognizer, Vocabulary vocabulary, SileroModel activity, EndingModel endings) {
        EndOfTurnDetector endOfTurn = EndOfTurnDetector.standard(TurnLexicon.english(), endings);
        return new VirtualCall.Ears(
                recognizer, vocabulary, activity.open(), endOfTurn::decide, PauseStatistics.UNKNOWN);
    }

    /** The leader, and the other side where it has a channel of its own. */
    private List<AudioClip> sides(List<AudioClip> channels) {
        Integer chosen = leaderChannel;
        if (chosen != null) {
            if (chosen < 1 || chosen > channels.size()) {
                throw new IllegalArgumentException("--leader-channel is from 1 to %d".formatted(channels.size()));
            }
            AudioClip leader = channels.get(chosen - 1);
            return Stream.concat(
                            Stream.of(leader),
                            channels.stream()
                                    .filter(c -> !c.equals(leader) && !isStill(c))
                                    .limit(1))
                    .toList();
        }
        List<AudioClip> voices =
                channels.stream().filter(c -> !isStill(c)).distinct().toList();
        if (voices.size() > 1) {
            throw new IllegalArgumentException(
                    "has %d channels with different sound; --leader-channel N says on which the leader is"
                            .formatted(channels.size()));
        }
        return voices.isEmpty() ? channels.subList(0, 1) : voices;
    }

    private static boolean isStill(AudioClip channel) {
        for (short sample : channel.samples()) {
            if (Math.abs(sample) > STILL) {
                return false;
            }
        }
        return true;
    }

    /** Both sides' turns in the order in which they began; what one side says before the other speaks is one turn. */
    static RecordedCall together(RecordedCall leader, RecordedCall persona) {
        List<Turn> said = Stream.of(
                        leader.turns(),
                        persona.turns().stream()
                                .map(t -> new Turn(t.number(), Speaker.PERSONA, t.text(), t.words()))
                                .toList())
                .flatMap(List::stream)
                .sorted(Comparator.comparing((Turn t) -> t.words().getFirst().start()))
                .toList();
        List<Turn> turns = new ArrayList<>();
        for (Turn turn : said) {
            boolean goesOn = !turns.isEmpty() && turns.getLast().speaker() == turn.speaker();
            Turn before = goesOn ? turns.removeLast() : null;
            List<Word> words = new ArrayList<>(before == null ? List.of() : before.words());
            words.addAll(turn.words());
            turns.add(new Turn(
                    turns.size() + 1,
                    turn.speaker(),
                    before == null ? turn.text() : before.text() + " " + turn.text(),
                    words));
        }
        Map<Integer, Duration> times = new HashMap<>();
        turns.stream()
                .filter(Turn::isLeader)
                .forEach(t -> times.put(t.number(), t.words().getLast().end()));
        return new RecordedCall(turns, times, null);
    }
}
