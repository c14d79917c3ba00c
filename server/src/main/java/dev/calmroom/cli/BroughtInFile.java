package dev.calmroom.cli;

import dev.calmroom.log.CallFile;
import dev.calmroom.transcript.Transcript.Note;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One turn of a call that was held elsewhere, in a file: {@code FILE:TURN}. A running service takes the file as its page
 * does, looked at first, and from then on keeps it as a call that was brought in.
 *
 * @param turn 1 and up, counted as the file has them
 */
record BroughtInFile(Path file, int turn) {
    /**
     * Has it taken; what of it was left out or guessed is told.
     *
     * @param scenario which one it is of; empty for the one that the file speaks of
     * @return the same turn of the session that it is from then on
     * @throws IllegalArgumentException when it is not known who is who in it, or it has no such turn
     * @throws IOException with the service's own words where it refuses
     */
    PastCall take(URI address, String scenario, WhoIsWho names, PrintWriter err)
            throws IOException, InterruptedException {
        if (Files.size(file) > CallFile.MOST_BYTES) {
            throw new IllegalArgumentException("%s: is larger than %d MB".formatted(file, CallFile.MOST_BYTES >> 20));
        }
        byte[] bytes = Files.readAllBytes(file);
        Service service = new Service(address);
        String query = query(scenario, names);
        JsonNode preview = service.post("/api/imports/preview" + query, bytes);
        check(preview);
        String session =
                service.post("/api/imports" + query, bytes).path("session").asString("");
        LeftOut.tell(file.toString(), notes(preview), err);
        err.printf("%s is kept as the session %s, and graded as it was.%n", file, session);
        err.flush();
        boolean ours = preview.path("verbatim").asBoolean();
        return new PastCall(session, ours ? turn : turn + before(service, session, preview));
    }

    private void check(JsonNode preview) {
        if (preview.path("trouble").isString()) {
            List<String> unknown = preview.path("voices")
                    .valueStream()
                    .filter(voice -> voice.path("side").asString("").equals("unknown"))
                    .map(voice -> "«%s»".formatted(voice.path("speaker").asString("")))
                    .toList();
            throw new IllegalArgumentException("%s: %s.%s"
                    .formatted(
                            file,
                            preview.path("trouble").asString(""),
                            unknown.isEmpty()
                                    ? ""
                                    : " Say who %s is: --leader, --persona or --neither NAME."
                                            .formatted(String.join(", ", unknown))));
        }
        int turns = preview.path("turns").asInt(0);
        if (turn > turns) {
            throw new IllegalArgumentException("%s: has %d turns, and no turn %d.".formatted(file, turns, turn));
        }
    }

    /** The persona picks up first: where the file begins with the leader, its turns are counted from 2. */
    private static int before(Service service, String session, JsonNode preview)
            throws IOException, InterruptedException {
        long spoken = service.get("/api/sessions/" + session)
                .valueStream()
                .map(event -> event.path("type").asString(""))
                .filter(type -> type.equals("leader-spoke") || type.equals("persona-spoke"))
                .count();
        return (int) spoken - preview.path("turns").asInt(0);
    }

    private static String query(String scenario, WhoIsWho names) {
        List<String> said = new ArrayList<>();
        if (!scenario.isEmpty()) {
            said.add(field("scenario", scenario));
        }
        names.leader().forEach(name -> said.add(field("leader", name)));
        names.persona().forEach(name -> said.add(field("persona", name)));
        names.neither().forEach(name -> said.add(field("neither", name)));
        return said.isEmpty() ? "" : "?" + String.join("&", said);
    }

    private static String field(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static List<Note> notes(JsonNode preview) {
        return preview.path("notes")
                .valueStream()
                .map(note ->
                        new Note(note.path("line").asInt(), note.path("text").asString("")))
                .toList();
    }
}
