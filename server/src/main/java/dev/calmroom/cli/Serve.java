package dev.calmroom.cli;

import dev.calmroom.app.CalmroomApplication;
import dev.calmroom.app.OpenDoor;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.synthesis.VoiceCatalogue;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.synthesis.VoiceStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes calls. */
@Command(name = "serve", description = "Start the service and take calls.", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    /** Returned when the service runs on after the command itself is done. */
    static final int STAYS_UP = -1;

    @Option(names = "--port", defaultValue = "8080", description = "Port to listen on (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on (${DEFAULT-VALUE}). Browsers give the microphone only to localhost or https.")
    private String host = "";

    @Option(
            names = "--data",
            defaultValue = "${env:CALMROOM_DATA:-data}",
            description = "Folder that keeps the sessions (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--studio",
            description = "Let a browser on this machine edit and try the prompts, at /studio.html.")
    private boolean studio;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        OpenDoor.objection(host, System.getenv()::get).ifPresent(objection -> {
            throw new ParameterException(spec.commandLine(), objection);
        });
        listenable();
        voice();
        FirstModel.fetchWhatIsNamed(System.getenv(), System.err);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.port", port);
        settings.put("server.address", host);
        settings.put("calmroom.data", data.toAbsolutePath().toString());
        settings.put("calmroom.prompts", prompts.path().toAbsolutePath().toString());
        if (studio) {
            settings.put("calmroom.studio", true);
        }
        SpringApplication application = new SpringApplication(CalmroomApplication.class);
        // As arguments, not as defaults: what stands on the command line wins over the environment.
        application.run(settings.entrySet().stream()
                .map(it -> "--%s=%s".formatted(it.getKey(), it.getValue()))
                .toArray(String[]::new));
        return STAYS_UP;
    }

    /** Told at once: the service opens its port when it is warm, which is seconds later. */
    private void listenable() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s:%d cannot be listened on: %s. --port and --host name another place."
                            .formatted(host, port, e.getMessage()));
        }
    }

    /** Before anything is loaded: a voice that is asked for by name is there, or the standard one is fetched. */
    private static void voice() throws InterruptedException {
        VoiceCatalogue catalogue = VoiceCatalogue.builtIn();
        VoiceStore store = new VoiceStore(ModelCache.standard(System.getenv()).place(), System.getenv());
        VoiceChoice choice = new VoiceChoice(store, catalogue, trouble -> {});
        choice.check(System.getenv());
        if (choice.lacksNaturalVoice(System.getenv())) {
            String elsewhere =
                    System.getenv().getOrDefault("CALMROOM_VOICES_FROM", "").strip();
            new FirstVoice(elsewhere.isEmpty() ? catalogue : catalogue.from(elsewhere), store, System.err)
                    .fetchStandard();
        }
    }
}
