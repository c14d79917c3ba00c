package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.call.Switchboard;
import dev.calmroom.log.EventLog;
import dev.calmroom.storage.Events;
import dev.calmroom.storage.Leases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A server that has no line, or is about to stop: whoever comes is told to come again, and nothing is taken from them. */
@Tag("slow")
@Tag("audio")
class LeavingServerTest {
    private static final String HELLO = "{\"type\":\"hello\",\"scenario\":\"platform-down\",\"voice\":\"client\"}";

    @Test
    void aCallIsLeftWhereItIsWhenNoLineIsFree() {
        RunningService service = RunningService.shared();
        String session = UUID.randomUUID().toString();
        Leases leases = service.bean(Leases.class);
        service.bean(EventLog.class).append(session, 0, Events.startedAt(session, Instant.EPOCH));
        leases.expect(session, "token of " + session);
        List<Switchboard.Line> taken = allLines(service.bean(Switchboard.class));
        try {
            sentAway(service, backWith("token of " + session));
        } finally {
            taken.forEach(Switchboard.Line::close);
        }
        assertThat(leases.isLive(session)).isFalse();
        assertThat(leases.session("token of " + session)).contains(session);
    }

    private static List<Switchboard.Line> allLines(Switchboard switchboard) {
        List<Switchboard.Line> taken = new ArrayList<>();
        while (true) {
            try {
                taken.add(switchboard.line());
            } catch (Switchboard.BusyException full) {
                return taken;
            }
        }
    }

    @Test
    void whoComesToAServerThatIsAboutToStopIsServedByAnother() {
        RunningService service = RunningService.ofItsOwn();
        Switchboard switchboard = service.bean(Switchboard.class);
        try (RawClient client = RawClient.connect(service.address(), null)) {
            client.text(HELLO);
            JsonNode welcome = client.next("welcome");
            String seat = service.bean(SwapDesk.class)
                    .begin(new SwapDesk.Wish("one", "platform-down", "steady", "", 5, true), _ -> {});
            switchboard.takeNoMore();
            noLineTo(seat, service);
            sentAway(service, HELLO);

            switchboard.letGo();
            assertThat(client.awaitClose()).isEqualTo(1012);
            Awaitility.await().until(() -> switchboard.lines() == 0);
            sentAway(service, backWith(welcome.path("resume").asString()));
            assertThat(service.bean(Leases.class).isLive(welcome.path("session").asString()))
                    .isFalse();
        } finally {
            service.stop();
        }
    }

    /** What is said on it would be kept by nobody: whoever sits there types on. */
    private static void noLineTo(String seat, RunningService service) {
        try (RawClient client = RawClient.connect(service.address(), null)) {
            client.text("{\"type\":\"hello\",\"seat\":\"%s\"}".formatted(seat));
            assertThat(client.next("error").path("message").asString()).contains("What you type is heard");
            assertThat(client.awaitClose()).isEqualTo(1013);
        }
    }

    private static String backWith(String token) {
        return "{\"type\":\"hello\",\"resume\":\"%s\",\"last\":0}".formatted(token);
    }

    private static void sentAway(RunningService service, String hello) {
        try (RawClient client = RawClient.connect(service.address(), null)) {
            client.text(hello);
            JsonNode error = client.next("error");
            assertThat(error.path("code").asString()).isEqualTo("busy");
            assertThat(error.path("fatal").asBoolean()).isFalse();
            assertThat(client.awaitClose()).isEqualTo(1012);
        }
    }
}
