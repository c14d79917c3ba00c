package dev.calmroom.exam;

import dev.calmroom.exam.SpeedMarks.Timing;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.Scenario;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a model as a call would, and says how fast it answers. */
public final class SpeedCheck {
    private static final int MOST_TOKENS = 40;
    private static final int LOOK_MS = 200;

    private final LanguageModel model;
    private final Scenario scenario;
    /** What no question before began with: a server keeps what it has read, and the first answer is to be cold. */
    private final String mark = "Check %s.%n%n".formatted(UUID.randomUUID());

    public SpeedCheck(LanguageModel model, Scenario scenario) {
        this.model = model;
        this.scenario = scenario;
    }

    /** Follows a check while it goes on. */
    public interface Following {
        /** One more answer is there; the first of them cold. */
        void answered(SpeedMarks soFar);

        /** Asked again and again while an answer is waited for: why nobody waits any more, as a sentence. */
        default Optional<String> brokenOff() {
            return Optional.empty();
        }
    }

    /**
     * Blocks until all is measured.
     *
     * @param warm how many answers are measured after the first
     * @throws LangChain4jException with words for people where no answer comes
     * @throws CancellationException with the words of whoever breaks it off
     */
    public SpeedMarks take(int warm, Following following) throws InterruptedException {
        List<Timing> timings = new ArrayList<>();
        for (int turn = 0; turn <= warm; turn++) {
            timings.add(ask(turn, following));
            following.answered(SpeedMarks.of(timings));
        }
        return SpeedMarks.of(timings);
    }

    private Timing ask(int turn, Following following) throws InterruptedException {
        ChatRequest request = ChatRequest.builder()
                .messages(
                        SystemMessage.from(mark + scenario.personaPrompt()),
                        UserMessage.from("Question %d: where do we stand?".formatted(turn + 1)))
                .maxOutputTokens(MOST_TOKENS)
                .build();
        breakOff(following);
        Listening listening = new Listening();
        StreamingHandle asked = model.ask(request, listening);
        try {
            while (!listening.isOver()) {
                breakOff(following);
            }
            return listening.timing.join();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } finally {
            asked.cancel();
        }
    }

    private static void breakOff(Following following) {
        following.brokenOff().ifPresent(why -> {
            throw new CancellationException(why);
        });
    }

    private static final class Listening implements StreamingChatResponseHandler {
        private final CompletableFuture<Timing> timing = new CompletableFuture<>();
        private final long asked = System.nanoTime();
        private @Nullable Double first;
        private int pieces;

        /** Waits for a moment. */
        boolean isOver() throws InterruptedException, ExecutionException {
            try {
                timing.get(LOOK_MS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            }
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            first = first == null ? since() : first;
            pieces++;
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            int tokens = response.tokenUsage() == null || response.tokenUsage().outputTokenCount() == null
                    ? pieces
                    : response.tokenUsage().outputTokenCount();
            double whole = since();
            timing.complete(new Timing(first == null ? whole : first, whole, tokens));
        }

        @Override
        public void onError(Throwable error) {
            timing.completeExceptionally(error);
        }

        private double since() {
            return (System.nanoTime() - asked) / 1e6;
        }
    }
}
