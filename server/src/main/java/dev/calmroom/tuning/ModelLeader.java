package dev.calmroom.tuning;

import dev.calmroom.log.EndReason;
import dev.calmroom.replay.Leader;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Plot;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A leader that a language model plays by a brief, turn by turn. What it says is cut to what can be said in one breath. */
public final class ModelLeader implements Leader {
    private static final int USUAL_TURNS = 12;
    private static final int LONGEST = 400;
    private static final String BYE = "goodbye";

    private final ChatModel model;
    private final String told;
    private final int most;
    private final String call;
    private int said;

    /**
     * @param prompts holds {@code leader.md}, in which {@code {brief}}, {@code {persona}}, {@code {role}} and
     *     {@code {summary}} are filled in
     * @param seed a call of its own each, also where the model answers the same request alike
     */
    public ModelLeader(LeaderScript script, Path prompts, Plot plot, ChatModel model, long seed) {
        this.model = model;
        this.told = template(prompts)
                .replace("{brief}", Objects.requireNonNull(script.brief()).strip())
                .replace("{persona}", plot.persona().name())
                .replace("{role}", plot.persona().role())
                .replace("{summary}", plot.summary());
        this.most = most(script);
        this.call = "[The phone rings. This is call %d; no two of yours are alike.]".formatted(seed);
    }

    /** After how many turns it hangs up at the latest. */
    static int most(LeaderScript script) {
        return script.turns() == 0 ? USUAL_TURNS : script.turns();
    }

    static String template(Path prompts) {
        Path file = prompts.resolve("leader.md");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidPromptsException(List.of(
                    new Problem(file, 0, "is missing or no UTF-8 text; a model that plays a leader is told by it")));
        }
    }

    @Override
    public Action next(Scene scene) {
        if (said++ >= most) {
            return new Action.HangsUp(EndReason.HUNG_UP);
        }
        String line = spoken(answer(scene.conversation()));
        return line.isEmpty() || isGoodbye(line)
                ? new Action.HangsUp(EndReason.HUNG_UP)
                : new Action.Says(line, Duration.ZERO);
    }

    private static boolean isGoodbye(String line) {
        return line.toLowerCase(Locale.ROOT).startsWith(BYE) && line.length() <= BYE.length() + 1;
    }

    private String answer(List<Turn> conversation) {
        List<ChatMessage> messages = new ArrayList<>(List.of(SystemMessage.from(told), UserMessage.from(call)));
        for (Turn turn : conversation) {
            // To this model the persona is the other side.
            messages.add(turn.isLeader() ? AiMessage.from(turn.text()) : UserMessage.from(turn.text()));
        }
        try {
            return model.chat(messages).aiMessage().text();
        } catch (LangChain4jException e) {
            throw new IllegalStateException("the model that plays the leader cannot be had: " + e.getMessage(), e);
        }
    }

    /** One line without the quotation marks and the name that models put around what they say. */
    private static String spoken(String answer) {
        String line = answer.strip()
                .replaceAll("\\s+", " ")
                .replaceFirst("^[\"“«]?(?i)(leader|ceo|caller|me)\\s*:\\s*", "")
                .replaceAll("^[\"“«]|[\"”»]$", "")
                .replaceAll("\\(.*?\\)|\\*.*?\\*|\\[.*?\\]", "")
                .strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Math.max(line.lastIndexOf(". ", LONGEST), line.lastIndexOf("? ", LONGEST));
        return end > 0 ? line.substring(0, end + 1) : line.substring(0, LONGEST);
    }
}
