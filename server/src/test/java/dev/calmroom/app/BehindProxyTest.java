package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.web.ProxyProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** The door with real proxies before it that end TLS, each with the lines that {@code docs/team.md} gives. */
class BehindProxyTest {
    private static final String NAME = "127.0.0.2";
    private static final Path TEAM =
            Path.of(System.getProperty("calmroom.root", "..")).resolve("docs/team.md");

    private static ConfigurableApplicationContext service;
    private static int port;

    /** Nothing behind the door but what says who came in. */
    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @EnableConfigurationProperties(ServiceSettings.class)
    @EnableWebSocket
    @Import(DoorConfiguration.class)
    @RestController
    static class Hall {
        @GetMapping("/api/who")
        String who(jakarta.servlet.http.HttpServletRequest request) {
            return request.getRemoteAddr() + " " + request.getScheme();
        }

        @Bean
        WebSocketConfigurer line() {
            return registry -> DoorConfiguration.openLine(registry, new TextWebSocketHandler() {
                @Override
                protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
                    int port = Objects.requireNonNull(session.getLocalAddress()).getPort();
                    session.sendMessage(new TextMessage(message.getPayload() + " from " + port));
                }
            });
        }
    }

    @BeforeAll
    static void start() {
        service = new SpringApplication(Hall.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--calmroom.hosts=" + NAME,
                        "--calmroom.proxies=127.0.0.1");
        port = java.util.Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void nginxAsInTheDocumentation(@TempDir Path folder) throws Exception {
        ProxyProcess.program("openssl");
        int tls = ProxyProcess.freePort();
        String block = block("nginx")
                .replace("listen 443", "listen %s:%d".formatted(NAME, tls))
                .replace("127.0.0.1:8080", "127.0.0.1:" + port)
                .replace("calm.example.org;", NAME + ";")
                .replace("/etc/ssl/calm.example.org", folder.resolve("own").toString());
        certificate(folder);
        through(tls, ProxyProcess.nginx(folder, block));
    }

    @Test
    void caddyAsInTheDocumentation(@TempDir Path folder) throws Exception {
        int tls = ProxyProcess.freePort();
        String block = block("caddy")
                .replace("calm.example.org {", "https://%s:%d {\n\ttls internal".formatted(NAME, tls))
                .replace("127.0.0.1:8080", "127.0.0.1:" + port);
        Files.writeString(folder.resolve("Caddyfile"), """
                {
                	admin off
                	auto_https disable_redirects
                	skip_install_trust
                	storage file_system %s
                	default_sni %s
                }
                %s
                """.formatted(folder, NAME, block));
        String caddy = ProxyProcess.program("caddy");
        through(
                tls,
                ProxyProcess.start(folder, caddy, "run", "--adapter", "caddyfile", "--config", folder + "/Caddyfile"));
    }

    @Test
    void onlyWhatAProxyOfOursHasSeenIsBelieved() throws Exception {
        HttpRequest forged = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/who".formatted(port)))
                .header("X-Forwarded-For", "203.0.113.9, 10.1.1.1")
                .header("X-Forwarded-Host", "evil.example")
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(forged, HttpResponse.BodyHandlers.ofString())
                        .body())
                .as("the last address that a proxy of ours has seen, not what that one was told")
                .isEqualTo("10.1.1.1 http");
    }

    /** A page is read, its own call goes through, and that of another page does not. */
    private static void through(int tls, ProxyProcess started) throws Exception {
        try (ProxyProcess proxy = started;
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(trustingAll())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            proxy.awaitPort(NAME, tls);
            String own = "https://%s:%d".formatted(NAME, tls);
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create(own + "/api/who"))
                                            .header("X-Forwarded-For", "203.0.113.9")
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .as("the address that the proxy saw, and that it was called over TLS")
                    .matches("127\\.0\\.0\\.\\d https");
            assertThat(echo(client, tls, own)).isEqualTo("hello from " + port);
            assertThatThrownBy(() -> echo(client, tls, "https://evil.example"))
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("WebSocketHandshakeException");
        }
    }

    private static String echo(HttpClient client, int tls, String origin) throws InterruptedException {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = client.newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(URI.create("wss://%s:%d/ws/call".formatted(NAME, tls)), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        heard.add(text.toString());
                        from.request(1);
                        return java.util.concurrent.CompletableFuture.completedFuture(null);
                    }
                })
                .join();
        socket.sendText("hello", true).join();
        String answer = heard.poll(5, TimeUnit.SECONDS);
        socket.abort();
        return String.valueOf(answer);
    }

    private static String block(String language) throws IOException {
        var found = Pattern.compile("```%s\n(.*?)```".formatted(language), Pattern.DOTALL)
                .matcher(Files.readString(TEAM));
        assertThat(found.find()).as("a block of " + language).isTrue();
        return found.group(1);
    }

    private static void certificate(Path folder) throws Exception {
        Path store = folder.resolve("own.p12");
        run(
                "keytool -genkeypair -keyalg EC -alias own -dname CN=%s -ext SAN=ip:%s -storetype PKCS12 -storepass changeit"
                        .formatted(NAME, NAME)
                        .concat(" -keystore " + store)
                        .split(" "));
        run("openssl pkcs12 -in %s -passin pass:changeit -nokeys -out %s/own.pem"
                .formatted(store, folder)
                .split(" "));
        run("openssl pkcs12 -in %s -passin pass:changeit -nocerts -nodes -out %s/own.key"
                .formatted(store, folder)
                .split(" "));
    }

    private static void run(String... command) throws Exception {
        if (command[0].equals("keytool")) {
            command[0] =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** The certificate is made for this test. */
    private static SSLContext trustingAll() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509ExtendedTrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                new SecureRandom());
        return context;
    }
}
