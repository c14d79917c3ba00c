package dev.calmroom.replay;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.Leaving;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.replay.CarriedCall.Answer;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Answers as a model once did. An answer belongs to what it answered, not to the bytes of a request: prompts change, and a
 * sentence that was refused then may be spoken now.
 */
public final class AnswerPlayer implements StreamingChatModel {
    private final String name;
    private final Deque<Answer> left = new ArrayDeque<>();

    /** @param name of the model whose answers they are */
    public AnswerPlayer(String name) {
        this.name = name;
    }

    /** The model that it stands for. */
    public LanguageModel played() {
        return new LanguageModel(
                name, this, ModelSettings.from(variable -> null).unhurried());
    }

    /** From now on these are given, in order. */
    public synchronized void load(List<Answer> answers) {
        left.clear();
        left.addAll(answers);
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        Answer answer;
        synchronized (this) {
            answer = left.poll();
        }
        if (answer == null) {
            handler.onError(new InvalidRequestException("the recording holds no further answer to this"));
            return;
        }
        Leaving reading = new Leaving();
        // By the word: where a sentence ends shows only with what comes behind it.
        for (String word : answer.text().split("(?<=\\s)(?=\\S)", -1)) {
            if (reading.isCancelled()) {
                return;
            }
            if (!word.isEmpty()) {
                handler.onPartialResponse(new PartialResponse(word), new PartialResponseContext(reading));
            }
        }
        if (reading.isCancelled()) {
            return;
        }
        if (answer.failed() != null) {
            handler.onError(new InternalServerException(answer.failed()));
        } else {
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from(answer.text()))
                    .finishReason(answer.cut() ? FinishReason.LENGTH : FinishReason.STOP)
                    .build());
        }
    }
}
