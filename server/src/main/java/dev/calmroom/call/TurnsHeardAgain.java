package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionElsewhereException;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.HeardAgain;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionGoneException;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.recognition.SecondHearing;
import dev.calmroom.recognition.SecondWords;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's spoken turns through a {@link SecondHearing}, one after the other while the call goes on; the call does not
 * wait for it, and what comes of it is told when the call is over. The sound is what a recording is given, and is held for
 * a few minutes in memory only, whether it is kept or not. Safe for use by several threads.
 */
final class TurnsHeardAgain implements CallRecording {
    private static final Logger LOG = LoggerFactory.getLogger(TurnsHeardAgain.class);
    /** Words begin before the recogniser says so, and end later. */
    private static final Duration MARGIN = Duration.ofMillis(300);
    /** As long a turn as is heard again, with its pauses. */
    private static final Duration REMEMBERED = Duration.ofMinutes(3);
    /** How long the grade waits for the last turns. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MOST_WAITING = 30;
    private static final int MOST_FAILURES = 3;

    private final CallRecording kept;
    private final SecondHearing ears;
    private final Vocabulary vocabulary;
    private final ExecutorService queue = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("heard-again-", 0).factory());
    private final List<Future<Optional<HeardAgain>>> hearings = new ArrayList<>();
    private final Deque<Frame> sound = new ArrayDeque<>();
    private int failures;

    private record Frame(Duration at, short[] samples) {
        Duration end() {
            return at.plus(AudioClip.duration(samples.length, AudioClip.SPEECH_RATE));
        }
    }

    /** @param kept is given all sound as it comes */
    TurnsHeardAgain(CallRecording kept, SecondHearing ears, Vocabulary vocabulary) {
        this.kept = kept;
        this.ears = ears;
        this.vocabulary = vocabulary;
    }

    @Override
    public void write(Speaker side, Duration at, short[] samples, int sampleRate) {
        kept.write(side, at, samples, sampleRate);
        if (side == Speaker.LEADER && ears.listens()) {
            remember(new Frame(at, samples.clone()));
        }
    }

    private synchronized void remember(Frame frame) {
        sound.addLast(frame);
        while (sound.getFirst().end().compareTo(frame.at().minus(REMEMBERED)) < 0) {
            sound.removeFirst();
        }
    }

    @Override
    public void cut(Speaker side, Duration at) {
        kept.cut(side, at);
    }

    /** Something was kept in the log; a turn of the leader's that was spoken is heard again. */
    synchronized void kept(SessionEvent event) {
        if (ears.listens()
                && event instanceof LeaderSpoke spoke
                && spoke.source() == Medium.VOICE
                && !spoke.words().isEmpty()
                && isAllSpoken(spoke)
                && hearings.stream().filter(hearing -> !hearing.isDone()).count() < MOST_WAITING) {
            AudioClip turn = stretch(spoke.words());
            hearings.add(queue.submit(() -> hear(spoke, turn)));
        }
    }

    /** What was typed before it was spoken on is not in the sound. */
    private static boolean isAllSpoken(LeaderSpoke spoke) {
        int spoken = spoke.words().stream()
                .mapToInt(word -> word.text().length() + 1)
                .sum();
        return spoken * 10 > spoke.text().length() * 8;
    }

    private AudioClip stretch(List<Word> words) {
        Duration from = words.getFirst().start().minus(MARGIN);
        Duration to = words.getLast().end().plus(MARGIN);
        long length = AudioClip.samples(to.minus(from), AudioClip.SPEECH_RATE);
        short[] samples = new short[(int) Math.clamp(length, 0, AudioClip.samples(REMEMBERED, AudioClip.SPEECH_RATE))];
        for (Frame frame : sound) {
            long at = AudioClip.samples(frame.at().minus(from), AudioClip.SPEECH_RATE);
            int skipped = (int) Math.clamp(-at, 0, (long) frame.samples().length);
            int begin = (int) Math.clamp(at, 0, (long) samples.length);
            int copied = Math.min(frame.samples().length - skipped, samples.length - begin);
            System.arraycopy(frame.samples(), skipped, samples, begin, copied);
        }
        return new AudioClip(samples, AudioClip.SPEECH_RATE);
    }

    /** @return nothing where the same words were heard, or none that a person can have said in that time */
    private Optional<HeardAgain> hear(LeaderSpoke spoke, AudioClip turn) {
        if (failures >= MOST_FAILURES) {
            return Optional.empty();
        }
        try {
            String heard = ears.hear(turn, vocabulary);
            failures = 0;
            return SecondWords.instead(spoke.text(), heard, turn.duration())
                    .map(words -> new HeardAgain(spoke.turn(), words, ears.name()));
        } catch (RecognitionException e) {
            failures++;
            LOG.warn("turn {} stands as it was heard in the call: {}", spoke.turn(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Tells what was heard, before the call is concluded, so that the grade goes by it; where it can be kept. */
    void tell(boolean kept, Consumer<SessionEvent> log) {
        try {
            (kept ? heard() : List.<HeardAgain>of()).forEach(log);
        } catch (LogUnavailableException | SessionElsewhereException | SessionGoneException e) {
            LOG.warn("what was heard again is not kept: {}", e.getMessage());
        }
    }

    /** Waits for what is still being heard, for {@link #PATIENCE} at most. */
    List<HeardAgain> heard() {
        queue.shutdown();
        try {
            if (!queue.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the last turns were not heard again within {} s", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.shutdownNow();
        synchronized (this) {
            return hearings.stream()
                    .filter(hearing -> hearing.state() == Future.State.SUCCESS)
                    .flatMap(hearing -> hearing.resultNow().stream())
                    .toList();
        }
    }

    @Override
    public void close() {
        queue.shutdownNow();
        kept.close();
    }
}
