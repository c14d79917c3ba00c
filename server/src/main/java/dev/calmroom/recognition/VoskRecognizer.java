package dev.calmroom.recognition;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;

/**
 * Vosk (Kaldi) with its small English model, in this process. One model for all calls; each call's recogniser lives on
 * one of a few platform threads, because native calls would pin virtual ones and because Vosk wants a recogniser fed
 * and freed by one thread at a time.
 */
public final class VoskRecognizer implements SpeechRecognizer {
    private static final String ARCHIVE = "/engines/vosk-model-en.zip";
    private static final String FOLDER = "assets/model-en-us";

    private final Model model;
    private final List<RecognitionThread> threads;
    private final Set<VoskStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private VoskRecognizer(Model model, int threads) {
        this.model = model;
        List<RecognitionThread> started = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            started.add(new RecognitionThread("recognition-" + i));
        }
        this.threads = List.copyOf(started);
    }

    /**
     * Loads the model that comes with the product; takes about a second.
     *
     * @param threads how many platform threads recognise; one a core is as many as help
     * @throws RecognitionException when the model or the native library cannot be loaded
     */
    public static VoskRecognizer load(ModelCache cache, int threads) {
        URL archive = VoskRecognizer.class.getResource(ARCHIVE);
        if (archive == null) {
            throw new RecognitionException(
                    "the speech model %s is not on the class path; build with Maven, which puts it there"
                            .formatted(ARCHIVE));
        }
        try {
            LibVosk.setLogLevel(LogLevel.WARNINGS);
            return new VoskRecognizer(new Model(cache.unpacked(archive, FOLDER).toString()), threads);
        } catch (IOException | LinkageError e) {
            throw new RecognitionException(
                    "the speech recogniser could not be loaded (%s); delete %s so that its model is unpacked anew"
                            .formatted(e, cache.place()),
                    e);
        }
    }

    @Override
    public String name() {
        return "Vosk small English";
    }

    @Override
    public RecognitionStream open(Vocabulary vocabulary, RecognitionListener listener) {
        if (closed.get()) {
            throw new RecognitionException("the recogniser has been closed; restart the server");
        }
        RecognitionThread thread = threads.stream()
                .min(Comparator.comparingInt(RecognitionThread::streams))
                .orElseThrow();
        VoskStream stream =
                new VoskStream(model, thread, new VocabularyCorrector(vocabulary), listener, streams::remove);
        streams.add(stream);
        stream.start();
        return stream;
    }

    @Override
    public int openStreams() {
        return streams.size();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        streams.forEach(VoskStream::close);
        threads.forEach(RecognitionThread::close);
        model.close();
    }
}
