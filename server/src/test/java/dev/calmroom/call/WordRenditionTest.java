package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.conversation.CallEffect;
import dev.calmroom.protocol.ToClient;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordRenditionTest {

    private static ToClient.Caption caption(String text) {
        return WordRendition.caption(new CallEffect.ShowCaption(3, text, 17));
    }

    @Test
    void whatIsShownIsWhatIsWrittenAndWhatIsSaidIsWords() {
        String written = "The 90-min window costs €5M.";
        ToClient.Caption caption = caption(written);

        assertThat(caption.text()).isEqualTo(written);
        assertThat(caption.atSamples()).isEqualTo(17);
        assertThat(caption.said().stream().map(ToClient.Said::text).collect(Collectors.joining()))
                .isEqualTo("The ninety minute window costs five million euros.");
        assertThat(caption.said().stream().mapToInt(ToClient.Said::chars).sum()).isEqualTo(written.length());
    }

    @Test
    void wordsAreSentOnce() {
        assertThat(caption("We are still down.").said()).isNull();
    }
}
