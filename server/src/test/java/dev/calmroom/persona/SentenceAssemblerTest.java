package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceAssemblerTest {
    private static List<String> sentences(String text) {
        SentenceAssembler assembler = new SentenceAssembler();
        List<String> sentences = new ArrayList<>();
        text.chars().forEach(c -> sentences.addAll(assembler.accept(Character.toString(c))));
        assembler.finish().ifPresent(sentences::add);
        return sentences;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Okay. We wait. | Okay.; We wait.
                    I'd say, um... the slow one. Yes. | I'd say, um... the slow one.; Yes.
                    I can't… not tonight. | I can't… not tonight.
                    I can't... Not tonight. | I can't...; Not tonight.
                    Really?... no. | Really?...; no.
                    At 4.5 hours. Fine. | At 4.5 hours.; Fine.
                    """)
    void aHesitationWithinASentenceEndsNone(String text, String sentences) {
        assertThat(sentences(text)).containsExactly(sentences.split("; "));
    }
}
