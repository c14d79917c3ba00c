package dev.calmroom.recognition;

import dev.calmroom.audio.AudioClip;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Vosk (Kaldi) with its small English model, in this process, or a server of its protocol. One model for all calls, whose search graph was composed
 * beforehand with what leaders say (see {@code training/recognition}): so a recogniser is made in a fifth of a
 * millisecond, weighs next to nothing, and there is one for each utterance. They work on a few platform threads, because
 * native calls would pin virtual ones.
 */
public final class VoskRecognizer implements SpeechRecognizer {
    private static final String ARCHIVE = "/engines/vosk-model-en.zip";
    private static final String FOLDER = "assets/model-en-us";
    private static final String GRAPH = "/engines/recognition/graph.fst.xz";
    private static final String WORDS = "/engines/recognition/words.txt.xz";
    private static final String SETTINGS = "/engines/recognition/model.conf.xz";

    /** A server that is so far behind hears nothing of a call in time any more. */
    private static final Duration WITHIN = Duration.ofSeconds(5);

    /** They do nothing but wait for another machine, and for each other's answers if they are fewer than calls. */
    private static final int THREADS_THAT_WAIT = 32;

    private final String name;
    private final Utterances place;
    private final RecognitionThreads threads;
    private final Set<VoskStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private VoskRecognizer(String name, Utterances place, int threads) {
        this.name = name;
        this.place = place;
        this.threads = new RecognitionThreads(threads);
    }

    /**
     * Loads the model that comes with the product; takes half a second, and some seconds more when it is unpacked first.
     *
     * @param threads how many platform threads recognise; one a core is as many as help
     * @throws RecognitionException when the model or the native library cannot be loaded
     */
    public static VoskRecognizer load(ModelCache cache, int threads) {
        return new VoskRecognizer("Vosk small English", model(cache), threads);
    }

    /**
     * Hears on another machine, with the model that is there.
     *
     * @param address of a server of vosk-server's protocol, {@code ws://host:2700}
     * @throws RecognitionException when none answers there
     */
    public static VoskRecognizer at(URI address) {
        return at(address, WITHIN);
    }

    /**
     * The same for who is in no hurry, as a call is.
     *
     * @param patience how long an answer is waited for; a recogniser that hears an utterance whole takes its time
     */
    public static VoskRecognizer at(URI address, Duration patience) {
        VoskServer server = new VoskServer(address, patience);
        try (Utterance tried = server.open(AudioClip.SPEECH_RATE)) {
            tried.finalResult();
            return new VoskRecognizer("Vosk at " + address.getHost(), server, THREADS_THAT_WAIT);
        } catch (IOException | RecognitionException e) {
            server.close();
            throw new RecognitionException(
                    "No vosk-server answers at %s (%s). CALMROOM_RECOGNIZER_URL is the address of one, as ws://host:2700."
                            .formatted(address, e.getCause() == null ? e.getMessage() : e.getCause()),
                    e);
        }
    }

    static VoskModel model(ModelCache cache) {
        VoskLibrary.register(System.getenv());
        try {
            var ours = new TreeMap<>(Map.of(
                    "graph/HCLG.fst", resource(GRAPH),
                    "graph/words.txt", resource(WORDS),
                    "conf/model.conf", resource(SETTINGS)));
            Path folder = cache.unpacked(resource(ARCHIVE), FOLDER, ours);
            return new VoskModel(folder);
        } catch (IOException e) {
            throw new RecognitionException(
                    "the speech recogniser could not be loaded (%s); delete %s so that its model is unpacked anew"
                            .formatted(e, cache.place()),
                    e);
        }
    }

    private static URL resource(String path) {
        URL found = VoskRecognizer.class.getResource(path);
        if (found == null) {
            throw new RecognitionException(
                    "the speech model %s is not on the class path; build with Maven, which puts it there"
                            .formatted(path));
        }
        return found;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RecognitionStream open(Vocabulary vocabulary, RecognitionListener listener) {
        if (closed.get()) {
            throw new RecognitionException("the recogniser has been closed; restart the server");
        }
        VoskStream stream =
                new VoskStream(place, threads, new VocabularyCorrector(vocabulary), listener, streams::remove);
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
        place.close();
    }
}
