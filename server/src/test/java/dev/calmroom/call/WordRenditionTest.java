package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.conversation.CallEffect;
import dev.calmroom.protocol.ToClient;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordRenditionTest {

    private static ToClient.Caption caption(String text) {
        return WordRendition.caption(new CallEffect.ShowCaption(3, text, 17));
    }

    private static List<ToClient.Said> said(ToClient.Caption caption) {
        return Objects.requireNonNull(caption.said());
    }

    @Test
    void whatIsShownIsWhatIsWrittenAndWhatIsSaidIsWords() {
        String written = "The 90-min window costs €5M.";
        ToClient.Caption caption = caption(written);

        assertThat(caption.text()).isEqualTo(written);
        assertThat(caption.atSamples()).isEqualTo(17);
        assertThat(said(caption).stream().map(ToClient.Said::text).collect(Collectors.joining()))
                .isEqualTo("The ninety minute window costs five million euros.");
        assertThat(said(caption).stream().mapToInt(ToClient.Said::chars).sum()).isEqualTo(written.length());
    }

    @Test
    void wordsAreSentOnce() {
        assertThat(caption("We are still down.").said()).isNull();
    }
}
