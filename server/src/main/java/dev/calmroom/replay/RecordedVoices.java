package dev.calmroom.replay;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.SoundFile;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** Who speaks in a recording: a voice a channel, and what each says when. Whose voice it is nobody can hear from it. */
public final class RecordedVoices {
    /** In dBFS: a channel on which no sample is louder holds noise, and nobody's voice. */
    private static final double STILL = -60;

    private RecordedVoices() {}

    /**
     * @param channel counted from 1
     * @param sound at 16 kHz
     * @param lines what is said at a stretch each, with the time of every word; empty when no word was recognised
     */
    public record Voice(int channel, AudioClip sound, List<Turn> lines) {
        public Voice {
            lines = List.copyOf(lines);
        }
    }

    /** A line, and whose it is. */
    public record Placed(Speaker side, Turn line) {}

    /** Channels with a sound of their own; the first where there is none on any. */
    public static List<Integer> channels(SoundFile file) {
        List<Integer> found = new ArrayList<>();
        List<AudioClip> all = file.channels();
        for (int i = 0; i < all.size(); i++) {
            if (Loudness.peak(all.get(i).samples()) > STILL
                    && all.subList(0, i).stream().noneMatch(all.get(i)::equals)) {
                found.add(i + 1);
            }
        }
        return found.isEmpty() ? List.of(1) : found;
    }

    /**
     * @param progress told how much is done, 0 to 1
     * @throws IllegalArgumentException when no word is recognised on any of them
     * @throws RecognitionException when the engine failed
     */
    public static List<Voice> hear(
            SoundFile file,
            List<Integer> channels,
            SpareEars.Open ears,
            Vocabulary vocabulary,
            DoubleConsumer progress) {
        List<Voice> voices = new ArrayList<>();
        for (int channel : channels) {
            AudioClip sound = Resampler.resample(file.channels().get(channel - 1), AudioClip.SPEECH_RATE);
            double before = voices.size();
            List<Turn> lines = SpokenCall.lines(
                    sound, ears.ears(vocabulary), done -> progress.accept((before + done) / channels.size()));
            voices.add(new Voice(channel, sound, lines));
        }
        if (voices.stream().allMatch(voice -> voice.lines().isEmpty())) {
            throw new IllegalArgumentException("no word could be recognised in the recording");
        }
        return voices;
    }

    /** Both sides' lines in the order in which they began; what one side says before the other speaks is one turn. */
    public static RecordedCall call(List<Placed> lines) {
        List<Turn> turns = new ArrayList<>();
        for (Placed placed : lines.stream()
                .sorted(Comparator.comparing(p -> p.line().words().getFirst().start()))
                .toList()) {
            boolean goesOn = !turns.isEmpty() && turns.getLast().speaker() == placed.side();
            Turn before = goesOn ? turns.removeLast() : null;
            List<Word> words = new ArrayList<>(before == null ? List.of() : before.words());
            words.addAll(placed.line().words());
            turns.add(new Turn(
                    turns.size() + 1,
                    placed.side(),
                    before == null
                            ? placed.line().text()
                            : before.text() + " " + placed.line().text(),
                    words));
        }
        Map<Integer, Duration> times = new HashMap<>();
        turns.stream()
                .filter(Turn::isLeader)
                .forEach(t -> times.put(t.number(), t.words().getLast().end()));
        return new RecordedCall(turns, times, null);
    }
}
