package dev.calmroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.TurnLatency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LatencyReportTest {
    private static final Recorded SAID = new Recorded(
            "a voice", "Go home.", false, AudioClip.silence(Duration.ofSeconds(1), AudioClip.SPEECH_RATE), 15_999);

    private static LatencyReport report(List<Exchange> exchanges) {
        return new LatencyReport(
                Machine.here(7), new Speech(List.of(SAID), List.of("a voice")), 1, exchanges, Wordings.NONE);
    }

    @Test
    void medianAndPercentileAreOfTheAnsweredTurnsAndTheRateOfAll() {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 1; i <= 99; i++) {
            exchanges.add(new Exchange(SAID, (double) i * 10, false, i == 1, Map.of("endOfTurn", (double) i)));
        }
        exchanges.add(new Exchange(SAID, null, true, false, Map.of()));

        JsonNode json = JsonMapper.builder().build().readTree(report(exchanges).json());

        assertThat(json.path("turns").asInt()).isEqualTo(100);
        assertThat(json.path("voiceToVoiceMs").path("p50").asInt()).isEqualTo(500);
        assertThat(json.path("voiceToVoiceMs").path("p95").asInt()).isBetween(940, 960);
        assertThat(json.path("cutInRate").asDouble()).isEqualTo(0.01);
        assertThat(json.path("murmured").asInt()).isEqualTo(1);
        assertThat(json.path("stagesMs").path("endOfTurn").path("p50").asInt()).isEqualTo(50);
        assertThat(json.path("machine").path("seed").asInt()).isEqualTo(7);
    }

    @Test
    void whoMurmursFirstIsHeardSoonerThanTheFirstWord() {
        Map<String, Double> stages = Map.of("firstAudioPlayed", 800.0, "firstWordPlayed", 1_300.0);

        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(report(List.of(new Exchange(SAID, 850.0, false, false, stages)))
                        .json());

        assertThat(json.path("voiceToVoiceMs").path("p50").asInt()).isEqualTo(850);
        assertThat(json.path("firstWordMs").path("p50").asInt()).isEqualTo(1_350);
    }

    @Test
    void aRunWithoutAnAnswerSaysSoInsteadOfANumber() {
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(report(List.of(new Exchange(SAID, null, false, false, Map.of())))
                        .json());

        assertThat(json.path("voiceToVoiceMs").path("p50").isNull()).isTrue();
        assertThat(json.path("unanswered").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsHeardTwiceInACallIsToldAndOverTwoCallsIsNot() {
        Wordings wordings = Wordings.of(List.of(
                List.of(
                        said("Okay. The room is quiet.", "delayed, free"),
                        said("Okay. The wall is red.", "delayed, free"),
                        said("Okay. The room is quiet.", "understudy")),
                List.of(said("The wall is red.", "delayed, free"))));

        assertThat(wordings.turns()).isEqualTo(Map.of("delayed, free", 3, "understudy", 1));
        assertThat(wordings.bridged()).isEqualTo(2);
        assertThat(wordings.twice()).containsExactly("okay.", "the room is quiet.");
    }

    @Test
    void whatWasCutOffCountsAsFarAsItWasHeard() {
        Wordings wordings = Wordings.of(List.of(List.of(
                heard("Wait a second. The wall is red.", ""),
                heard("Wait a second. The wall is red.", "Wait a"),
                heard("Wait a second. The room is quiet.", "Wait a second. The room is quiet."),
                heard("Okay. The wall is red.", "Okay. The wall is"))));

        assertThat(wordings.twice()).containsExactly("wait a second.", "wait a second.");
        assertThat(wordings.bridged()).isEqualTo(3);
    }

    private static SessionEvent.PersonaSpoke said(String text, String speaker) {
        return spoke(text, text, speaker);
    }

    private static SessionEvent.PersonaSpoke heard(String text, String heard) {
        return spoke(text, heard, "delayed, free");
    }

    private static SessionEvent.PersonaSpoke spoke(String text, String heard, String speaker) {
        return new SessionEvent.PersonaSpoke(
                1, text, heard, "answer", Delivery.PLAIN, speaker, "", TurnLatency.NONE, List.of());
    }
}
