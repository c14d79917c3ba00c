package dev.calmroom.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.protocol.Protocol;
import dev.calmroom.protocol.SpeakingState;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.protocol.ToServer;
import dev.calmroom.protocol.VoiceHost;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** How long a caller without a browser stays on the line: as long as there is one. */
class PhoneTest {
    private static final Duration NO_SIGN = Duration.ofSeconds(60);

    private static ConfigurableApplicationContext service;
    private static URI address;

    /** Tells the time whenever something is typed; says a turn without a sound at «silence», and leaves at «bye». */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @EnableWebSocket
    static class Service extends AbstractWebSocketHandler implements SubProtocolCapable {
        @Bean
        WebSocketConfigurer lines() {
            return registry -> registry.addHandler(this, "/ws/call").setAllowedOrigins("*");
        }

        @Override
        public List<String> getSubProtocols() {
            return List.of(Protocol.SUBPROTOCOL);
        }

        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
            if (!(Protocol.toServer(message.getPayload()) instanceof ToServer.Say said)) {
                return;
            }
            switch (said.text()) {
                case "bye" -> session.close(CloseStatus.NORMAL);
                case "silence" -> {
                    send(session, new ToClient.Speaking(2, SpeakingState.STARTED));
                    send(session, new ToClient.Speaking(2, SpeakingState.STOPPED));
                }
                default -> send(session, new ToClient.Clock(1, 1));
            }
        }

        private static void send(WebSocketSession session, ToClient message) throws IOException {
            session.sendMessage(new TextMessage(Protocol.write(message)));
        }
    }

    @BeforeAll
    static void start() {
        service = new SpringApplication(Service.class).run("--server.port=0", "--server.address=127.0.0.1");
        int port = Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
        address = URI.create("http://127.0.0.1:" + port);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Phone dial(LongSupplier nanos) {
        return new Phone(address, new ToServer.Hello("", 16_000, null, 0, 1L, VoiceHost.SERVER, false), nanos);
    }

    @Test
    void anAnswerIsWaitedForAsLongAsTheServiceGivesASign() throws Exception {
        AtomicLong now = new AtomicLong();
        long tenMinutes = Duration.ofMinutes(10).toNanos();
        try (Phone phone = dial(now::get)) {
            boolean came = phone.awaitAlive(
                    () -> {
                        phone.type("still there?");
                        return now.addAndGet(Duration.ofSeconds(1).toNanos()) >= tenMinutes;
                    },
                    NO_SIGN);

            assertThat(came).isTrue();
            assertThat(now).hasValueGreaterThanOrEqualTo(tenMinutes);
        }
    }

    @Test
    void aLineThatSaysNothingAnyMoreIsDead() throws Exception {
        try (Phone phone = dial(System::nanoTime)) {
            assertThat(phone.awaitAlive(() -> false, Duration.ofMillis(50))).isFalse();
            assertThat(phone.isOver()).isFalse();
        }
    }

    @Test
    void soIsOneThatTheServiceCloses() throws Exception {
        try (Phone phone = dial(System::nanoTime)) {
            phone.type("bye");

            assertThat(phone.awaitAlive(() -> false, Duration.ofHours(1))).isFalse();
            assertThat(phone.isOver()).isTrue();
        }
    }

    @Test
    void aTurnWithoutASoundIsOverWhenTheServiceSaysSo() throws Exception {
        try (Phone phone = dial(System::nanoTime)) {
            phone.answer();
            phone.type("silence");

            assertThat(phone.awaitAlive(
                            () -> !phone.playbacks().isEmpty()
                                    && phone.playbacks().getLast().isDone(),
                            NO_SIGN))
                    .isTrue();
        }
    }
}
