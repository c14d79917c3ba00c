package dev.calmroom.recognition;

import java.io.IOException;
import java.net.URL;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;

/**
 * Vosk (Kaldi) with its small English model, in this process. One model for all calls; recognisers are lent to a call
 * while she speaks. They work on a few platform threads, because native calls would pin virtual ones.
 */
public final class VoskRecognizer implements SpeechRecognizer {
    private static final String ARCHIVE = "/engines/vosk-model-en.zip";
    private static final String FOLDER = "assets/model-en-us";

    private final Model model;
    private final RecognitionThreads threads;
    private final RecognizerPool<LentRecognizer> pool;
    private final Set<VoskStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private VoskRecognizer(Model model, int threads) {
        this.model = model;
        this.threads = new RecognitionThreads(threads);
        this.pool = new RecognizerPool<>(() -> new LentRecognizer(model), streams::size);
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
        VoskStream stream =
                new VoskStream(pool, threads, new VocabularyCorrector(vocabulary), listener, streams::remove);
        streams.add(stream);
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
        threads.close();
        pool.close();
        model.close();
    }
}
