package dev.calmroom.tuning;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;

/** What a language model would be sent for a turn: taken from the place where it is sent, with nobody there to answer. */
final class SentPrompt {
    private final Path prompts;
    private final Scenario scenario;
    private final EmbeddingModel embeddings;
    private final Manner manner;

    SentPrompt(Path prompts, Scenario scenario, EmbeddingModel embeddings, Manner manner) {
        this.manner = manner;
        this.prompts = prompts;
        this.scenario = scenario;
        this.embeddings = embeddings;
    }

    String of(Brief brief, List<Turn> conversation) {
        CompletableFuture<List<ChatMessage>> sent = new CompletableFuture<>();
        LanguageModel nobody = new LanguageModel("nobody", new Listening(sent), ModelSettings.from(name -> null));
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory())) {
            PersonaAgent agent = new PersonaAgents(
                            prompts, Optional.of(nobody), name -> manner, embeddings, timer, InstantSource.system())
                    .unhurried()
                    .cast(scenario);
            Scenario speaking = brief.guest().isEmpty() ? scenario : scenario.spokenBy(brief.guest());
            if (speaking.plot().act(brief.task().act()).authored()) {
                return "(nothing is sent: this act is always said in authored lines)";
            }
            agent.word(brief, conversation, new Collecting(new StringBuilder()));
            List<ChatMessage> messages = sent.join();
            agent.leave();
            timer.shutdownNow();
            return messages.stream().map(SentPrompt::text).collect(Collectors.joining("\n\n"));
        }
    }

    private static String text(ChatMessage message) {
        return switch (message) {
            case SystemMessage system -> "SYSTEM\n" + system.text();
            case UserMessage user -> "USER\n" + user.singleText();
            case AiMessage persona -> "ASSISTANT\n" + persona.text();
            default -> message.toString();
        };
    }

    /** Takes the first request and has nothing to say. */
    private record Listening(CompletableFuture<List<ChatMessage>> sent) implements StreamingChatModel {
        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            sent.complete(request.messages());
            handler.onCompleteResponse(
                    ChatResponse.builder().aiMessage(AiMessage.from("")).build());
        }
    }
}
