package dev.calmroom.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * One turn of a call that a running service keeps, as commands name it: {@code SESSION:TURN}.
 *
 * @param turn 1 and up
 */
record PastCall(String session, int turn) {

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
     * Only what the leader says is taken again.
     *
     * @throws IllegalArgumentException when this turn is the persona's, or far behind the last
     * @throws IOException with the service's own words where it refuses
     */
    void checkIsLeaders(URI service) throws IOException, InterruptedException {
        int last = 0;
        for (JsonNode event : new Service(service).get(address())) {
            String type = event.path("type").asString("");
            int number = event.path("turn").asInt(0);
            if (type.equals("persona-spoke") && number == turn) {
                throw new IllegalArgumentException(
                        "Turn %d is the persona's, and the leader's are taken again.".formatted(turn));
            }
            last = type.equals("leader-spoke") || type.equals("persona-spoke") ? Math.max(last, number) : last;
        }
        if (turn > last + 1) {
            throw new IllegalArgumentException("The call has %d turns, and no turn %d.".formatted(last, turn));
        }
    }

    /**
     * Posts to one of the session's addresses.
     *
     * @throws IOException with the service's own words where it refuses
     */
    JsonNode post(URI service, String path, String body) throws IOException, InterruptedException {
        return new Service(service).post(address() + path, body);
    }

    private String address() {
        return "/api/sessions/" + URLEncoder.encode(session, StandardCharsets.UTF_8);
    }
}
