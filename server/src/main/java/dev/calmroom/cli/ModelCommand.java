package dev.calmroom.cli;

import dev.calmroom.modelhost.ModelHost;
import java.io.IOException;
import java.nio.file.Path;
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

    @Option(names = "--gguf", paramLabel = "FILE", description = "The weights.")
    private @Nullable Path file;

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
    public Integer call() throws IOException {
        if (file == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--gguf FILE says which model is served; 'model check' checks the configured one");
        }
        if (attached) {
            Thread.ofPlatform().name("attached").daemon().start(ModelCommand::endWithParent);
        }
        ModelHost host = ModelHost.start(file, port, context);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s is ready on %s/v1%nCALMROOM_LLM_BASE_URL=%s ./calmroom serve lets it word the persona.%n",
                        ModelHost.nameOf(file), host.address(), host.address());
        spec.commandLine().getOut().flush();
        return Serve.STAYS_UP;
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
