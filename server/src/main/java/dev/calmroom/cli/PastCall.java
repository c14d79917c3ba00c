package dev.calmroom.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One turn of a call that a running service keeps, as commands name it: {@code SESSION:TURN}.
 *
 * @param turn 1 and up
 */
record PastCall(String session, int turn) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws IllegalArgumentException when it is no such name */
    static PastCall of(String name) {
        int colon = name.lastIndexOf(':');
        if (colon < 1 || !name.substring(colon + 1).matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(
                    "«%s»: expected SESSION:TURN, as the report shows them; turns are counted from 1".formatted(name));
        }
        return new PastCall(name.substring(0, colon), Integer.parseInt(name.substring(colon + 1)));
    }

    /**
     * Posts to one of the session's addresses.
     *
     * @throws IOException with the service's own words where it refuses
     */
    JsonNode post(URI service, String path, String body) throws IOException, InterruptedException {
        URI address = URI.create(service.toString().replaceFirst("/+$", "") + "/api/sessions/"
                + URLEncoder.encode(session, StandardCharsets.UTF_8) + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(problem(answer));
            }
            return JSON.readTree(answer.body());
        } catch (ConnectException e) {
            throw new IOException(
                    "Nobody answers at %s. Is the service running? Start it with: ./calmroom serve".formatted(service),
                    e);
        }
    }

    private static String problem(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body()).path("detail").asString("the service answered " + answer.statusCode());
        } catch (JacksonException e) {
            return "the service answered " + answer.statusCode();
        }
    }
}
