package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundConsentTest {
    @Test
    void onlyACallThatWasAskedToBeKeptIsRecorded() {
        List<String> recorded = new ArrayList<>();
        SoundConsent consent = new SoundConsent();
        CallRecording.Factory recordings = consent.over(session -> {
            recorded.add(session);
            return CallRecording.NONE;
        });
        consent.give("asked");
        recordings.begin("asked");
        recordings.begin("not asked");
        assertThat(recorded).containsExactly("asked");
    }
}
