package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.recognition.RecognitionListener;
import dev.calmroom.recognition.RecognitionStream;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EchoGuard;
import dev.calmroom.turntaking.SpeechSegmenter;
import dev.calmroom.turntaking.VoiceActivity;
import dev.calmroom.turntaking.VoiceActivityDetector;
import dev.calmroom.turntaking.VoiceFrame;
import dev.calmroom.turntaking.VoiceSuspicion;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's microphone: voice activity on every frame, where the persona's echo counts as silence; recognition only
 * where there is voice, with a run-up so that no first syllable is lost. A stretch of recognition is a segment;
 * segments are numbered from 1.
 */
final class Microphone implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Microphone.class);
    /**
     * How much of the sound before a voice was noticed the recogniser gets to hear. All of it, also of what the segment
     * before has heard: a recogniser that begins in a word, or without silence before it, mishears that word.
     */
    private static final int RUN_UP = AudioClip.SPEECH_RATE * 400 / 1000;
    /**
     * As long as the last word may ring on after the leader's voice was found to have ended; it belongs to no run-up.
     */
    private static final int RINGING = AudioClip.SPEECH_RATE * 128 / 1000;

    /** For so long after the leader's voice the core is told of the silence: longer than anybody is waited for. */
    private static final long SILENCE_TOLD = 3L * AudioClip.SPEECH_RATE;

    private final Supplier<Duration> now;
    private final Consumer<CallInput> inputs;
    private final VoiceActivityDetector detector;
    private final EchoGuard echo;
    private final SpeechSegmenter segmenter = SpeechSegmenter.standard();
    private final VoiceSuspicion suspicion = new VoiceSuspicion();
    private final MicrophoneClock clock = new MicrophoneClock();
    private final RecognitionStream stream;
    private final Takedown takedown;
    private final Deque<Frame> runUp = new ArrayDeque<>();
    /** Not taken down yet, since it may have been spoken earlier than it seems. */
    private final Deque<Frame> unplaced = new ArrayDeque<>();

    private final VoicedWords voiced = new VoicedWords();
    private long position;
    /** Up to here the persona's echo was heard: not kept as run-up to the leader's voice, or it would be recognised. */
    private long personaHeardUpTo;

    /** Where the leader's voice began last. */
    private long voiceFrom;
    /** Where it fell silent last. */
    private long silentFrom = -SILENCE_TOLD;

    private int segment;
    private boolean open;
    /** The segment that the recogniser's thread is at; its partials belong to it. */
    private volatile int recognising = 1;

    private record Frame(long position, short[] samples) {}

    /** Where all sound of the leader's goes, in the order in which it was spoken. */
    @FunctionalInterface
    interface Takedown {
        /** @param at session time at which it began to be spoken */
        void write(Duration at, short[] samples);
    }

    /**
     * @param echo knows what the persona's voice sounds like in this microphone
     * @param now session time
     * @param takedown gets all that comes, once it is known when it was spoken
     * @param trouble told when what is being said is not recognised
     */
    Microphone(
            SpeechRecognizer recognizer,
            Vocabulary vocabulary,
            VoiceActivityDetector detector,
            EchoGuard echo,
            Supplier<Duration> now,
            Consumer<CallInput> inputs,
            Takedown takedown,
            Consumer<RecognitionException> trouble) {
        this.detector = detector;
        this.echo = echo;
        this.now = now;
        this.inputs = inputs;
        this.takedown = takedown;
        stream = recognizer.open(vocabulary, new RecognitionListener() {
            @Override
            public void onPartial(String text, long upTo) {
                inputs.accept(new CallInput.Partial(recognising, text));
            }

            @Override
            public void onError(RecognitionException error) {
                trouble.accept(error);
            }
        });
    }

    /** The next samples, 16 kHz mono. */
    synchronized void accept(short[] samples) {
        Frame frame = new Frame(position, samples);
        position += samples.length;
        Duration arrival = now.get();
        clock.arrived(position, arrival);
        unplaced.addLast(frame);
        if (clock.isSettled(arrival)) {
            takeDown();
        }
        if (open) {
            stream.accept(frame.position(), frame.samples());
        } else {
            voiced.forgetBefore(position - RUN_UP);
        }
        remember(frame);
        echo.hears(samples, clock.at(position));
        for (VoiceFrame window : detector.accept(samples)) {
            voiced.accept(window);
            VoiceFrame ofLeader = withoutEcho(window);
            Optional<VoiceActivity> border = segmenter.accept(ofLeader);
            suspicion.accept(ofLeader, segmenter.speaking()).ifPresent(change -> onSuspicion(change, ofLeader));
            border.ifPresent(this::onBorder);
            if (!segmenter.speaking() && silenceCounts(window.end())) {
                inputs.accept(new CallInput.SilenceHeard(clock.at(segmenter.silentUpTo(window.end()))));
            }
        }
    }

    private void takeDown() {
        for (Frame frame = unplaced.pollFirst(); frame != null; frame = unplaced.pollFirst()) {
            takedown.write(clock.at(frame.position()), frame.samples());
        }
    }

    private VoiceFrame withoutEcho(VoiceFrame window) {
        if (!echo.explains(window)) {
            return window;
        }
        if (echo.knowsEcho()) {
            personaHeardUpTo = window.end();
        }
        return window.withoutVoice();
    }

    private void onSuspicion(VoiceSuspicion.Change change, VoiceFrame window) {
        inputs.accept(
                switch (change) {
                    case RAISED -> new CallInput.VoiceSuspected(clock.at(window.end() - VoiceFrame.SAMPLES));
                    case PASSED -> new CallInput.SuspicionPassed();
                });
    }

    private void remember(Frame frame) {
        runUp.addLast(frame);
        while (!runUp.isEmpty() && runUp.getFirst().position() < position - RUN_UP) {
            runUp.removeFirst();
        }
    }

    private void onBorder(VoiceActivity border) {
        switch (border) {
            case VoiceActivity.Started started -> {
                voiceFrom = started.position();
                begin();
                inputs.accept(new CallInput.VoiceStarted(segment, clock.at(started.position())));
            }
            case VoiceActivity.Ended ended -> {
                silentFrom = ended.position();
                inputs.accept(new CallInput.VoiceEnded(segment, clock.at(ended.position())));
            }
        }
    }

    private boolean silenceCounts(long position) {
        return position - silentFrom < SILENCE_TOLD;
    }

    private void begin() {
        if (open) {
            return;
        }
        open = true;
        segment++;
        voiced.forgetBefore(position - RUN_UP);
        long from = Math.max(personaHeardUpTo, silentFrom + RINGING);
        for (Frame frame : runUp) {
            boolean another = frame.position() + frame.samples().length <= from;
            stream.accept(frame.position(), another ? new short[frame.samples().length] : frame.samples());
        }
    }

    /** Asks for the final words of a segment; a voice that is still there begins the next one at once. */
    synchronized void finish(int finished) {
        if (!open || finished != segment) {
            inputs.accept(new CallInput.Recognised(finished, "", List.of()));
            return;
        }
        open = false;
        Duration anchor = clock.at(0);
        VoicedWords.Sieve sieve = voiced.sieve();
        var _ = stream.finish()
                .thenApply(sieve::said)
                .thenApply(said -> new CallInput.Recognised(finished, said.text(), inSessionTime(said.words(), anchor)))
                .exceptionally(failure -> {
                    // Whatever failed, the words or what is made of them: the call would wait for this segment for
                    // ever.
                    LOG.warn("segment {} is taken for silence", finished, failure);
                    return new CallInput.Recognised(finished, "", List.of());
                })
                .thenAccept(recognised -> {
                    inputs.accept(recognised);
                    recognising = finished + 1;
                });
        if (segmenter.speaking()) {
            if (position - voiceFrom > RUN_UP) {
                // All of it is in the middle of what has been heard: no word is taken twice.
                runUp.clear();
            }
            begin();
            inputs.accept(new CallInput.VoiceStarted(segment, now.get()));
        }
    }

    private static List<Word> inSessionTime(List<Word> words, Duration anchor) {
        List<Word> shifted = new ArrayList<>(words.size());
        for (Word word : words) {
            shifted.add(
                    new Word(word.text(), word.start().plus(anchor), word.end().plus(anchor), word.confidence()));
        }
        return List.copyOf(shifted);
    }

    /** Waits until the recogniser has listened to all that it was given. */
    void catchUp() {
        stream.caughtUp().join();
    }

    /** Nothing more comes for now (muted, away): what was begun is over, and sound before it belongs to nothing. */
    synchronized void pause() {
        if (segmenter.speaking()) {
            inputs.accept(new CallInput.VoiceEnded(segment, clock.at(position)));
        }
        if (suspicion.isRaised()) {
            inputs.accept(new CallInput.SuspicionPassed());
        }
        takeDown();
        clock.pause();
        segmenter.reset();
        suspicion.reset();
        detector.reset(position);
        runUp.clear();
    }

    @Override
    public void close() {
        synchronized (this) {
            takeDown();
        }
        stream.close();
    }
}
