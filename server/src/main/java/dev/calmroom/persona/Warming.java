package dev.calmroom.persona;

import dev.calmroom.language.LanguageModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/** Lets a model's server read the beginning of a prompt ahead. What it answers, and whether it does, is no matter. */
final class Warming implements Wording {
    private final Asking asking = new Asking();
    private final LanguageModel model;
    private final ChatRequest request;

    Warming(LanguageModel model, ChatRequest request) {
        this.model = model;
        this.request = request;
    }

    void start() {
        asking.begin(model, request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {
                // The reading is what was wanted.
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                // The server has it.
            }

            @Override
            public void onError(Throwable error) {
                // The first turn will find out.
            }
        });
    }

    @Override
    public void cancel() {
        asking.cancel();
    }
}
