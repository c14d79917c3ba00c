package dev.calmroom.language;

import dev.calmroom.language.Habits.Habit;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One question to a server and its streamed answer, on a thread of its own. Leaving closes the connection, whatever the
 * server is about at that moment.
 */
final class Exchange implements StreamingHandle {
    /** What can be learned from refusals, one at a time, and a few waits. */
    private static final int ATTEMPTS = 8;

    private static final int REFUSAL_BYTES = 16_384;
    /** Of the time for a whole answer, the part that may go by until a server takes requests again. */
    private static final int WAITING_PART = 8;
    /** A server that takes no more requests and does not say for how long. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private final HttpClient http;
    private final Endpoint endpoint;
    private final ModelSettings settings;
    private final Habits habits;
    private final ModelCondition condition;
    private final ChatRequest request;
    private final StreamingChatResponseHandler handler;
    private final Duration whole;
    private final Runnable leftUnanswered;

    private final ReentrantLock lock = new ReentrantLock();
    /** What was left out of the request because it was refused without a reason that is known. */
    private Set<Habit> guessed = Set.of();

    private @Nullable Thread thread;
    private @Nullable CompletableFuture<HttpResponse<InputStream>> pending;
    private @Nullable InputStream stream;
    private boolean over;
    private volatile boolean cancelled;
    private volatile boolean answered;

    /**
     * @param whole how long the answer may take; after that the handler hears of a timeout
     * @param leftUnanswered told when nobody waited for the first word
     */
    Exchange(
            HttpClient http,
            Endpoint endpoint,
            ModelSettings settings,
            Habits habits,
            ModelCondition condition,
            ChatRequest request,
            StreamingChatResponseHandler handler,
            Duration whole,
            Runnable leftUnanswered) {
        this.http = http;
        this.endpoint = endpoint;
        this.settings = settings;
        this.habits = habits;
        this.condition = condition;
        this.request = request;
        this.handler = handler;
        this.whole = whole;
        this.leftUnanswered = leftUnanswered;
    }

