package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServeTest {
    @Test
    void aPortThatIsTakenIsToldBeforeAnythingIsLoaded() throws IOException {
        StringWriter told = new StringWriter();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = new CommandLine(new Serve())
                    .setErr(new PrintWriter(told))
                    .execute("--port", String.valueOf(other.getLocalPort()));

            assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
            assertThat(told.toString())
                    .startsWith("127.0.0.1:%d cannot be listened on: ".formatted(other.getLocalPort()))
                    .contains("--port");
        }
    }
}
