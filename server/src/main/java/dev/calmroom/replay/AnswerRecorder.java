package dev.calmroom.replay;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.Leaving;
import dev.calmroom.replay.CarriedCall.Answer;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Passes on what a model is asked and keeps what it answers, whole: also the rest of an answer of which enough had been
 * said. The next question waits for that rest, so it is for calls on a clock that stands still meanwhile.
 */
public final class AnswerRecorder implements StreamingChatModel {
    private final LanguageModel model;
    private final List<CompletableFuture<Answer>> asked = new ArrayList<>();

    public AnswerRecorder(LanguageModel model) {
        this.model = model;
    }

    /** The model, recorded. */
    public LanguageModel recorded() {
        return new LanguageModel(model.name(), this, model.settings());
    }

    /** What was answered since this was asked last, in order; blocks until the last answer is whole. */
    public List<Answer> taken() {
        List<CompletableFuture<Answer>> all;
        synchronized (asked) {
            all = List.copyOf(asked);
            asked.clear();
        }
        return all.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.chat().supportedCapabilities();
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        List<CompletableFuture<Answer>> before;
        synchronized (asked) {
            before = List.copyOf(asked);
            asked.add(answer);
        }
        before.forEach(CompletableFuture::join);
        model.ask(request, new Keeping(handler, answer));
    }

    private static final class Keeping implements StreamingChatResponseHandler {
        private final StreamingChatResponseHandler listener;
        private final CompletableFuture<Answer> answer;
        private final StringBuilder text = new StringBuilder();
        private final Leaving handle = new Leaving();

        Keeping(StreamingChatResponseHandler listener, CompletableFuture<Answer> answer) {
            this.listener = listener;
            this.answer = answer;
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            text.append(partial.text());
            listener.onPartialResponse(partial, new PartialResponseContext(handle));
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            answer.complete(new Answer(text.toString(), response.finishReason() == FinishReason.LENGTH, null));
            listener.onCompleteResponse(response);
        }

        @Override
        public void onError(Throwable error) {
            answer.complete(new Answer(text.toString(), false, String.valueOf(error.getMessage())));
            listener.onError(error);
        }
    }
}
