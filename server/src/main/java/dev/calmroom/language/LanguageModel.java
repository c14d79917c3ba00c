package dev.calmroom.language;

import dev.langchain4j.model.chat.StreamingChatModel;

/**
 * A model that can be asked.
 *
 * @param name what the page calls it
 */
public record LanguageModel(String name, StreamingChatModel chat, ModelSettings settings) {}
