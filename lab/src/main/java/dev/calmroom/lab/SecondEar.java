package dev.calmroom.lab;

import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A recogniser of another kind beside the product's own, so that a figure is no matter of one recogniser's taste. */
final class SecondEar {
    /** Nobody is on the line, and the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(
            names = "--second",
            paramLabel = "URL",
            description = "A second recogniser, by vosk-server's protocol: see benchmarks/second-hearing.")
    private @Nullable URI second;

    /** @param all the product's own first, which is not closed with them */
    record Ears(List<SpeechRecognizer> all) implements AutoCloseable {
        @Override
        public void close() {
            all.stream().skip(1).forEach(SpeechRecognizer::close);
        }
    }

    boolean isNamed() {
        return second != null;
    }

    /** @throws dev.calmroom.recognition.RecognitionException when nobody answers there */
    Ears beside(SpeechRecognizer own) {
        return new Ears(Stream.concat(
                        Stream.of(own),
                        second == null ? Stream.empty() : Stream.of(VoskRecognizer.at(second, PATIENCE)))
                .toList());
    }
}
