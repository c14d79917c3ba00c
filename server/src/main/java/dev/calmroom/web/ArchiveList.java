package dev.calmroom.web;

import dev.calmroom.log.EventJson;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of calls with which an archive begins. It is read call by call and never held whole: a few KB can inflate to
 * millions of calls.
 */
final class ArchiveList {
    static final int MOST_CALLS = 10_000;

    private static final JsonMapper MAPPER = EventJson.mapper();
    private static final int MOST_BYTES = 16 << 20;
    private static final int LONGEST = 200;
    private static final Set<String> WANTED = Set.of("session", "scenario", "startedAt");

    private ArchiveList() {}

    record Entry(String session, String scenario, Instant startedAt) {}

    /**
     * @throws IllegalArgumentException when it is no such list, or has too many calls
     * @throws IOException when it breaks off, or is damaged
     */
    static void read(InputStream list, Consumer<Entry> each) throws IOException {
        Part part = new Part(list);
        try (JsonParser json = MAPPER.createParser(part)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new DateTimeException("no list");
            }
            int calls = 0;
            while (json.nextToken() == JsonToken.START_OBJECT) {
                if (++calls > MOST_CALLS) {
                    throw new IllegalArgumentException("has more than %d calls".formatted(MOST_CALLS));
                }
                each.accept(entry(json));
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                throw new DateTimeException("no list");
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException | DateTimeException e) {
            // What is damaged reads as nonsense first: the rest of it says so.
            part.transferTo(OutputStream.nullOutputStream());
            throw new IllegalArgumentException("is no export of past calls: its calls.json cannot be read", e);
        }
    }

    private static Entry entry(JsonParser json) {
        Map<String, String> said = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            boolean wanted = json.nextToken() == JsonToken.VALUE_STRING && WANTED.contains(name);
            if (wanted && json.getStringLength() <= LONGEST) {
                said.put(name, json.getString());
            } else {
                json.skipChildren();
            }
        }
        return new Entry(
                said.getOrDefault("session", ""),
                said.getOrDefault("scenario", ""),
                Instant.parse(said.getOrDefault("startedAt", "")));
    }

    /** As much of the archive's first file as a list can have; what follows it in the archive stays to be read. */
    private static final class Part extends FilterInputStream {
        private long left = MOST_BYTES;

        Part(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int got = left <= 0 ? -1 : super.read(into, from, (int) Math.min(most, left));
            left -= Math.max(got, 0);
            return got;
        }

        @Override
        public void close() {
            // The archive goes on behind it.
        }
    }
}
