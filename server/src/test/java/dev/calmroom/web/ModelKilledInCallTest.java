package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The process of the language model is killed (kill -9) in the midst of calls, at moments chosen by chance: every turn of the
 * leader's is answered all the same, and every call goes on to its end. With {@code CALMROOM_TEST_GGUF=FILE}, and
 * {@code -Dcalmroom.host.deaths=30} for more deaths than two.
 */
@Tag("slow")
@Tag("model")
class ModelKilledInCallTest {
    private static final int DEATHS = Integer.getInteger("calmroom.host.deaths", 2);
    private static final int WITHIN_MILLIS = 2_000;
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final List<String> SAYS = List.of(
            "How are you holding up?",
            "What do we know so far?",
            "Who else is on it with you?",
            "How long would the rollback take?",
            "And what happens if the fix fails?",
            "What does your gut say?",
            "What do you need from me right now?",
            "I will keep Sales away from you.");

    @TempDir
    private Path folder;

    private final Random random = new Random(19);
    private final Map<String, Integer> speakers = new TreeMap<>();
    private int deaths;

    @Test
    void noCallEndsAndNoTurnIsLeftUnanswered() throws Exception {
        String named = System.getenv("CALMROOM_TEST_GGUF");
        assumeTrue(
                named != null && Files.isRegularFile(Path.of(named)),
                "No model here: name a GGUF file in CALMROOM_TEST_GGUF");
        ServerProcess server = ServerProcess.start(
                Map.of("CALMROOM_LLM_PROVIDER", "gguf", "CALMROOM_LLM_MODEL", named), folder, ProxyProcess.freePort());
        List<String> sessions = new ArrayList<>();
        try {
            server.awaitReady();
            while (deaths < DEATHS) {
                sessions.add(call(server));
            }
        } finally {
            server.kill();
        }
        System.out.printf("%d deaths in %d calls; answered by %s%n", deaths, sessions.size(), speakers);
    }

    /** @return the session, which has been graded */
    private String call(ServerProcess server) throws Exception {
        BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
        try (RawClient client = RawClient.connect(server.address(), null, (message, at) -> {
            if (message.path("state").asString().equals("started")) {
                begun.add(message.path("turn").asInt());
            }
            JsonNode event = message.path("event");
            if (event.path("type").asString().equals("persona-spoke")) {
                answers.add(event);
            }
        })) {
            client.text(
                    "{\"type\":\"hello\",\"scenario\":\"platform-down\",\"seed\":7,\"sampleRate\":16000,\"voice\":\"client\"}");
            String session = client.next("welcome").path("session").asString();
            client.text("{\"type\":\"answer\"}");
            heardOut(client, begun, answers, "the first words");
            for (String words : SAYS) {
                client.text("{\"type\":\"say\",\"text\":\"%s\"}".formatted(words));
                boolean killed = deaths < DEATHS && kill(server);
                JsonNode answer = heardOut(client, begun, answers, words);
                speakers.merge(
                        answer.path("speaker").asString() + (killed ? ", the model killed" : ""), 1, Integer::sum);
                assertThat(client.isClosed()).as("the call goes on").isFalse();
            }
            client.text("{\"type\":\"hangup\"}");
            client.event("session-graded");
            return session;
        }
    }

    /** Plays what is said as fast as it comes. */
    private static JsonNode heardOut(
            RawClient client, BlockingQueue<Integer> begun, BlockingQueue<JsonNode> answers, String asked)
            throws InterruptedException {
        Integer turn = begun.poll(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(turn).as("something is said to «%s»", asked).isNotNull();
        client.text("{\"type\":\"spoken\",\"turn\":%d,\"chars\":2000,\"done\":true}".formatted(turn));
        JsonNode answer = answers.poll(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        return Objects.requireNonNull(answer, "no answer to «%s»".formatted(asked));
    }

    /** At a moment by chance, where it lives then. */
    private boolean kill(ServerProcess server) throws Exception {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(WITHIN_MILLIS)));
        Optional<ProcessHandle> model = server.process().children().findFirst();
        if (model.isEmpty() || !model.get().destroyForcibly()) {
            return false;
        }
        model.get().onExit().get(10, TimeUnit.SECONDS);
        deaths++;
        return true;
    }
}
