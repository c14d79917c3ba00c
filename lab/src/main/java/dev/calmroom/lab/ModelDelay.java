package dev.calmroom.lab;

import dev.calmroom.bench.DelayedModel;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that lets a language model on another machine's time speak while something is measured. */
final class ModelDelay {
    private static final Pattern DELAY = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--model-delay",
            paramLabel = "MIN-MAX",
            description = {
                "A language model speaks that needs so many milliseconds to its first word, spread evenly, and has",
                "the sentences of replies.txt to say: what stands between a slow model and the caller."
            })
    private @Nullable String written;

    /** @return the model, running; null where none was asked for */
    @Nullable
    DelayedModel model(BenchOptions options) throws IOException {
        if (written == null) {
            return null;
        }
        Matcher delay = DELAY.matcher(written);
        if (!delay.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--model-delay is '%s'; expected milliseconds as 100-2400".formatted(written));
        }
        return DelayedModel.start(
                options.corpora.resolve("replies.txt"),
                new DelayedModel.Delay(Integer.parseInt(delay.group(1)), Integer.parseInt(delay.group(2))),
                options.seed);
    }
}
