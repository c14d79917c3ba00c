package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.authoring.Trials.Side;
import dev.calmroom.persona.WordingListener;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class SpokenLinesTest {
    @Test
    void whatBothSayIsWrittenInTheOrderInWhichItIsSaidUntilBothAreOver() throws Exception {
        SpokenLines lines = new SpokenLines();
        WordingListener before = lines.of(Side.BEFORE);
        WordingListener now = lines.of(Side.NOW);
        before.onText("Tired ");
        now.onText("Fine.");
        now.onRefused("Trust me.", "advice");
        now.onComplete("stub", "");
        before.onText("«and» late.");
        before.onComplete("understudy", "the model was late");
        MockHttpServletResponse response = new MockHttpServletResponse();

        lines.writeTo(response, 2);

        assertThat(response.getContentType()).startsWith("application/x-ndjson");
        assertThat(new String(response.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .map(line ->
                                line.contains("speaker") ? "over" : line.replaceAll(".*\"text\":\"([^\"]*)\".*", "$1")))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("Tired "),
                        line -> assertThat(line).isEqualTo("Fine."),
                        line -> assertThat(line).contains("Trust me.", "advice", "now"),
                        line -> assertThat(line).isEqualTo("over"),
                        line -> assertThat(line).isEqualTo("«and» late."),
                        line -> assertThat(line).isEqualTo("over"));
    }
}
