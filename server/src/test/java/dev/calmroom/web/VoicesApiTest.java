package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import dev.calmroom.log.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the page asks of a scenario and of the voices before there is a call. */
class VoicesApiTest {
    private final RunningService service = RunningService.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(service.address().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return EventJson.mapper().readTree(response.body());
    }

    @Test
    void everyVoiceThatIsOfferedCanBeHeardAndAnotherCannot() throws Exception {
        JsonNode voices = json(get("/api/voices"));
        assertThat(voices).isNotEmpty();
        String first = voices.get(0).path("id").asString();
        HttpResponse<byte[]> sample = get("/api/voices/" + first + "/sample");
        assertThat(sample.headers().firstValue("Content-Type")).contains("audio/wav");
        AudioClip heard = Wav.read(new ByteArrayInputStream(sample.body()), first);
        assertThat(heard.duration()).isGreaterThan(Duration.ofSeconds(1));

        HttpResponse<byte[]> unknown = get("/api/voices/nobody/sample");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).path("detail").asString()).contains("nobody", first);
    }

    @Test
    void aTurnThatWasRunAgainIsHeardInAVoiceAndAsItFelt() throws Exception {
        String first = json(get("/api/voices")).get(0).path("id").asString();
        String words = "\"words\":\"Two hours of transactions, gone.\"";
        AudioClip plain = speech(first, words + ",\"rate\":1,\"pitch\":1,\"pitchRange\":1,\"volume\":1");
        AudioClip slow = speech(first, words + ",\"rate\":0.7,\"pitch\":1,\"pitchRange\":1,\"volume\":1");
        assertThat(slow.duration()).isGreaterThan(plain.duration());

        assertThat(said(first, words + ",\"rate\":9,\"pitch\":1,\"pitchRange\":1,\"volume\":1")
                        .statusCode())
                .isEqualTo(400);
        assertThat(said(first, "\"words\":\"%s\",\"rate\":1".formatted("a".repeat(1_001)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(said("nobody", words + ",\"rate\":1,\"pitch\":1,\"pitchRange\":1,\"volume\":1")
                        .statusCode())
                .isEqualTo(404);
    }

    private AudioClip speech(String voice, String fields) throws IOException, InterruptedException {
        return Wav.read(new ByteArrayInputStream(said(voice, fields).body()), voice);
    }

    private HttpResponse<byte[]> said(String voice, String fields) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(service.address().resolve("/api/voices/" + voice + "/speech"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{" + fields + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void onlyWhoIsInACallChangesItsVoice() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.address().resolve("/api/sessions/some-call/voice"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"resume\":\"guessed\",\"voice\":\"freetts\"}"))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatACallAsksOfTheLeaderCanBeReadBeforehand() throws Exception {
        String scenario = json(get("/api/scenarios")).get(0).path("id").asString();
        JsonNode aims = json(get("/api/scenarios/" + scenario + "/aims"));
        assertThat(aims.path("framework").asString()).isNotBlank();
        assertThat(aims.path("moves")).hasSizeGreaterThan(2);
        assertThat(get("/api/scenarios/no-such/aims").statusCode()).isEqualTo(404);
    }

    @Test
    void forHowLongACallIsKeptCanBeReadBeforehand() throws Exception {
        JsonNode kept = json(get("/api/scenarios/settings")).path("kept");
        assertThat(kept.path("callDays").asInt(-1)).isZero();
        assertThat(kept.path("soundDays").asInt(-1)).isEqualTo(30);
        assertThat(new Keeping(7, 30)).as("no sound outlives its call").isEqualTo(new Keeping(7, 7));
    }
}
