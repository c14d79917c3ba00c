package dev.calmroom.tuning;

import dev.calmroom.judging.StreamedChat;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.Leaving;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A language model whose answers are kept by what it was asked: the same request costs once. An answer that its reader
 * leaves early is read to its end all the same, so that it can be kept.
 */
final class RememberedAnswers implements StreamingChatModel {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CHARACTERS_A_TOKEN = 4;
    private final LanguageModel model;
    private final KeptValues kept;
    private final String repeat;
    private final Spending spending;
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong spared = new AtomicLong();

    /** @param repeat which of several plays this is: each has answers of its own */
    RememberedAnswers(LanguageModel model, KeptValues kept, int repeat, Spending spending) {
        this.model = model;
        this.kept = kept;
        this.repeat = String.valueOf(repeat);
        this.spending = spending;
    }

    /** How many whole answers with a word in them it has given, now or in an earlier run. */
    int answers() {
        return answers.get();
    }

    /** How long answers that were known have taken when the model gave them, all together. */
    Duration spared() {
        return Duration.ofMillis(spared.get());
    }

    /** How often the model was really asked. */
    int asked() {
        return asked.get();
    }

    private void count(String text) {
        if (!text.isBlank()) {
            answers.incrementAndGet();
        }
    }

    /** The same, asked for whole answers. */
    StreamedChat asChat() {
        return new StreamedChat(asModel(), patience());
    }

    /** Nobody waits on the line: as long as the settings let an answer take that is waited for. */
    private Duration patience() {
        return model.settings().waits().whole();
    }

    /** The model with its memory, as others ask it. */
    LanguageModel asModel() {
        return new LanguageModel(model.name(), this, model.settings());
    }

    /** @param millis from the request to the last word */
    record Answer(String text, boolean cutOff, int tokens, long millis) {}

    private static final Answer NOTHING = new Answer("", false, 0, 0);

    private String key(ChatRequest request) {
        return Digest.of(
                "answer",
                String.valueOf(model.settings()),
                String.valueOf(model.settings().temperature()),
                String.valueOf(model.settings().maxTokens()),
                model.name(),
                repeat,
                request.messages().toString(),
                String.valueOf(request.parameters()));
    }

    /**
     * Who answers what is known and otherwise nothing, and asks nobody.
     *
     * @param unknown is run for each request that would have to be asked
     */
    StreamedChat withoutAsking(Runnable unknown) {
        StreamingChatModel known = new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                Optional<String> answer = kept.find(key(request));
                if (answer.isEmpty()) {
                    unknown.run();
                }
                tell(answer.map(json -> JSON.readValue(json, Answer.class)).orElse(NOTHING), handler);
            }
        };
        return new StreamedChat(new LanguageModel(model.name(), known, model.settings()), patience());
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        String key = key(request);
        Optional<String> known = kept.find(key);
        if (known.isPresent()) {
            Answer answer = JSON.readValue(known.get(), Answer.class);
            count(answer.text());
            spared.addAndGet(answer.millis());
            tell(answer, handler);
            return;
        }
        spending.mayAsk();
        asked.incrementAndGet();
        model.ask(request, new Keeping(key, request, handler));
    }

    private static void tell(Answer answer, StreamingChatResponseHandler handler) {
        Leaving handle = new Leaving();
        if (!answer.text().isEmpty()) {
            handler.onPartialResponse(new PartialResponse(answer.text()), new PartialResponseContext(handle));
        }
        if (!handle.isCancelled()) {
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from(answer.text()))
                    .finishReason(answer.cutOff() ? FinishReason.LENGTH : FinishReason.STOP)
                    .build());
        }
    }

    /** Passes everything on and writes the whole down. */
    private final class Keeping implements StreamingChatResponseHandler {
        private final String key;
        private final ChatRequest request;
        private final StreamingChatResponseHandler handler;
        private final Leaving handle = new Leaving();
        private final StringBuilder text = new StringBuilder();
        private final long asked = System.nanoTime();

        Keeping(String key, ChatRequest request, StreamingChatResponseHandler handler) {
            this.key = key;
            this.request = request;
            this.handler = handler;
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            text.append(partial.text());
            if (!handle.isCancelled()) {
                handler.onPartialResponse(partial, new PartialResponseContext(handle));
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            count(text.toString());
            int tokens = tokens(response.tokenUsage());
            spending.spend(tokens);
            kept.keep(
                    key,
                    JSON.writeValueAsString(new Answer(
                            text.toString(),
                            response.finishReason() == FinishReason.LENGTH,
                            tokens,
                            Duration.ofNanos(System.nanoTime() - asked).toMillis())));
            if (!handle.isCancelled()) {
                handler.onCompleteResponse(response);
            }
        }

        @Override
        public void onError(Throwable error) {
            if (!handle.isCancelled()) {
                handler.onError(error);
            }
        }

        private int tokens(@Nullable TokenUsage usage) {
            return usage != null && usage.totalTokenCount() != null
                    ? usage.totalTokenCount()
                    : (request.messages().toString().length() + text.length()) / CHARACTERS_A_TOKEN;
        }
    }
}
