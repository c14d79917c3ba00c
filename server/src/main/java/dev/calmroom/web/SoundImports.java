package dev.calmroom.web;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.SoundFile;
import dev.calmroom.audio.Wav;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.replay.RecordedVoices;
import dev.calmroom.replay.RecordedVoices.Placed;
import dev.calmroom.replay.RecordedVoices.Voice;
import dev.calmroom.replay.SpareEars;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.IncomingSounds;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.web.WaitingRecordings.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls that come as sound: first who is heard on it and what each says, then, when somebody has said who is who, a
 * session. What was heard waits meanwhile among the {@link WaitingRecordings}.
 */
@Component
final class SoundImports {
    /** An hour of uncompressed mono at 16 kHz; of everything else much more. */
    static final long MOST_BYTES = 128L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(SoundImports.class);

    private static final Duration LONGEST = Duration.ofHours(1);

    private final SpareEars ears;
    private final Imports imports;
    private final AudioArchive archive;
    private final IncomingSounds files;
    private final WaitingRecordings waiting;

    SoundImports(
            SpareEars ears, Imports imports, AudioArchive archive, IncomingSounds files, WaitingRecordings waiting) {
        this.ears = ears;
        this.imports = imports;
        this.archive = archive;
        this.files = files;
        this.waiting = waiting;
    }

    /**
     * @param sound by which it is taken
     * @param cutShort whether the file holds less than its header promises
     * @param mayBeKept whether sound is kept here at all
     */
    record Preview(String sound, long lengthMs, boolean cutShort, boolean mayBeKept, List<HeardVoice> voices) {}

    /** @param channel counted from 1 */
    record HeardVoice(int channel, List<Line> lines) {}

    record Line(long at, String text) {}

    /**
     * Who is who: by channel where two are heard, by line where all speak on one.
     *
     * @param leader the channel that the leader is on; null where lines say it
     * @param lines for each line of the only channel {@code leader}, {@code persona} or {@code neither}
     * @param keep whether the sound is kept with the call
     */
    record Sides(
            @Nullable String scenario,
            @Nullable Integer leader,
            @Nullable List<String> lines,
            @Nullable Boolean keep) {}

    /** Takes the file in; what is read of it is bounded by the door. */
    Path receive(InputStream body) throws IOException {
        Path file = files.fresh(".sound");
        try (OutputStream out = Files.newOutputStream(file)) {
            body.transferTo(out);
            return file;
        } catch (IOException | RuntimeException e) {
            files.delete(file);
            throw e;
        }
    }

    /** @throws IllegalArgumentException when it is no sound that can be read, or nobody speaks on it */
    Preview hear(String of, Path file, @Nullable String scenario, DoubleConsumer progress) throws IOException {
        SoundFile sound = read(file);
        List<Integer> channels = RecordedVoices.channels(sound);
        if (channels.size() > 2) {
            throw new IllegalArgumentException(
                    "The file has %d channels with different sound, and a call has two sides."
                            .formatted(channels.size()));
        }
        List<Voice> voices;
        try (SpareEars.Open open = ears.open()) {
            voices = RecordedVoices.hear(sound, channels, open, Vocabulary.of(imports.vocabulary(scenario)), progress);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("In this file %s.".formatted(e.getMessage()), e);
        }
        String token = waiting.add(of, voices);
        return new Preview(
                token,
                sound.channels().getFirst().duration().toMillis(),
                sound.isCutShort(),
                archive.isKept(),
                voices.stream().map(SoundImports::heard).toList());
    }

    /** The file has been heard, or nobody wants it to be. */
    void drop(Path file) {
        files.delete(file);
    }

