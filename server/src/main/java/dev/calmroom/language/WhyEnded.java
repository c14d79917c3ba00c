package dev.calmroom.language;

import dev.langchain4j.model.output.FinishReason;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a model came to its end, in the words of the protocols that are spoken here. */
enum WhyEnded {
    SAID_ALL(FinishReason.STOP, "stop|end_turn|stop_sequence|eos"),
    CUT(FinishReason.LENGTH, "length|max_tokens|model_context_window_exceeded"),
    REFUSED(FinishReason.CONTENT_FILTER, "content_filter|refusal"),
    WANTS_A_TOOL(FinishReason.TOOL_EXECUTION, "tool_calls|function_call|tool_use"),
    PAUSED(FinishReason.OTHER, "pause_turn|load|unload");

    private static final Logger LOG = LoggerFactory.getLogger(WhyEnded.class);

    private final FinishReason reason;
    private final Pattern words;

    WhyEnded(FinishReason reason, String words) {
        this.reason = reason;
        this.words = Pattern.compile(words);
    }

    /**
     * @param word as the server has it; empty while the answer goes on
     * @return null while it goes on; a word that nobody knows here is an end like any other, and the service's log tells it
     */
    static @Nullable FinishReason of(String word) {
        if (word.isEmpty()) {
            return null;
        }
        Optional<WhyEnded> known = Arrays.stream(values())
                .filter(why -> why.words.matcher(word).matches())
                .findFirst();
        if (known.isEmpty()) {
            LOG.info("a model's server ends its answer for a reason that is not known here: {}", word);
        }
        return known.map(why -> why.reason).orElse(FinishReason.OTHER);
    }
}
