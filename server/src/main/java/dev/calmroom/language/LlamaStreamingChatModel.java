package dev.calmroom.language;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A GGUF file run by llama.cpp in this process, as a LangChain4j model. The native library and the file are loaded with
 * the first request, on the one thread that the model has; requests wait for each other.
 */
final class LlamaStreamingChatModel implements StreamingChatModel, AutoCloseable {
    private static final int CONTEXT = 4096;

    private final Path file;
    private final ModelSettings settings;
    // Native calls hold their thread: a platform thread, one a model.
    private final ExecutorService thread;
    private @Nullable LlamaModel model;

    LlamaStreamingChatModel(Path file, ModelSettings settings) {
        this.file = file;
        this.settings = settings;
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("llama-", 0).daemon().factory());
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        thread.execute(() -> answer(request, handler));
    }

    private void answer(ChatRequest request, StreamingChatResponseHandler handler) {
        StringBuilder text = new StringBuilder();
        int length = 0;
        Handle handle = new Handle();
        try {
            LlamaIterator tokens =
                    loaded().generate(parameters(loaded(), request.messages())).iterator();
            while (tokens.hasNext() && !handle.isCancelled()) {
                LlamaOutput token = tokens.next();
                text.append(token.text);
                length++;
                if (!token.text.isEmpty()) {
                    handler.onPartialResponse(new PartialResponse(token.text), new PartialResponseContext(handle));
                }
            }
            if (handle.isCancelled()) {
                tokens.cancel();
                return;
            }
        } catch (RuntimeException | LinkageError e) {
            handler.onError(e);
            return;
        }
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(AiMessage.from(text.toString()))
                .finishReason(length >= settings.maxTokens() ? FinishReason.LENGTH : FinishReason.STOP)
                .build());
    }

    private LlamaModel loaded() {
        if (model == null) {
            model = new LlamaModel(new ModelParameters()
                    .setModel(file.toString())
                    .setCtxSize(CONTEXT)
                    .setGpuLayers(0)
                    .disableLog());
        }
        return model;
    }

    private InferenceParameters parameters(LlamaModel loaded, List<ChatMessage> messages) {
        String system = "";
        List<Pair<String, String>> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            switch (message) {
                case SystemMessage s -> system = s.text();
                case UserMessage u -> turns.add(new Pair<>("user", u.singleText()));
                case AiMessage a -> turns.add(new Pair<>("assistant", a.text()));
                default -> throw new IllegalArgumentException("cannot be sent: " + message.type());
            }
        }
        // Without this step of its own the binding answers messages with nothing.
        String prompt = loaded.applyTemplate(
                new InferenceParameters("").setMessages(system, turns).setUseChatTemplate(true));
        return new InferenceParameters(prompt)
                .setTemperature((float) settings.temperature())
                .setNPredict(settings.maxTokens())
                .setCachePrompt(true);
    }

    /** Frees the model once the answer in progress is over. */
    @Override
    public void close() {
        thread.execute(() -> {
            if (model != null) {
                model.close();
                model = null;
            }
        });
        thread.shutdown();
    }

    private static final class Handle implements StreamingHandle {
        private volatile boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
