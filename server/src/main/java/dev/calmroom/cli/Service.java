package dev.calmroom.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running service, as commands ask it. */
record Service(URI address) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws IOException with the service's own words where it refuses */
    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).GET());
    }

    /** @throws IOException with the service's own words where it refuses */
    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return post(path, "application/json", BodyPublishers.ofString(json));
    }

    /**
     * Posts a file as it is.
     *
     * @throws IOException with the service's own words where it refuses
     */
    JsonNode post(String path, byte[] file) throws IOException, InterruptedException {
        return post(path, "application/octet-stream", BodyPublishers.ofByteArray(file));
    }

    private JsonNode post(String path, String type, BodyPublisher body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(at(path)).header("Content-Type", type).POST(body));
    }

    private URI at(String path) {
        return URI.create(address.toString().replaceFirst("/+$", "") + path);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(problem(answer));
            }
            return JSON.readTree(answer.body());
        } catch (ConnectException e) {
            throw new IOException(
                    "Nobody answers at %s. Is the service running? Start it with: ./calmroom serve".formatted(address),
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
