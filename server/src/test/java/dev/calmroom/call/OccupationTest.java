package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.call.Occupation.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OccupationTest {
    private final Occupation occupation = new Occupation();

    private boolean lasts(int second) {
        return occupation.lasts(Duration.ofSeconds(second));
    }

    @Test
    void typingLastsUntilItIsOverOrNotToldAgain() {
        occupation.note(Kind.TYPING, true, Duration.ofSeconds(10));
        assertThat(lasts(15)).isTrue();
        occupation.note(Kind.TYPING, true, Duration.ofSeconds(15));
        assertThat(lasts(20)).isTrue();
        assertThat(lasts(21)).isFalse();
        occupation.note(Kind.TYPING, true, Duration.ofSeconds(30));
        occupation.note(Kind.TYPING, false, Duration.ofSeconds(31));
        assertThat(lasts(31)).isFalse();
    }

    @Test
    void aDialogThatClosesDoesNotEndTheMute() {
        occupation.note(Kind.MUTED, true, Duration.ofSeconds(10));
        occupation.note(Kind.PAUSE, true, Duration.ofSeconds(11));
        occupation.note(Kind.PAUSE, false, Duration.ofSeconds(12));
        assertThat(lasts(60)).isTrue();
        assertThat(lasts(10 + 5 * 60)).isFalse();
    }
}
