package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a language model is asked: the same beginning from turn to turn, and sides that take turns. */
class ModelPromptTest extends ModelCase {
    private static final List<String> LEADER = List.of(
            "How bad is it?",
            "What is the rollback?",
            "And the fix?",
            "Are you all right?",
            "Who else is there?",
            "What do you need?",
            "When did it start?",
            "How many customers?",
            "What would you do?",
            "Go on.");

    @Test
    void theBeginningOfAPromptIsTheSameFromTurnToTurn() throws Exception {
        for (Manner manner : Manner.values()) {
            try (ScriptedModelServer server = new ScriptedModelServer(stream -> stream.open("text/event-stream")
                    .openAi("I honestly don't know number " + "abcdefghijklmno".charAt(stream.request()) + ".")
                    .openAiEnd())) {
                PersonaAgent agent = cast(server, Map.of(), manner, false).forCall();
                List<Turn> call = new ArrayList<>(CALL.subList(0, 1));
                for (String words : LEADER) {
                    call.add(Turn.of(call.size() + 1, Speaker.LEADER, words));
                    Heard heard = said(
                            agent,
                            UnderstudyTest.brief(call.size() + 1, "answer", "guarded", List.of("odds"), words),
                            List.copyOf(call));
                    call.add(Turn.of(call.size() + 1, Speaker.PERSONA, heard.text()));
                }
                for (int i = 1; i < server.requests.size(); i++) {
                    List<String> before = messages(server.requests.get(i - 1));
                    List<String> now = messages(server.requests.get(i));
                    int last = before.size() - 1;
                    assertThat(now.subList(0, last)).isEqualTo(before.subList(0, last));
                    String words =
                            before.get(last).substring(0, before.get(last).indexOf("</caller>"));
                    assertThat(now.get(last)).startsWith(words);
                    assertThat(now.getLast().length() - now.getLast().indexOf("</caller>"))
                            .as("new characters of a turn's note: " + now.getLast())
                            .isLessThan(manner == Manner.WORDED ? 1200 : 1500);
                }
            }
        }
    }

    @Test
    void sidesTakeTurnsAndTheUsersComesFirst() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(stream ->
                stream.open("text/event-stream").openAi("Sixty percent.").openAiEnd())) {
            List<Turn> call = List.of(
                    Turn.of(1, Speaker.PERSONA, "It's Kenji."),
                    Turn.of(2, Speaker.PERSONA, "Are you there?"),
                    Turn.of(3, Speaker.LEADER, "Yes."),
                    Turn.of(4, Speaker.LEADER, "How likely is it?"));
            said(
                    agent(server, Map.of()),
                    UnderstudyTest.brief(5, "give-range", "guarded", List.of("odds"), "How likely is it?"),
                    call);
            List<String> messages = messages(server.requests.getFirst());
            assertThat(messages.stream()
                            .map(m -> m.substring(0, m.indexOf(':')))
                            .toList())
                    .containsExactly("system", "user", "assistant", "user", "assistant", "user");
            assertThat(messages.get(1)).isEqualTo("user: [The phone is answered.]");
            assertThat(messages.get(3)).isEqualTo("user: [Nobody says anything.]");
            assertThat(messages.getLast())
                    .startsWith("user: <caller>Yes.</caller>\n<caller>How likely is it?</caller>");
        }
    }

    @Test
    void thePromptsBeginningGoesAheadWhileThePhoneRingsAndIsLeftWhenTheCallBegins() throws Exception {
        CountDownLatch warmed = new CountDownLatch(1);
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            if (stream.request() == 1) {
                warmed.countDown();
                stream.open("text/event-stream").openAi("x").stall();
            }
            stream.open("text/event-stream").openAi("Sixty percent.").openAiEnd();
        })) {
            PersonaAgent agent = cast(server, Map.of(), Manner.WORDED, true).forCall();
            agent.ring();
            assertThat(warmed.await(10, TimeUnit.SECONDS)).isTrue();
            Heard heard = said(agent);
            assertThat(server.wasLeft()).as("one request of a call at a time").isTrue();
            assertThat(heard.text()).endsWith("Sixty percent.");
            List<String> ahead = messages(server.requests.getFirst());
            assertThat(messages(server.requests.get(1)).subList(0, ahead.size()))
                    .isEqualTo(ahead);
            agent.leave();
        }
    }

    @Test
    void theOpeningIsTheAnswerToThePhone() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(
                stream -> stream.open("text/event-stream").openAi("It's Kenji.").openAiEnd())) {
            said(agent(server, Map.of()), UnderstudyTest.brief(1, "open", "guarded", List.of("outage"), ""), List.of());
            assertThat(messages(server.requests.getFirst()).getLast()).startsWith("user: [The phone is answered.]\n\n");
        }
    }
}