    private static SoundFile read(Path file) {
        try {
            return SoundFile.forSpeech(file, LONGEST);
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage()).replace(file + ": ", "").replace(file.toString(), "FILE");
            throw new IllegalArgumentException("The file %s.".formatted(why), e);
        }
    }

    static HeardVoice heard(Voice voice) {
        return new HeardVoice(
                voice.channel(),
                voice.lines().stream()
                        .map(line -> new Line(line.words().getFirst().start().toMillis(), line.text()))
                        .toList());
    }

    /**
     * @param caller whose it is, as soon as it is there, before anything else can go wrong
     * @return the session
     * @throws IllegalArgumentException when it is not said who is who, or the recording is gone
     */
    String take(String token, Sides sides, Caller caller) {
        Waiting taken = waiting.find(WaitingRecordings.of(caller), token).orElseThrow(SoundImports::gone);
        List<Placed> placed = placed(taken.voices(), sides);
        if (placed.stream().noneMatch(p -> p.side() == Speaker.LEADER)) {
            throw new IllegalArgumentException("Nothing in it is said by the leader.");
        }
        // Whoever asks twice is given one session.
        if (!waiting.leaves(token, taken)) {
            throw gone();
        }
        String session;
        try {
            session = imports.take(RecordedVoices.call(placed), sides.scenario(), caller);
        } catch (RuntimeException notKept) {
            waiting.putBack(token, taken);
            throw notKept;
        }
        try {
            if (Boolean.TRUE.equals(sides.keep()) && archive.isKept()) {
                for (Speaker side : Speaker.values()) {
                    keep(session, side, taken, sides, placed);
                }
            }
        } catch (IOException e) {
            LOG.error("session {}: its sound could not be kept", session, e);
        } finally {
            waiting.forget(taken);
        }
        return session;
    }

    private static IllegalArgumentException gone() {
        return new IllegalArgumentException(
                "What was heard of this recording is not here any more; please bring it in again.");
    }

    private static List<Placed> placed(List<Voice> voices, Sides sides) {
        if (voices.size() == 2) {
            Integer leader = sides.leader();
            if (leader == null || voices.stream().noneMatch(voice -> voice.channel() == leader)) {
                throw new IllegalArgumentException("It is not said on which channel the leader is.");
            }
            return voices.stream()
                    .flatMap(voice -> voice.lines().stream()
                            .map(line ->
                                    new Placed(voice.channel() == leader ? Speaker.LEADER : Speaker.PERSONA, line)))
                    .toList();
        }
        List<Turn> lines = voices.getFirst().lines();
        List<String> said = sides.lines();
        if (said == null || said.size() != lines.size()) {
            throw new IllegalArgumentException(
                    "Of each of the %d lines it has to be said whose it is.".formatted(lines.size()));
        }
        return IntStream.range(0, lines.size())
                .filter(i -> !said.get(i).equals("neither"))
                .mapToObj(i -> new Placed(side(said.get(i)), lines.get(i)))
                .toList();
    }

    private static Speaker side(String side) {
        return Speaker.named(side)
                .orElseThrow(() ->
                        new IllegalArgumentException("A line is the leader's, the persona's or neither's, not «%s»."
                                .formatted(side.substring(0, Math.min(20, side.length())))));
    }

    /** A side's channel as it is; where both speak on one, what is not that side's is silence. */
    private void keep(String session, Speaker side, Waiting taken, Sides sides, List<Placed> placed)
            throws IOException {
        if (placed.stream().noneMatch(p -> p.side() == side)) {
            return;
        }
        if (taken.voices().size() == 2) {
            boolean first = taken.voices().getFirst().channel() == (sides.leader() == null ? 0 : sides.leader());
            boolean leader = side == Speaker.LEADER;
            archive.keep(session, side, Wav.read(taken.sounds().get(first == leader ? 0 : 1)));
            return;
        }
        AudioClip all = Wav.read(taken.sounds().getFirst());
        short[] own = new short[all.length()];
        placed.stream().filter(p -> p.side() == side).forEach(p -> {
            int from = sample(all, p.line().words().getFirst().start());
            int to = sample(all, p.line().words().getLast().end());
            System.arraycopy(all.samples(), from, own, from, Math.max(0, to - from));
        });
        archive.keep(session, side, new AudioClip(own, all.sampleRate()));
    }

    private static int sample(AudioClip clip, Duration at) {
        return (int) Math.clamp(AudioClip.samples(at, clip.sampleRate()), 0L, (long) clip.length());
    }
}
