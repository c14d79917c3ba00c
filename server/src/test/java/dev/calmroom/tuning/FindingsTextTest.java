package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class FindingsTextTest {
    @Test
    void whatIsAsGoodAsNothingHasNoSign() {
        assertThat(String.format(Locale.ROOT, "%.3f", FindingsText.rounded(-0.0002)))
                .isEqualTo("0.000");
        assertThat(String.format(Locale.ROOT, "%+.3f", FindingsText.rounded(-0.0012)))
                .isEqualTo("-0.001");
        assertThat(FindingsText.rounded(0.1236)).isEqualTo(0.124);
    }
}
