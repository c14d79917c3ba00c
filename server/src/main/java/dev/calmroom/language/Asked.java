package dev.calmroom.language;

import dev.langchain4j.model.chat.request.ChatRequest;

/** What a request asks for, where it does not the settings of its model. */
final class Asked {
    static double temperature(ChatRequest request, ModelSettings settings) {
        return request.temperature() == null ? settings.temperature() : request.temperature();
    }

    static int tokens(ChatRequest request, ModelSettings settings) {
        return request.maxOutputTokens() == null ? settings.maxTokens() : request.maxOutputTokens();
    }

    /** Whether no answer is wanted, only that the server has read the prompt. */
    static boolean onlyToRead(ChatRequest request) {
        return Integer.valueOf(Habits.ONLY_READ).equals(request.maxOutputTokens());
    }

    private Asked() {}
}
