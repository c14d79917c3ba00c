package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.SessionEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("slow")
@Tag("audio")
class SaidTwiceTest {
    private static final String HELLO = "{\"type\":\"hello\",\"scenario\":\"platform-down\"}";

    private final RunningService service = RunningService.shared();

    private RawClient connect() {
        return RawClient.connect(service.address(), null);
    }

    /** Whoever sends them does not know whether a line that broke has carried them. */
    @Test
    void typedWordsThatComeTwiceAreSaidOnceOverAnotherLineToo() {
        String say = "{\"type\":\"say\",\"text\":\"I am here.\",\"id\":7}";
        try (RawClient client = connect();
                RawClient later = connect()) {
            client.text(HELLO);
            JsonNode welcome = client.next("welcome");
            client.text("{\"type\":\"answer\"}");
            client.text(say);
            later.text("{\"type\":\"hello\",\"resume\":\"%s\",\"last\":0}"
                    .formatted(welcome.path("resume").asString()));
            later.next("welcome");
            later.text(say);
            later.text("{\"type\":\"hangup\"}");
            later.awaitClose();
            assertThat(service.events(welcome.path("session").asString(), SessionEvent.LeaderSpoke.class))
                    .extracting(SessionEvent.LeaderSpoke::text)
                    .containsExactly("I am here.");
        }
    }
}
