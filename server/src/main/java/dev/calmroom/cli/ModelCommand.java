package dev.calmroom.cli;

import dev.calmroom.modelhost.ModelHost;
import dev.calmroom.modelhost.Weights;
import dev.calmroom.modelhost.WeightsCatalogue;
import dev.calmroom.recognition.ModelCache;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves a model in a file, by OpenAI's protocol. */
@Command(
        name = "model",
        description = "Serve a language model in a GGUF file on this machine, or check the one that is configured.",
        subcommands = ModelCheck.class,
        mixinStandardHelpOptions = true)
final class ModelCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--gguf",
            paramLabel = "FILE|NAME",
            description =
                    "The weights: a file, or the name of a model that is fetched if it is not there ('model list').")
    private @Nullable String weights;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "Another folder that holds the file of a model that is fetched by name.")
    private @Nullable String from;

    @Option(
            names = "--port",
            defaultValue = "8090",
            description = "Port on 127.0.0.1; 0 takes any that is free (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--context",
            defaultValue = "8192",
            description = "Tokens that prompt and answer may have together (${DEFAULT-VALUE}).")
    private int context;

    @Option(names = "--attached", hidden = true, description = "End when standard input does.")
    private boolean attached;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (weights == null) {
            throw new ParameterException(
                    spec.commandLine(), "--gguf says which model is served; 'model check' checks the configured one");
        }
        if (attached) {
            Thread.ofPlatform().name("attached").daemon().start(ModelCommand::endWithParent);
        }
        Path file = file(weights);
        ModelHost host = ModelHost.start(file, port, context);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s is ready on %s/v1%nCALMROOM_LLM_BASE_URL=%s ./calmroom serve lets it word the persona.%n",
                        ModelHost.nameOf(file), host.address(), host.address());
        spec.commandLine().getOut().flush();
        return Serve.STAYS_UP;
    }

    /** Where it is no file it is the name of one that can be fetched. */
    private Path file(String pathOrName) throws IOException, InterruptedException {
        WeightsCatalogue catalogue = WeightsCatalogue.builtIn();
        Optional<WeightsCatalogue.Entry> model =
                Files.exists(Path.of(pathOrName)) ? Optional.empty() : catalogue.find(pathOrName);
        if (model.isEmpty()) {
            if (!Files.isRegularFile(Path.of(pathOrName))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "There is no file %s; models that are fetched by name are %s"
                                .formatted(pathOrName, catalogue.names()));
            }
            return Path.of(pathOrName);
        }
        WeightsCatalogue.Entry entry = from == null ? model.get() : model.get().from(from);
        return new FirstModel(System.getenv(), catalogue, System.err).fetch(entry);
    }

    @Command(name = "list", description = "Show the models that can be fetched by name.")
    int list() {
        PrintWriter out = spec.commandLine().getOut();
        WeightsCatalogue catalogue = WeightsCatalogue.builtIn();
        Weights here = new Weights(ModelCache.standard(System.getenv()).place(), catalogue);
        out.printf("%-22s %-8s %6s  %-12s %s%n", "NAME", "", "MB", "LICENCE", "");
        for (WeightsCatalogue.Entry model : catalogue.models()) {
            out.printf(
                    "%-22s %-8s %6d  %-12s %s%n",
                    model.name(),
                    here.find(model.name()).isPresent() ? "fetched" : "",
                    model.file().bytes() / FetchingBar.MEGABYTE,
                    model.licence(),
                    model.description());
        }
        out.flush();
        return 0;
    }

    /** Whoever started us holds the other end; it closes when that process ends, however it ends. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said
            }
        } catch (IOException e) {
            // gone as well
        }
        Runtime.getRuntime().halt(0);
    }
}
