package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.replay.Leader.Action;
import dev.calmroom.replay.Leader.Scene;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaders who react, by rules or by a model. */
class SimulatedLeaderTest {
    private static final String RULES = """
            id: watchful
            scenario: lost-key
            about: Sees how it goes.
            reactions:
              - when: { at-least: { panic: 0.8 } }
                says: [Breathe.]
              - to: [tell]
                when: { below: { warmth: 0.4 } }
                says: [That was cold of me.]
            script:
              - says: [Where did you see it last?]
            """;

    @TempDir
    Path folder;

    @Test
    void aRuleWaitsForTheActAndTheFeelingAndIsSaidOnce() throws IOException {
        SimulatedLeader leader = new SimulatedLeader(script(RULES), 1);

        assertThat(says(leader.next(scene(1, "tell", 0.9, 0.3)))).isEqualTo("Breathe.");
        assertThat(says(leader.next(scene(2, "tell", 0.9, 0.3)))).isEqualTo("That was cold of me.");
        assertThat(says(leader.next(scene(3, "tell", 0.9, 0.3)))).isEqualTo("Where did you see it last?");
        assertThat(leader.next(scene(4, "tell", 0.9, 0.3))).isInstanceOf(Action.HangsUp.class);
    }

    @Test
    void aRuleWhoseFeelingIsNotThereIsPassedOver() throws IOException {
        SimulatedLeader leader = new SimulatedLeader(script(RULES), 1);

        assertThat(says(leader.next(scene(1, "tell", 0.2, 0.6)))).isEqualTo("Where did you see it last?");
    }

    @Test
    void aModelPlaysByItsBriefUntilItSaysGoodbye() throws IOException {
        List<ChatRequest> asked = new ArrayList<>();
        ModelLeader leader = new ModelLeader(
                script(BRIEF),
                Path.of("../prompts"),
                plot(),
                answering(asked, "\"CEO: Where is it? (sighs)\"", "Goodbye."),
                3);

        assertThat(says(leader.next(scene(1, "tell", 0.5, 0.5)))).isEqualTo("Where is it?");
        assertThat(leader.next(scene(3, "tell", 0.5, 0.5))).isInstanceOf(Action.HangsUp.class);
        assertThat(asked.getFirst().messages().getFirst().toString()).contains("You have lost patience.");
        assertThat(asked.getLast().messages()).hasSize(5);
    }

    @Test
    void aModelThatFindsNoEndIsHungUpFor() throws IOException {
        ModelLeader leader = new ModelLeader(
                script(BRIEF), Path.of("../prompts"), plot(), answering(new ArrayList<>(), "And?", "And?", "And?"), 3);

        leader.next(scene(1, "tell", 0.5, 0.5));
        leader.next(scene(3, "tell", 0.5, 0.5));
        assertThat(leader.next(scene(5, "tell", 0.5, 0.5))).isInstanceOf(Action.HangsUp.class);
    }

    @Test
    void aLeaderIsEitherWrittenOrPlayed() {
        assertThatThrownBy(() -> script(BRIEF + "script:\n  - says: [Hello?]\n"))
                .hasMessageContaining("leaders");
    }

    private static final String BRIEF = """
            id: impatient
            scenario: lost-key
            about: Wants it now.
            brief: You have lost patience.
            turns: 2
            """;

    private static Plot plot() {
        return new ScenarioFiles(Path.of("src/test/resources/prompts"))
                .load("lost-key")
                .plot();
    }

    private static ChatModel answering(List<ChatRequest> asked, String... answers) {
        Iterator<String> next = List.of(answers).iterator();
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                asked.add(request);
                return ChatResponse.builder()
                        .aiMessage(AiMessage.from(next.next()))
                        .build();
            }
        };
    }

    private LeaderScript script(String yaml) throws IOException {
        Path leaders = Files.createDirectories(folder.resolve("leaders"));
        Files.writeString(leaders.resolve("one.yaml"), yaml);
        return LeaderScript.readAll(folder).getFirst();
    }

    private static Scene scene(int turns, String act, double panic, double warmth) {
        List<Turn> conversation = new ArrayList<>();
        for (int i = 1; i <= turns; i++) {
            conversation.add(Turn.of(i, i % 2 == 1 ? Speaker.PERSONA : Speaker.LEADER, "Words."));
        }
        return new Scene(conversation, act, Map.of("panic", panic, "warmth", warmth), Duration.ZERO);
    }

    private static String says(Action action) {
        return ((Action.Says) action).text();
    }
}
