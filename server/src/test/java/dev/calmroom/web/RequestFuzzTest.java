package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Requests and messages that nobody would mean, to every endpoint that the running service has. Nothing may answer with an
 * error of the server's own, no thread may be lost, and a call is taken afterwards. Takes minutes: run it with {@code
 * -Dcalmroom.fuzz=10000}, the number of requests; two and a half times as many messages come on sockets.
 */
@Tag("slow")
@EnabledIfSystemProperty(named = "calmroom.fuzz", matches = "\\d+")
class RequestFuzzTest {
    private static final String[] ODD = {
        "",
        " ",
        "0",
        "-1",
        "99999999999999999999",
        "1e9",
        "%00",
        "..",
        "../../etc/passwd",
        "/usr",
        "a;b=c",
        "\ud83d",
        "é",
        "null",
        "undefined",
        "<script>",
        "' or 1=1 --",
        "{}",
        "x".repeat(300),
        "leader",
        "leader.wav",
        "platform-down",
        "steady-hand",
        "00000000-0000-0000-0000-000000000000",
        "\u0000",
        "%s%n",
        "${jndi:ldap://x}",
        "\u202e"
    };
    private static final String[] BODIES = {
        "",
        "{}",
        "[]",
        "null",
        "\"\"",
        "{\"turn\":1,\"text\":\"x\"}",
        "{\"turn\":\"one\"}",
        "{\"text\":null}",
        "{\"by\":\"\"}",
        "{\"verdict\":\"perhaps\",\"by\":\"a\",\"reason\":\"b\"}",
        "{\"a\":",
        "\ud83d",
        "[[[[[[[[[[",
        "{\"turn\":1e400}",
        "{\"resume\":1,\"voice\":[]}",
        "{\"sessions\":[\"a\",null]}",
        "Leader: hello\nKenji: hi",
        "RIFF....WAVE",
        "PK\u0003\u0004"
    };
    private static final String[] TYPES = {
        "application/json", "text/plain", "application/octet-stream", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x", "multipart/form-data", "nonsense", "application/json;charset=utf-99"
    };

    private final RunningService service = RunningService.shared();
    private final Random random = new Random(26);

    private record Endpoint(String method, String pattern) {}

    @Test
    void nothingButCleanErrorsComesOfIt() throws Exception {
        int requests = Integer.getInteger("calmroom.fuzz");
        List<Endpoint> endpoints = endpoints();
        int before = Thread.activeCount();
        Map<String, Integer> answers = new TreeMap<>();
        List<String> broken = new ArrayList<>();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build()) {
            for (int i = 0; i < requests; i++) {
                HttpRequest request = request(endpoints.get(i % endpoints.size()));
                int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                answers.merge(status / 100 + "xx", 1, Integer::sum);
                if (status >= 500) {
                    broken.add("%s %s: %d".formatted(request.method(), request.uri(), status));
                }
            }
        }
        System.out.printf("%d requests to %d endpoints: %s%n", requests, endpoints.size(), answers);
        assertThat(broken.stream().distinct().limit(20)).isEmpty();
        onSockets(requests * 5 / 2);
        assertThat(Thread.activeCount()).as("threads").isLessThan(before + 50);
        try (RawClient client = RawClient.connect(service.address(), null)) {
            client.text("{\"type\":\"hello\",\"scenario\":\"platform-down\",\"voice\":\"client\"}");
            client.next("welcome");
        }
    }

    /** A hundred on each line, a fifth of them frames, most of them none that a page would send; the line answers a ping, or has been closed. */
    private void onSockets(int messages) {
        int answered = 0;
        for (int sent = 0; sent < messages; sent += 100) {
            try (RawClient client = RawClient.connect(service.address(), null)) {
                for (int i = 0; i < 100; i++) {
                    if (i % 5 == 0) {
                        client.binary(frame());
                        continue;
                    }
                    client.text("{\"type\":\"%s\",\"%s\":%s}"
                            .formatted(
                                    odd(
                                            "hello",
                                            "say",
                                            "answer",
                                            "mute",
                                            "hold",
                                            "playback",
                                            "spoken",
                                            "ping",
                                            "hangup"),
                                    odd("scenario", "text", "on", "turn", "id", "resume", "sampleRate", "voice"),
                                    odd("1", "\"/usr\"", "\"\\ud83d\"", "true", "null", "[]", "-1", "1e99")));
                }
                client.text("{\"type\":\"ping\",\"id\":7}");
                answered += client.pongOrClosed() ? 1 : 0;
            }
        }
        assertThat(answered)
                .as("lines that answered or were closed, of those opened")
                .isEqualTo((messages + 99) / 100);
    }

    private byte[] frame() {
        byte[] frame = new byte[random.nextInt(4) == 0 ? random.nextInt(16) : random.nextInt(8_000)];
        random.nextBytes(frame);
        return frame;
    }

    private HttpRequest request(Endpoint endpoint) {
        StringBuilder path = new StringBuilder();
        for (String part : endpoint.pattern().split("/", -1)) {
            if (!part.isEmpty()) {
                path.append('/')
                        .append(part.startsWith("{") ? URLEncoder.encode(odd(ODD), StandardCharsets.UTF_8) : part);
            }
        }
        if (random.nextBoolean()) {
            path.append('?')
                    .append(odd("turn", "limit", "offset", "after", "of", "file", "id", "x"))
                    .append('=')
                    .append(URLEncoder.encode(odd(ODD), StandardCharsets.UTF_8));
        }
        return HttpRequest.newBuilder(URI.create(service.address() + path.toString()))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", odd(TYPES))
                .method(endpoint.method(), HttpRequest.BodyPublishers.ofString(odd(BODIES)))
                .build();
    }

    private String odd(String... of) {
        return of[random.nextInt(of.length)];
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        service.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> {
                    for (String pattern : mapping.getPatternValues()) {
                        mapping.getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::name)
                                .forEach(method -> endpoints.add(new Endpoint(method, pattern)));
                    }
                });
        assertThat(endpoints).hasSizeGreaterThan(20);
        return endpoints;
    }
}
