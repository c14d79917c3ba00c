package dev.calmroom.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What came of asking a model once. */
final class Answer implements StreamingChatResponseHandler {
    static final List<ChatMessage> QUESTION =
            List.of(SystemMessage.from("You are tired."), UserMessage.from("How is it going?"));

    final List<String> pieces = new CopyOnWriteArrayList<>();
    final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    volatile @Nullable ChatResponse response;
    volatile @Nullable Throwable error;
    volatile @Nullable StreamingHandle handle;

    static LanguageModel model(String url, String name, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CALMROOM_LLM_PROVIDER", "openai",
                "CALMROOM_LLM_BASE_URL", url,
                "CALMROOM_LLM_MODEL", name));
        environment.putAll(more);
        return LanguageModels.connect(ModelSettings.from(environment::get)).orElseThrow();
    }

    static Answer ask(LanguageModel model) throws InterruptedException {
        return ask(model, ChatRequest.builder().messages(QUESTION).build());
    }

    static Answer ask(LanguageModel model, ChatRequest request) throws InterruptedException {
        Answer answer = new Answer();
        answer.handle = model.ask(request, answer);
        answer.await();
        return answer;
    }

    void await() throws InterruptedException {
        assertThat(over.await(20, TimeUnit.SECONDS)).as("an end").isTrue();
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    String text() {
        if (error != null) {
            throw new AssertionError("no answer", error);
        }
        return String.join("", pieces);
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        pieces.add(partial.text());
        begun.countDown();
    }

    @Override
    public void onCompleteResponse(ChatResponse whole) {
        response = whole;
        over.countDown();
    }

    @Override
    public void onError(Throwable failure) {
        error = failure;
        over.countDown();
    }
}
