package dev.calmroom.language;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a model is doing, as its last answers showed. A change is said in the log, once; what stays as it is is not said
 * again. Safe for use by several threads.
 */
final class ModelCondition {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCondition.class);

    private final String name;
    private final LongSupplier nanos;
    private @Nullable String trouble;
    private String inShort = InShort.SILENT;
    private boolean answered;
    private long lastAnswer;
    private int open;
    private String refusal = "";
    private long refusedUntil;

    ModelCondition(String name, LongSupplier nanos) {
        this.name = name;
        this.nanos = nanos;
    }

    /** @return in a sentence what is wrong; empty where nothing is known to be */
    synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** @return how long ago the model last answered; empty when it never has */
    synchronized Optional<Duration> sinceAnswer() {
        return answered ? Optional.of(Duration.ofNanos(nanos.getAsLong() - lastAnswer)) : Optional.empty();
    }

    /** @return whether somebody waits for an answer just now */
    synchronized boolean busy() {
        return open > 0;
    }

    synchronized void asked() {
        open++;
    }

    synchronized void left() {
        open--;
    }

    synchronized void well() {
        lastAnswer = nanos.getAsLong();
        if (trouble != null) {
            LOG.info("The language model {} answers again", name);
        } else if (!answered) {
            LOG.info("The language model {} answers", name);
        }
        trouble = null;
        answered = true;
        refusal = "";
    }

    /** The server takes nothing before so long is over. */
    synchronized void refused(Duration rest, String words) {
        refusal = words;
        refusedUntil = nanos.getAsLong() + rest.toNanos();
    }

    /** @return what the server said when it asked for a rest, as long as that lasts */
    synchronized Optional<String> refusal() {
        boolean over = refusal.isEmpty() || nanos.getAsLong() - refusedUntil >= 0;
        return over ? Optional.empty() : Optional.of(refusal);
    }

    /** @return the same in a few words that tell nothing of its server */
    synchronized Optional<String> inShort() {
        return trouble().map(_ -> inShort);
    }

    synchronized void ill(String words, String inFewWords) {
        inShort = inFewWords;
        if (!words.equals(trouble)) {
            LOG.warn("{}; the understudy speaks", words);
        }
        trouble = words;
    }
}
