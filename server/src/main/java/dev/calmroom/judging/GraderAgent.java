package dev.calmroom.judging;

import dev.langchain4j.model.output.structured.Description;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A language model that observes a call. Nothing that it answers is believed before code has checked it. */
interface GraderAgent {

    /**
     * @param transcript between two lines with the mark, a turn a line, each with its number and side
     * @param questions a criterion a line: id and what is observed
     */
    @UserMessage("""
            The call, between two lines that say {{mark}}:
            {{mark}}
            {{transcript}}
            {{mark}}

            Did the leader do this? Answer every one of these, by its id, with yes, no or unsure:
            {{questions}}
            """)
    Sheet answer(@V("mark") String mark, @V("transcript") String transcript, @V("questions") String questions);

    /** One entry for each question. Every field may be missing: a model wrote it. */
    record Sheet(@Nullable List<@Nullable Entry> answers) {}

    record Entry(
            @Description("the id of the question") @Nullable String id,
            @Description("yes, no or unsure") @Nullable String verdict,

            @Description("for a yes, and for nothing else: where the leader's words do it") @Nullable
            List<@Nullable Proof> evidence,

            @Description("one sentence, in plain words") @Nullable
            String reason) {}

    record Proof(
            @Description("the number of the leader's turn") @Nullable
            Integer turn,

            @Description("the leader's words exactly as they stand in that turn") @Nullable
            String quote) {}
}
