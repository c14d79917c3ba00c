package dev.calmroom.authoring;

import dev.calmroom.authoring.Proposals.Proposal;
import dev.calmroom.judging.StreamedChat;
import dev.calmroom.language.LanguageModel;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;
import java.util.Set;

/** Asks a language model for what a sheet does not have yet. */
public final class Drafting {
    private static final int MOST_TOKENS = 1_500;

    private final LanguageModel model;
    private final String order;

    /** @param order what the model is told to do: {@code prompts/shared/draft.md} */
    public Drafting(LanguageModel model, String order) {
        this.model = model;
        this.order = order;
    }

    /**
     * Blocks until the model has answered.
     *
     * @param text about the situation
     * @param taken ids of the facts that are on the sheet already
     * @return what of the answer can be used; may be nothing
     * @throws RuntimeException of the model's, with words for people, when it cannot be asked
     */
    public List<Proposal> propose(String text, Set<String> taken) {
        ChatRequest request = ChatRequest.builder()
                .messages(
                        SystemMessage.from(order),
                        UserMessage.from(
                                "The text:\n%s\n\nOn the sheet already: %s".formatted(text, String.join(", ", taken))))
                .maxOutputTokens(MOST_TOKENS)
                .build();
        String said = new StreamedChat(model).chat(request).aiMessage().text();
        return Proposals.in(said == null ? "" : said, taken);
    }
}
