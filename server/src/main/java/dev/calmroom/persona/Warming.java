package dev.calmroom.persona;

import dev.calmroom.language.LanguageModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.time.InstantSource;

/** Lets a model's server read the beginning of a prompt ahead. What it answers is no matter. */
final class Warming implements Wording {
    private final Asking asking = new Asking();
    private final LanguageModel model;
    private final ChatRequest request;
    private final Runnable read;
    private final InstantSource clock;
    private final long began;
    private volatile boolean over;

    /** @param read told when the server has read all of it, and not where it fails */
    Warming(LanguageModel model, ChatRequest request, InstantSource clock, Runnable read) {
        this.model = model;
        this.request = request;
        this.clock = clock;
        this.read = read;
        this.began = clock.millis();
    }

    void start() {
        asking.begin(model, request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {
                // The reading is what was wanted.
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                if (!over) {
                    over = true;
                    read.run();
                }
            }

            @Override
            public void onError(Throwable error) {
                // The next turn will find out.
                over = true;
            }
        });
    }

    boolean isUnderWay() {
        return !over;
    }

    /** Whether the server has been reading for longer than that, and reads still. */
    boolean takesLongerThan(Duration time) {
        return clock.millis() - began > time.toMillis();
    }

    @Override
    public void cancel() {
        over = true;
        asking.cancel();
    }
}
