package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.authoring.Trials;
import dev.calmroom.authoring.Trials.Side;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class SpokenLinesTest {
    @Test
    void whatBothSayIsWrittenInTheOrderInWhichItIsSaidUntilBothAreOver() throws Exception {
        SpokenLines lines = new SpokenLines();
        Trials.Listener before = lines.of(Side.BEFORE);
        Trials.Listener now = lines.of(Side.NOW);
        before.text("Tired ");
        now.text("Fine.");
        now.leftOut("Trust me.", "advice");
        now.over("stub", "");
        before.text("«and» late.");
        before.over("understudy", "the model was late");
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
