package dev.calmroom.modelhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The model's process dies under the hands of those who listen to it. */
class HostedModelTest {
    /** How often the process is killed. */
    private static final int DEATHS = Integer.getInteger("calmroom.host.deaths", 2);

    @Test
    void aProcessThatCannotStartIsTriedAgainUntilItIsGivenUpAndToldOfOnce() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(HostedModel.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (HostedModel hosted = HostedModel.start(Path.of("there-is-no-such-model.gguf"), 512)) {
            Awaitility.await("a third start").atMost(60, TimeUnit.SECONDS).until(() -> hosted.starts() >= 3);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .filteredOn(event -> event.getFormattedMessage().contains("there-is-no-such-model"))
                .hasSize(1);
    }

    @Test
    @Tag("slow")
    void killedInMidSentenceItCostsThatSentenceAndAnswersAgain() throws Exception {
        String named = System.getenv("CALMROOM_TEST_GGUF");
        assumeTrue(
                named != null && Files.isRegularFile(Path.of(named)),
                "No model here: name a GGUF file in CALMROOM_TEST_GGUF");
        LanguageModel model = LanguageModels.connect(ModelSettings.from(Map.of(
                        "CALMROOM_LLM_PROVIDER", "gguf",
                        "CALMROOM_LLM_MODEL", named,
                        "CALMROOM_LLM_TIMEOUT_SECONDS", "60")::get))
                .orElseThrow();
        for (int death = 0; death < DEATHS; death++) {
            model.awake();
            Broken broken = new Broken();
            model.ask(
                    ChatRequest.builder()
                            .messages(UserMessage.from("Tell me a long story."))
                            .maxOutputTokens(400)
                            .build(),
                    broken);
            assertThat(broken.begun.await(60, TimeUnit.SECONDS)).isTrue();
            kill();

            assertThat(broken.end.get(10, TimeUnit.SECONDS))
                    .as("death " + death)
                    .isInstanceOf(Throwable.class);
        }
        model.awake();
    }

    private static void kill() {
        ProcessHandle.current()
                .children()
                // Its arguments cannot be read: the class path is longer than what the system tells of them.
                .filter(child -> child.info()
                        .command()
                        .filter(command -> command.endsWith("java"))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static final class Broken implements StreamingChatResponseHandler {
        final CountDownLatch begun = new CountDownLatch(1);
        final CompletableFuture<Object> end = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String text) {
            begun.countDown();
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            end.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            end.complete(error);
        }
    }
}
