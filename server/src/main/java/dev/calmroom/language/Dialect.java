package dev.calmroom.language;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One protocol that model servers speak, at one address. */
interface Dialect {
    /** The address that everything asked for begins with. */
    String base();

    /** The same protocol at another address. */
    Dialect at(String base);

    /**
     * The same protocol where the question after the models was answered in the end: a question for an answer is not led
     * on as it is, it would lose its words.
     */
    default Dialect ledOnTo(URI answered) {
        String path = models().toString().substring(base().length());
        String there = answered.toString();
        return there.endsWith(path) ? at(there.substring(0, there.length() - path.length())) : this;
    }

    /** Where answers are asked for. */
    URI chat();

    /** Where the server says which models it has. */
    URI models();

    /** @return the models that such an answer names; empty when it is no such answer */
    Optional<List<String>> named(JsonNode answer);

    void authorise(HttpRequest.Builder request, @Nullable String key);

    /** @return what is sent to have this answered as a stream */
    ObjectNode body(String model, ChatRequest request, ModelSettings settings, Habits habits);

    /** @return what a frame of the stream, or a whole answer, holds */
    Piece read(JsonNode frame);

    /** @return whether a schema for the answer reaches the model */
    default boolean takesSchema() {
        return true;
    }

    /**
     * What one frame says.
     *
     * @param text empty where it says nothing
     * @param thinks whether it holds thoughts, which are never read
     * @param finish null while the answer goes on
     * @param trouble what the server reports in the middle of its answer; null where nothing
     * @param tokens how many the answer has, where the frame says so, else 0
     */
    record Piece(
            String text,
            boolean thinks,
            @Nullable FinishReason finish,
            @Nullable String trouble,
            int tokens) {
        static final Piece NOTHING = new Piece("", false, null, null, 0);

        static Piece trouble(String words) {
            return new Piece("", false, null, words, 0);
        }
    }
}
