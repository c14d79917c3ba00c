package dev.calmroom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Wav;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairs of files as the AEC Challenge names them, made here: no recording of a device is among them. */
@Tag("slow")
@Tag("audio")
class RecordedEchoTest {
    private static final Talker PERSONA = Talker.available().getLast();
    private static final Talker LEADER = Talker.available().getFirst();

    @TempDir
    Path folder;

    @Test
    void onlyWhatTheLeaderSaysIntoItStopsThePersona() throws Exception {
        AudioClip said = level(
                PERSONA.say("It is four hours if we roll back and ninety minutes if the fix takes, more or less."));
        AudioClip echo = Loudness.amplify(said, 0.1);
        AudioClip into = AudioClip.concat(List.of(
                AudioClip.silence(Duration.ofSeconds(2), AudioClip.SPEECH_RATE),
                level(LEADER.say("Stop for a second, please, I want to ask you something."))));
        pair("1_farend_singletalk", said, echo);
        pair("2_doubletalk", said, sum(echo, into));

        try (SpeechRecognizer vosk = VoskRecognizer.load(ModelCache.standard(System.getenv()), 1)) {
            EchoBench.Row row = EchoBench.recorded(folder, vosk);

            assertThat(row.alone()).hasSize(1).allMatch(it -> it.stopped() == null);
            assertThat(row.both()).hasSize(1).allMatch(it -> it.stopped() != null);
        }
    }

    @Test
    void aRecordingWithoutItsOtherSideIsNoPair() throws Exception {
        AudioClip nothing = AudioClip.silence(Duration.ofSeconds(1), AudioClip.SPEECH_RATE);
        Wav.write(nothing, folder.resolve("1_farend_singletalk_lpb.wav"));
        pair("2_nearend_singletalk", nothing, nothing);

        assertThatThrownBy(() -> RecordedEcho.in(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no pair of files such as");
    }

    private void pair(String name, AudioClip played, AudioClip heard) throws IOException {
        Wav.write(played, folder.resolve(name + "_lpb.wav"));
        Wav.write(heard, folder.resolve(name + "_mic.wav"));
    }

    private static AudioClip level(AudioClip clip) {
        return Loudness.normalise(clip, Loudness.TARGET);
    }

    private static AudioClip sum(AudioClip one, AudioClip other) {
        short[] sum = new short[Math.max(one.length(), other.length())];
        for (int i = 0; i < sum.length; i++) {
            int both = (i < one.length() ? one.samples()[i] : 0) + (i < other.length() ? other.samples()[i] : 0);
            sum[i] = (short) Math.clamp(both, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new AudioClip(sum, AudioClip.SPEECH_RATE);
    }
}
