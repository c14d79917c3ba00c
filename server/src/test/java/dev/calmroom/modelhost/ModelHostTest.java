package dev.calmroom.modelhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The host's HTTP side, with a model in place of llama.cpp that does what a test wants. */
class ModelHostTest {
    private final Obedient model = new Obedient();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ModelHost host;

    /** Says three words; for a prompt that says «wait» it reads until nobody wants the answer or the test lets it. */
    private static final class Obedient implements Inference {
        final List<Prompt> prompts = new CopyOnWriteArrayList<>();
        final CountDownLatch reading = new CountDownLatch(1);
        final CountDownLatch leftAlone = new CountDownLatch(1);
        final CountDownLatch free = new CountDownLatch(1);

        @Override
        public Outcome answer(Prompt prompt, BooleanSupplier wanted, Predicate<String> words) {
            prompts.add(prompt);
            if (prompt.messages().getLast().text().equals("wait")) {
                reading.countDown();
                while (free.getCount() > 0) {
                    if (!wanted.getAsBoolean()) {
                        leftAlone.countDown();
                        return new Outcome(1, 0, 0, false, 1, 0);
                    }
                    Thread.onSpinWait();
                }
            }
            boolean on = words.test("Nobody ") && words.test("has ") && words.test("slept.");
            return new Outcome(10, 5, 3, on && prompt.tokens() == 3, 1, 1);
        }

        @Override
        public void close() {
            free.countDown();
        }
    }

    @BeforeEach
    void start() throws IOException {
        host = new ModelHost(model, "small", 0);
    }

    @AfterEach
    void stop() {
        model.free.countDown();
        host.close();
        http.shutdownNow();
    }

    private HttpRequest question(String words, String more) {
        return HttpRequest.newBuilder(URI.create(host.address() + "/v1/chat/completions"))
                .timeout(java.time.Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}".formatted(words, more)))
                .build();
    }

    private HttpResponse<String> ask(String words, String more) throws Exception {
        return http.send(question(words, more), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void wordsAreStreamedWithWhatTheyCost() throws Exception {
        String stream = ask("How is it?", ",\"stream\":true").body();

        assertThat(stream)
                .contains("\"content\":\"Nobody \"")
                .contains("\"finish_reason\":\"stop\"")
                .contains("\"cached_tokens\":5")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void anAnswerCanBeHadWholeAndSaysWhenItWasCut() throws Exception {
        assertThat(ask("How is it?", ",\"max_tokens\":3").body())
                .contains("\"content\":\"Nobody has slept.\"")
                .contains("\"finish_reason\":\"length\"");
    }

    @Test
    void theSchemaAndTheTemperatureReachTheModel() throws Exception {
        ask(
                "How is it?",
                ",\"temperature\":0,\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"type\":\"object\"}}}");

        assertThat(model.prompts.getFirst().schema()).isEqualTo("{\"type\":\"object\"}");
        assertThat(model.prompts.getFirst().temperature()).isZero();
    }

    @Test
    void whoLeavesBeforeTheFirstWordFreesTheModelForTheNext() throws Exception {
        CompletableFuture<HttpResponse<InputStream>> left =
                http.sendAsync(question("wait", ",\"stream\":true"), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(model.reading.await(10, TimeUnit.SECONDS)).isTrue();
        left.get(10, TimeUnit.SECONDS).body().close();

        assertThat(model.leftAlone.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ask("How is it?", "").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyAFewMayWait() throws Exception {
        var _ = http.sendAsync(question("wait", ",\"stream\":true"), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(model.reading.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 4; i++) {
            // The head of the answer comes once the request has its place.
            http.sendAsync(question("next", ",\"stream\":true"), HttpResponse.BodyHandlers.ofInputStream())
                    .get(10, TimeUnit.SECONDS);
        }
        HttpResponse<String> refused = ask("one too many", ",\"stream\":true");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void whatIsNoRequestIsRefusedWithAReason() throws Exception {
        assertThat(ask("x", ",\"max_tokens\":0").body()).contains("max_tokens is at least 1");
        assertThat(ask("x", ",").body()).contains("no JSON");
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(host.address() + "/nowhere"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBudgetIsWhatAnAnswerMayHaveAtMostAndIsNeverTooLarge() throws Exception {
        ask("How is it?", ",\"max_tokens\":20000");
        Inference.Prompt prompt = model.prompts.getLast();

        assertThat(prompt.tokens()).isEqualTo(20_000);
        assertThat(prompt.within(8192, 6000).tokens()).isEqualTo(2192);
        assertThat(prompt.within(32_768, 6000)).isSameAs(prompt);
        assertThatThrownBy(() -> prompt.within(8192, 8180)).hasMessageContaining("the prompt has 8180 tokens");
    }

    @Test
    void itSaysWhichModelItHas() throws Exception {
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(host.address() + "/v1/models"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("\"id\":\"small\"");
    }
}
