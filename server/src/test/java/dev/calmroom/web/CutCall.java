package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.Wav;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A call whose server dies in a phase that is chosen, and which its client goes on with at a server that is there. */
record CutCall(Phase phase, String session, String token) {
    private static final int FRAME = 320;
    private static final Duration OF_A_FRAME = Duration.ofMillis(20);

    /** Where a call stands when its server dies. */
    enum Phase {
        RINGING,
        PERSONA_SPEAKS,
        BETWEEN,
        LEADER_SPEAKS,
        LEADERS_TURN_IS_TAKEN,
        GRADING
    }

    /** How long it took until the client was welcomed, and until the call went on: until somebody spoke, or it was graded. */
    record Back(Phase phase, Duration welcomed, Duration on) {
        @Override
        public String toString() {
            return "%s: welcomed after %d ms, went on after %d ms".formatted(phase, welcomed.toMillis(), on.toMillis());
        }
    }

    /** Calls, and lets the server die (kill -9) when the call is there. */
    static CutCall in(Phase phase, ServerProcess server) throws Exception {
        try (RawClient client = RawClient.connect(server.address(), null)) {
            client.text(
                    "{\"type\":\"hello\",\"scenario\":\"platform-down\",\"seed\":7,\"sampleRate\":16000,\"voice\":\"client\"}");
            JsonNode welcome = client.next("welcome");
            reach(phase, client);
            server.kill();
            client.drop();
            return new CutCall(
                    phase,
                    welcome.path("session").asString(),
                    welcome.path("resume").asString());
        }
    }

    private static void reach(Phase phase, RawClient client) {
        if (phase == Phase.RINGING) {
            return;
        }
        client.text("{\"type\":\"answer\"}");
        JsonNode speaking = client.next("speaking");
        if (phase == Phase.PERSONA_SPEAKS) {
            return;
        }
        client.text("{\"type\":\"spoken\",\"turn\":%d,\"chars\":2000,\"done\":true}"
                .formatted(speaking.path("turn").asInt()));
        client.event("persona-spoke");
        if (phase == Phase.LEADER_SPEAKS) {
            speak(client);
        }
        if (phase == Phase.LEADERS_TURN_IS_TAKEN || phase == Phase.GRADING) {
            say(client, "How are you holding up, Kenji?");
            client.event("leader-spoke");
        }
        if (phase == Phase.GRADING) {
            client.text("{\"type\":\"hangup\"}");
            client.event("session-ended");
        }
    }

    /** At the pace of a microphone, until the first words have been heard. */
    private static void speak(RawClient client) {
        AudioClip clip = Resampler.resample(
                LeaderVoice.say("Kenji, how are you holding up tonight, and who else is there with you right now?"),
                AudioClip.SPEECH_RATE);
        boolean heard = false;
        for (int at = 0; at + FRAME <= clip.length() && !heard; at += FRAME) {
            byte[] pcm = Wav.littleEndian(Arrays.copyOfRange(clip.samples(), at, at + FRAME));
            client.binary(ByteBuffer.allocate(4 + pcm.length)
                    .putInt(at / FRAME)
                    .put(pcm)
                    .array());
            heard = client.comes("hearing", OF_A_FRAME);
        }
        assertThat(heard || client.comes("hearing", Duration.ofSeconds(20)))
                .as("words are heard")
                .isTrue();
    }

    private static void say(RawClient client, String words) {
        client.text("{\"type\":\"say\",\"text\":\"%s\"}".formatted(words));
    }

    /** What was said before comes once more. */
    private static void awaitHeard(RawClient client, String words) {
        while (!client.event("leader-spoke").path("text").asString().contains(words)) {
            assertThat(client.isClosed()).as("heard: " + words).isFalse();
        }
    }

    /** With the same token, to the end and the grade; and all of it stands in the log, once. */
    Back goOn(ServerProcess server) throws Exception {
        Back back = phase == Phase.GRADING ? graded(server) : cameBack(server);
        assertWhole(server);
        assertThat(status(server)).isEqualTo("graded");
        return back;
    }

    private Back cameBack(ServerProcess server) throws Exception {
        long from = System.nanoTime();
        try (RawClient client = RawClient.connect(server.address(), null)) {
            client.text("{\"type\":\"hello\",\"resume\":\"%s\",\"last\":0}".formatted(token));
            JsonNode welcome = client.next("welcome");
            Duration welcomed = since(from);
            assertThat(welcome.path("session").asString()).isEqualTo(session);
            assertThat(welcome.path("resumed").asBoolean()).isTrue();
            assertThat(status(server)).isEqualTo("live");
            if (phase == Phase.RINGING) {
                client.text("{\"type\":\"answer\"}");
            }
            // Between two turns nobody owes an answer.
            if (phase != Phase.BETWEEN && phase != Phase.LEADER_SPEAKS) {
                client.next("speaking");
            }
            Duration on = since(from);
            say(client, "Kenji, what do we know so far?");
            awaitHeard(client, "what do we know");
            client.text("{\"type\":\"hangup\"}");
            client.event("session-graded");
            client.awaitClose();
            return new Back(phase, welcomed, on);
        }
    }

    /** The page asks for the report until it is there. */
    private Back graded(ServerProcess server) throws Exception {
        long from = System.nanoTime();
        boolean already = status(server).equals("graded");
        Duration found = since(from);
        while (!status(server).equals("graded")) {
            assertThat(since(from)).as("graded").isLessThan(Duration.ofMinutes(2));
            server.process().waitFor(Duration.ofMillis(100));
        }
        System.out.println("when its server died it was " + (already ? "graded" : "not graded yet"));
        return new Back(phase, found, since(from));
    }

    private static Duration since(long from) {
        return Duration.ofNanos(System.nanoTime() - from);
    }

    /** Numbers without a gap, turns without a double, one beginning and one end. */
    private void assertWhole(ServerProcess server) throws Exception {
        List<JsonNode> events = StreamSupport.stream(
                        server.json("/api/sessions/" + session).spliterator(), false)
                .toList();
        assertThat(events.stream().map(e -> e.path("sequence").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        List<String> turns = events.stream()
                .filter(e -> e.path("type").asString().endsWith("-spoke"))
                .map(e -> e.path("turn").asString())
                .toList();
        assertThat(turns).isNotEmpty().doesNotHaveDuplicates();
        for (String once : List.of("session-started", "session-ended", "session-graded")) {
            assertThat(events)
                    .filteredOn(e -> e.path("type").asString().equals(once))
                    .as(once)
                    .hasSize(1);
        }
    }

    private String status(ServerProcess server) throws Exception {
        return StreamSupport.stream(server.json("/api/sessions").spliterator(), false)
                .filter(it -> it.path("session").asString().equals(session))
                .findFirst()
                .orElseThrow()
                .path("status")
                .asString();
    }
}
