package dev.calmroom.log;

import dev.calmroom.log.RecordedCall.Start;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.transcript.SpeakerNames;
import dev.calmroom.transcript.TextFile;
import dev.calmroom.transcript.Transcript;
import dev.calmroom.transcript.Transcript.Note;
import dev.calmroom.transcript.Transcript.Placed;
import dev.calmroom.transcript.Transcript.Voice;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A file with a conversation in it, read but not yet taken: our own event log, a report as the page saves it, or a
 * transcript from elsewhere. Commands and page read with this one reader.
 */
public final class CallFile {
    /** Hours of talk as JSON with every word's time are a few MB. */
    public static final long MOST_BYTES = 16L << 20;

    private final String form;
    private final String charset;
    private final @Nullable Transcript transcript;
    private final @Nullable RecordedCall call;
    private final List<LoggedEvent> events;

    private CallFile(
            String form,
            String charset,
            @Nullable Transcript transcript,
            @Nullable RecordedCall call,
            List<LoggedEvent> events) {
        this.form = form;
        this.charset = charset;
        this.transcript = transcript;
        this.call = call;
        this.events = events;
    }

    /** @throws IllegalArgumentException when the file is missing, too large or none of the forms, with the reason */
    public static CallFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** @param name for messages */
    public static CallFile read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("%s: is larger than %d MB".formatted(name, MOST_BYTES >> 20));
        }
        try {
            return read(bytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /**
     * A session of ours, though nobody said a word in it.
     *
     * @throws IllegalArgumentException when it is none, or not whole
     */
    public static List<LoggedEvent> session(byte[] bytes) {
        List<LoggedEvent> events = EventTrees.of(TextFile.decode(bytes).text())
                .map(EventTrees::whole)
                .orElse(List.of());
        if (events.isEmpty()) {
            throw new IllegalArgumentException("is no whole session of ours");
        }
        return events;
    }

    /** @throws IllegalArgumentException with the line and what was expected */
    public static CallFile read(byte[] bytes) {
        TextFile file = TextFile.decode(bytes);
        String begin = file.text().stripLeading();
        if (begin.startsWith("{") || begin.startsWith("[")) {
            Optional<List<JsonNode>> events = EventTrees.of(file.text());
            if (events.isPresent()) {
                return new CallFile(
                        "event log",
                        file.charset(),
                        null,
                        EventTrees.call(events.get()),
                        EventTrees.whole(events.get()));
            }
            Optional<JsonNode> report = ReportTree.of(file.text());
            if (report.isPresent()) {
                return new CallFile("report", file.charset(), null, ReportTree.call(report.get()), List.of());
            }
        }
        Transcript transcript = Transcript.read(file.text());
        return new CallFile(transcript.form(), file.charset(), transcript, null, List.of());
    }

    /** What kind of file it is, as people call it. */
    public String form() {
        return form;
    }

    public String charset() {
        return charset;
    }

    /** Everybody who speaks, by the file's own names; none for our own files, which say who is who. */
    public List<Voice> voices() {
        return transcript == null ? List.of() : transcript.voices();
    }

    /** What of the file is read by a guess or left out, before anybody has said who is who. */
    public List<Note> notes() {
        return transcript == null ? List.of() : transcript.notes();
    }

    /** The events of a whole session of ours, as they were exported; empty where it is none, or not whole. */
    public Optional<List<LoggedEvent>> events() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events);
    }

    /** The session that it tells of, where it says so. */
    public Optional<Start> start() {
        if (call != null) {
            return call.start();
        }
        if (transcript == null || transcript.scenario() == null) {
            return Optional.empty();
        }
        Long seed = transcript.seed();
        return Optional.of(new Start(
                transcript.scenario(), seed == null ? 1 : seed, circumstances(transcript.ledBy()), "", Map.of()));
    }

    private static Circumstances circumstances(@Nullable String ledBy) {
        return ledBy == null ? Circumstances.PLAIN : Circumstances.PLAIN.led(new Circumstances.Swapped("", ledBy));
    }

    /**
     * The call, once it is known who is who.
     *
     * @throws dev.calmroom.transcript.UnknownSpeakerException where somebody speaks of whom that is not known
     */
    public Taken take(SpeakerNames names) {
        if (call != null) {
            return new Taken(call, List.of());
        }
        Placed placed = Objects.requireNonNull(transcript).place(names);
        if (placed.turns().stream().noneMatch(Turn::isLeader)) {
            throw new IllegalArgumentException("the leader says nothing in it; expected lines such as «Leader: …»");
        }
        Map<Integer, Duration> times = new HashMap<>();
        placed.turns().stream().filter(Turn::isLeader).forEach(turn -> {
            Duration end = placed.ends().get(turn.number());
            if (end != null) {
                times.put(turn.number(), end);
            }
        });
        return new Taken(new RecordedCall(placed.turns(), times, start().orElse(null)), placed.notes());
    }

    /**
     * @param notes what of the file was left out, or placed by a guess
     */
    public record Taken(RecordedCall call, List<Note> notes) {
        public Taken {
            notes = List.copyOf(notes);
        }
    }
}
