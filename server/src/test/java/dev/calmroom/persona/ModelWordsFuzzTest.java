package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.text.BentText;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What a persona's model says, bent, broken and cut anywhere: the turn is spoken, by it or by the understudy. One client
 * asks for all of them, so that there may be thousands. Each is the first of a call: one that gets nothing but nonsense
 * soon asks no more.
 */
@ExtendWith(OutputCaptureExtension.class)
class ModelWordsFuzzTest extends ModelCase {
    private static final int TURNS = Integer.getInteger("calmroom.fuzz", 20);
    private static final List<String> SAID = List.of(
            "Sixty percent. That's all I have.",
            "<think>They ask {how likely}.</think>Call it sixty, maybe less. I have not slept.",
            "Kenji: \"Sixty percent\" … **honestly**. [sighs] I'd not bet on more.",
            """
            {"say": "Sixty percent."}
            ```json
            [1, 2]
            ```
            """);

    /** What the server answers next. */
    private volatile List<String> says = List.of();

    private volatile String sends = "";

    @Test
    void aTurnIsSpokenWhateverTheModelSays() throws Exception {
        Random random = new Random(31);
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> stream.open("text/event-stream")
                .openAi(says.toArray(String[]::new))
                .openAiEnd())) {
            ModelCast cast = cast(server, Map.of());
            for (int i = 0; i < TURNS; i++) {
                String words = BentText.of(SAID.get(random.nextInt(SAID.size())), random);
                int cut = random.nextInt(words.length() + 1);
                says = List.of(words.substring(0, cut), words.substring(cut));
                Heard heard = said(cast.forCall());
                assertThat(heard.text()).as("turn %d, of: %s", i, words).isNotBlank();
                assertThat(server.requests).as("turn %d is asked for", i).isNotEmpty();
                server.requests.clear();
                assertThat(heard.speaker).as("turn %d, of: %s", i, words).isIn("stub", "understudy");
                assertThat(heard.text()).as(words).doesNotContain("think>", "```", "\u0000");
            }
        }
    }

    @Test
    void aTurnIsSpokenWhateverItsServerSends(CapturedOutput output) throws Exception {
        String stream = """
                data: {"id":"1","choices":[{"index":0,"delta":{"content":"Sixty percent. "}}]}

                data: {"id":"1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                data: [DONE]

                """;
        Random random = new Random(32);
        try (ScriptedModelServer server =
                new ScriptedModelServer(line -> line.open("text/event-stream").raw(sends))) {
            ModelCast cast = cast(server, Map.of());
            for (int i = 0; i < TURNS; i++) {
                String sent = BentText.of(stream, random);
                sends = sent;
                Heard heard = said(cast.forCall());
                assertThat(heard.text()).as("turn %d, of: %s", i, sent).isNotBlank();
                assertThat(server.requests).as("turn %d is asked for", i).isNotEmpty();
                server.requests.clear();
            }
        }
        // What is told of a broken answer goes into log and health, where no word of a call belongs.
        assertThat(output).doesNotContain("Sixty perc");
    }
}
