package dev.calmroom.tuning;

import dev.calmroom.checks.ExaminedCall;
import dev.calmroom.checks.StatementJudge;
import dev.calmroom.text.PlainWords;
import dev.calmroom.tuning.Spending.BudgetUsedUpException;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Asks a language model whether a statement is true of a call, several times; the majority counts. A yes without words of
 * the call to show for it is a no.
 */
public final class ModelStatementJudge implements StatementJudge {
    static final int VOTES = 3;
    /** A yes, and a sentence of the call. */
    private static final int LONGEST_ANSWER = 300;

    private final IntFunction<RememberedAnswers> votes;
    private final String template;

    /**
     * @param prompts holds {@code judged-statement.md}: {@code {statement}} and {@code {call}} are filled in
     * @param votes who is asked for each of the answers, counted from 1, and waited for
     */
    ModelStatementJudge(Path prompts, IntFunction<RememberedAnswers> votes) {
        this.votes = votes;
        try {
            this.template = Files.readString(prompts.resolve("judged-statement.md"));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(prompts.resolve("judged-statement.md")), e);
        }
    }

    /** How many of the answers would have to be asked for. */
    int unanswered(String statement, ExaminedCall call) {
        AtomicInteger unknown = new AtomicInteger();
        answer(statement, call, vote -> votes.apply(vote).withoutAsking(unknown::incrementAndGet));
        return unknown.get();
    }

    @Override
    public Answer ask(String statement, ExaminedCall call) {
        return answer(statement, call, vote -> votes.apply(vote).asChat());
    }

    private Answer answer(String statement, ExaminedCall call, IntFunction<ChatModel> asks) {
        String transcript = call.call().conversation().stream()
                .map(turn -> (turn.isLeader() ? "LEADER: " : "PERSONA: ") + turn.text())
                .collect(Collectors.joining("\n"));
        String asked = template.replace("{statement}", statement).replace("{call}", transcript);
        int yes = 0;
        String because = "";
        for (int vote = 1; vote <= VOTES; vote++) {
            Optional<String> quote = yes(answer(asks.apply(vote), asked), transcript);
            yes += quote.isPresent() ? 1 : 0;
            because = quote.orElse(because);
        }
        boolean holds = yes * 2 > VOTES;
        return new Answer(
                holds, holds ? because : "%d of %d answers say so with words of the call".formatted(yes, VOTES));
    }

    private static String answer(ChatModel model, String asked) {
        try {
            return model.chat(ChatRequest.builder()
                            .messages(UserMessage.from(asked))
                            .maxOutputTokens(LONGEST_ANSWER)
                            .build())
                    .aiMessage()
                    .text();
        } catch (LangChain4jException | BudgetUsedUpException e) {
            throw new IllegalStateException("the model that judges statements cannot be had: " + e.getMessage(), e);
        }
    }

    /** @return the quotation, where the answer is yes and the quotation stands in the call */
    static Optional<String> yes(String answer, String transcript) {
        List<String> lines = answer.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() < 2 || !lines.getFirst().toLowerCase(Locale.ROOT).startsWith("yes")) {
            return Optional.empty();
        }
        String quote = plain(lines.get(1));
        return !quote.isEmpty() && plain(transcript).contains(quote) ? Optional.of(lines.get(1)) : Optional.empty();
    }

    private static String plain(String text) {
        return PlainWords.bare(text.replaceFirst("(?i)^(leader|persona): ", ""));
    }
}
