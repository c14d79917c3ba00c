package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.storage.AudioArchive;
import dev.calmroom.transcript.Speaker;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sound is kept only where the leader has asked for it before the call. */
@Tag("slow")
@Tag("audio")
class KeptSoundTest {
    private final RunningService service = RunningService.shared();
    private final AudioArchive archive = service.bean(AudioArchive.class);

    @Test
    void aCallForWhichNothingWasChosenLeavesNoSound() {
        String plain = callWith("");
        String kept = callWith(",\"keepSound\":true");

        Awaitility.await().untilAsserted(() -> assertThat(sides(kept)).isEqualTo(2));
        assertThat(sides(plain)).isZero();
    }

    /** Both sides can be heard in it. @return the session */
    private String callWith(String choices) {
        try (RawClient client = RawClient.connect(service.address(), null)) {
            client.text("{\"type\":\"hello\",\"scenario\":\"platform-down\"" + choices + "}");
            String session = client.next("welcome").path("session").asString();
            client.text("{\"type\":\"answer\"}");
            client.next("caption");
            for (int sequence = 0; sequence < 20; sequence++) {
                client.binary(ByteBuffer.allocate(644).putInt(sequence).array());
            }
            client.text("{\"type\":\"ping\",\"id\":1}");
            client.next("pong");
            client.text("{\"type\":\"hangup\"}");
            client.event("session-ended");
            client.awaitClose();
            return session;
        }
    }

    private long sides(String session) {
        return Arrays.stream(Speaker.values())
                .filter(side -> archive.find(session, side).isPresent())
                .count();
    }
}
