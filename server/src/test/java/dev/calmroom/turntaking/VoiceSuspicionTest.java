package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoiceSuspicionTest {
    private final VoiceSuspicion suspicion = new VoiceSuspicion();
    private final List<String> changes = new ArrayList<>();
    private int windows;

    private void hears(int times, double voice, boolean certain) {
        for (int i = 0; i < times; i++) {
            int number = ++windows;
            suspicion
                    .accept(new VoiceFrame((long) number * VoiceFrame.SAMPLES, voice, -30), certain)
                    .ifPresent(change -> changes.add(number + " " + change));
        }
    }

    @Test
    void aHissThatGrowsIntoAVoiceIsSuspectedFromItsFirstWindowOn() {
        hears(5, 0.01, false);
        hears(3, 0.2, false);
        hears(20, 0.95, true);
        hears(2, 0.01, false);
        assertThat(changes).containsExactly("6 RAISED", "30 PASSED");
    }

    @Test
    void aClickIsForgottenAfterTwoWindows() {
        hears(1, 0.3, false);
        hears(2, 0.02, false);
        assertThat(changes).containsExactly("1 RAISED", "3 PASSED");
    }

    @Test
    void oneWindowOfDoubtWithinAVoiceChangesNothing() {
        hears(2, 0.6, false);
        hears(1, 0.05, false);
        hears(2, 0.6, true);
        assertThat(changes).containsExactly("1 RAISED");
    }

    @Test
    void aMurmurThatNeverBecomesAVoiceIsLetGoAfterAThirdOfASecondAndThenNotMindedAnyMore() {
        hears(100, 0.22, false);
        assertThat(changes).containsExactly("1 RAISED", "11 PASSED");

        hears(1, 0.95, false);
        assertThat(changes).contains("101 RAISED");
    }
}
