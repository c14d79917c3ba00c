package dev.calmroom.cli;

import dev.calmroom.log.CallFile;
import dev.calmroom.log.CallScenario;
import dev.calmroom.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody looks into: from a file, or one that a running service keeps.
 *
 * @param scenario of which it is, as it was held
 */
record CallLookedInto(CallFile file, Scenario scenario) {
    /** As the service names its sessions. */
    private static final Pattern SESSION = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * @param call a file's path, or a session's id
     * @param service where such a session is kept
     * @param asked the scenario that somebody asks for; without it the file's
     * @throws IllegalArgumentException when there is no such call, or it is of another scenario
     * @throws IOException with the service's own words where it refuses
     */
    static CallLookedInto of(String call, URI service, Path prompts, @Nullable String asked, PrintWriter err)
            throws IOException, InterruptedException {
        CallFile file = Files.notExists(Path.of(call)) && SESSION.matcher(call).matches()
                ? CallFile.read(new Service(service)
                        .get("/api/sessions/" + call)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8))
                : CallFile.read(Path.of(call));
        try {
            return new CallLookedInto(
                    file, CallScenario.held(file, prompts, asked, List.of(), broken -> LeftOut.tell(broken, err)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(call, e.getMessage()), e);
        }
    }
}