    void start() {
        condition.asked();
        thread = Thread.ofVirtual().name("model-exchange").start(this::run);
        CompletableFuture.delayedExecutor(whole.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(this::expire);
    }

    @Override
    public void cancel() {
        if (end()) {
            cancelled = true;
            close();
            if (!answered) {
                leftUnanswered.run();
            }
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    private void expire() {
        if (end()) {
            close();
            String words = "The language model's server at %s had not answered after %d s"
                    .formatted(endpoint.written(), whole.toSeconds());
            condition.ill(words, InShort.LATE);
            handler.onError(new TimeoutException(words));
        }
    }

    /** @return whether this is the end; false when there was one before */
    private boolean end() {
        lock.lock();
        try {
            if (over) {
                return false;
            }
            over = true;
            condition.left();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        lock.lock();
        try {
            if (pending != null) {
                pending.cancel(true);
            }
            if (stream != null) {
                stream.close();
            }
            if (thread != null && thread != Thread.currentThread()) {
                thread.interrupt();
            }
        } catch (IOException e) {
            // It is closed, which was the purpose.
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            converse();
        } catch (LangChain4jException e) {
            fail(e);
        } catch (IOException e) {
            if (isOver()) {
                // Whoever left has closed the connection; that says nothing of the server.
                return;
            }
            if (ModelErrors.isUnreachable(e)) {
                endpoint.forget();
            }
            fail(ModelErrors.broken(e, endpoint.written()));
        } catch (CancellationException | InterruptedException e) {
            // Left. Whoever left knows.
            end();
        } catch (RuntimeException e) {
            fail(new LangChain4jException("The language model's answer could not be taken: " + e, e));
        }
    }

    private void fail(LangChain4jException error) {
        if (end()) {
            close();
            condition.ill(words(error), InShort.of(error));
            handler.onError(error);
        }
    }

    private static String words(LangChain4jException error) {
        return Objects.requireNonNullElse(error.getMessage(), "the model could not be used");
    }

    private void converse() throws IOException, InterruptedException {
        condition.refusal().ifPresent(words -> {
            throw new RateLimitException(words);
        });
        for (int attempt = 1; ; attempt++) {
            Endpoint.Found found = endpoint.find();
            HttpResponse<InputStream> response = send(found);
            if (response.statusCode() == 200) {
                if (hear(found, response) || attempt == ATTEMPTS) {
                    return;
                }
                continue;
            }
            String refusal = new String(response.body().readNBytes(REFUSAL_BYTES), StandardCharsets.UTF_8);
            response.body().close();
            Optional<Duration> after =
                    response.headers().firstValue("Retry-After").flatMap(v -> ModelErrors.retryAfter(v, Instant.now()));
            if (attempt == ATTEMPTS || !curable(response.statusCode(), refusal, after)) {
                if (response.statusCode() == 404) {
                    endpoint.forget();
                }
                LangChain4jException error =
                        ModelErrors.refusal(response.statusCode(), refusal, found, after, settings);
                if (error instanceof RateLimitException) {
                    condition.refused(rest(after), words(error));
                }
                throw error;
            }
        }
    }

    /** Nobody is asked meanwhile, but a server's clock may be wrong, and the person waits for a grade. */
    private static Duration rest(Optional<Duration> said) {
        return said.filter(rest -> rest.compareTo(LONGEST_REST) < 0).orElse(said.isEmpty() ? REST : LONGEST_REST);
    }

    /** @return whether asking again, differently or a little later, can help */
    private boolean curable(int status, String refusal, Optional<Duration> after) throws InterruptedException {
        if (status == 400 || status == 422) {
            if (habits.learnFrom(refusal)) {
                return true;
            }
            if (guessed.isEmpty()) {
                guessed = habits.guess();
                return !guessed.isEmpty();
            }
            habits.takeBack(guessed);
            return false;
        }
        if ((status == 429 || status == 503)
                && after.isPresent()
                && after.get().compareTo(whole.dividedBy(WAITING_PART)) <= 0) {
            Thread.sleep(after.get());
            return true;
        }
        return false;
    }

    private HttpResponse<InputStream> send(Endpoint.Found found) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(found.dialect().chat())
                .timeout(whole)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream, application/x-ndjson, application/json")
                .POST(HttpRequest.BodyPublishers.ofString(found.dialect()
                        .body(found.model(), request, settings, habits)
                        .toString()));
        endpoint.authorise(builder, found.dialect());
        CompletableFuture<HttpResponse<InputStream>> sent;
        lock.lock();
        try {
            if (over) {
                throw new CancellationException();
            }
            sent = http.sendAsync(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
            pending = sent;
        } finally {
            lock.unlock();
        }
        try {
            HttpResponse<InputStream> response = sent.get();
            lock.lock();
            try {
                stream = response.body();
                if (over) {
                    stream.close();
                    throw new CancellationException();
                }
            } finally {
                lock.unlock();
            }
            return response;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    /** @return false when it was all thoughts, and room for more of them has been made */
    private boolean hear(Endpoint.Found found, HttpResponse<InputStream> response)
            throws IOException, InterruptedException {
        Thoughts thoughts = new Thoughts(habits.has(Habit.THINKS_UNMARKED));
        StringBuilder text = new StringBuilder();
        FinishReason finish = null;
        int tokens = 0;
        boolean thinks = false;
        try (Frames frames = Frames.of(response)) {
            for (Optional<Dialect.Piece> next = frames.next(found.dialect());
                    next.isPresent();
                    next = frames.next(found.dialect())) {
                Dialect.Piece piece = next.get();
                if (piece.trouble() != null) {
                    throw new InternalServerException("The language model's server at %s broke off: %s"
                            .formatted(endpoint.written(), settings.withoutSecrets(piece.trouble())));
                }
                thinks |= piece.thinks();
                tokens = Math.max(tokens, piece.tokens());
                finish = piece.finish() == null ? finish : finish == null ? piece.finish() : finish;
                if (!piece.text().isEmpty() && !say(thoughts.accept(piece.text()), text)) {
                    return true;
                }
            }
        }
        boolean cut = finish == FinishReason.LENGTH;
        if (!say(thoughts.finish(cut), text)) {
            return true;
        }
        boolean news = (thinks || thoughts.thought()) && habits.learn(Habit.THINKS);
        news |= thoughts.unmarked() && habits.learn(Habit.THINKS_UNMARKED);
        if (cut && text.isEmpty() && news && !Asked.onlyToRead(request)) {
            return false;
        }
        complete(text.toString(), finish, tokens);
        return true;
    }

    /** @return false when nobody listens any more */
    private boolean say(String words, StringBuilder text) {
        if (words.isEmpty()) {
            return !isOver();
        }
        if (!answered) {
            answered = true;
            condition.well();
        }
        if (isOver()) {
            return false;
        }
        text.append(words);
        handler.onPartialResponse(new PartialResponse(words), new PartialResponseContext(this));
        return !isOver();
    }

    private boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    private void complete(String text, @Nullable FinishReason finish, int tokens) {
        answered = true;
        // Thoughts that used all of the budget up are a beginning; nothing at all is none.
        if (text.isBlank() && finish != FinishReason.LENGTH) {
            condition.ill(
                    "The language model's server at %s answers without a word".formatted(endpoint.written()),
                    InShort.SILENT);
        } else {
            condition.well();
        }
        if (end()) {
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from(text))
                    .finishReason(finish == null ? FinishReason.STOP : finish)
                    .tokenUsage(tokens == 0 ? null : new TokenUsage(null, tokens))
                    .build());
        }
    }
}
