package dev.calmroom.cli;

import dev.calmroom.recognition.ModelCache;
import dev.calmroom.synthesis.VoiceCatalogue;
import dev.calmroom.synthesis.VoiceStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists and installs neural voices. */
@Command(name = "voices", description = "List and install neural voices.", mixinStandardHelpOptions = true)
final class Voices {
    @Spec
    @Nullable
    CommandSpec spec;

    private final VoiceCatalogue catalogue = VoiceCatalogue.builtIn();
    private final VoiceStore store =
            new VoiceStore(ModelCache.standard(System.getenv()).place(), System.getenv());

    @Command(name = "list", description = "Show the voices that are installed and those that can be.")
    int list() {
        List<String> installed = store.installed();
        PrintWriter out = out();
        out.printf("%-15s %-10s %6s  %-48s %s%n", "NAME", "", "MB", "LICENCE OF THE RECORDINGS", "");
        out.printf("%-15s %-10s %6s  %-48s %s%n", "freetts", "built in", "", "BSD-style", "Robotic, needs nothing");
        for (VoiceCatalogue.Entry voice : catalogue.voices()) {
            out.printf(
                    "%-15s %-10s %6.0f  %-48s %s%n",
                    voice.name(),
                    installed.contains(voice.name()) ? "installed" : "",
                    voice.bytes() / 1e6,
                    voice.licence(),
                    voice.description());
        }
        out.println(
                "An installed voice speaks by itself; CALMROOM_VOICE=NAME chooses another, CALMROOM_VOICE=freetts none.");
        out.flush();
        return 0;
    }

    @Command(name = "install", description = "Fetch a voice and check it.")
    int install(
            @Parameters(paramLabel = "NAME", description = "A name from 'voices list'.") String name,
            @Option(names = "--from", paramLabel = "URL", description = "Another place that holds the same files.")
                    @Nullable
                    String from)
            throws IOException, InterruptedException {
        VoiceCatalogue source = from == null ? catalogue : catalogue.from(from);
        VoiceCatalogue.Entry voice = source.find(name)
                .orElseThrow(() -> new ParameterException(
                        spec().commandLine(),
                        "No voice is called '%s'. There are: %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                catalogue.voices().stream()
                                                        .map(VoiceCatalogue.Entry::name)
                                                        .toList()))));
        Path folder = new FirstVoice(source, store, System.err).fetch(voice);
        out().printf("%s is installed in %s and speaks from the next start on.%n", name, folder);
        out().flush();
        return 0;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return spec;
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }
}
