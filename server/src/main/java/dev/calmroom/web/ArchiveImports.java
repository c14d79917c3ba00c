package dev.calmroom.web;

import dev.calmroom.log.CallFile;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Origin;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.SessionSummary;
import dev.calmroom.transcript.Speaker;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes back what {@link ExportController} gave out: every call with its retakes and its sound, under numbers of their
 * own. What lies here already is left as it is.
 */
@Component
final class ArchiveImports {
    /** A few hundred calls with the sound of both sides. It is read as it comes, and never in memory whole. */
    static final long MOST_BYTES = 2L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveImports.class);

    private final SessionIndex sessions;
    private final ReturnedCalls returned;
    private final AudioArchive sounds;

    ArchiveImports(SessionIndex sessions, ReturnedCalls returned, AudioArchive sounds) {
        this.sessions = sessions;
        this.returned = returned;
        this.sounds = sounds;
    }

    /**
     * @param calls how many the archive lists
     * @param here how many of them lie here already
     * @param first when the earliest began; null where it lists none
     * @param soundIsKept whether sound is kept here at all
     */
    record Listed(
            int calls,
            int here,
            @Nullable Instant first,
            @Nullable Instant last,
            boolean soundIsKept) {}

    /**
     * @param sides how many sides' sound came with them
     * @param trouble what could not be taken, for people
     */
    record Taken(int calls, int here, int sides, List<String> trouble) {}

    /** A call as the archive lists it, and under which number it is or will be here. */
    private record Line(Instant startedAt, String id, boolean here) {}

    /**
     * What an archive holds; its beginning is enough.
     *
     * @throws IllegalArgumentException when it is none of ours, with the reason
     */
    Listed look(InputStream archive, Caller caller) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            Map<String, Line> lines = list(zip, caller);
            List<Instant> begun =
                    lines.values().stream().map(Line::startedAt).sorted().toList();
            return new Listed(
                    lines.size(),
                    (int) lines.values().stream().filter(Line::here).count(),
                    begun.isEmpty() ? null : begun.getFirst(),
                    begun.isEmpty() ? null : begun.getLast(),
                    sounds.isKept());
        }
    }

    /** @throws IllegalArgumentException when it is none of ours, with the reason; nothing has been taken then */
    Taken take(InputStream archive, Caller caller) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            Map<String, Line> lines = list(zip, caller);
            Taking taking = new Taking(lines, caller);
            try {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    taking.entry(entry.getName(), zip);
                }
            } catch (ZipException | EOFException e) {
                LOG.warn("an archive breaks off: {}", e.getMessage());
                taking.trouble.add("The file breaks off; what stood before that was taken.");
            }
            return taking.taken();
        }
    }

    /** One archive on its way in. */
    private final class Taking {
        private final Map<String, Line> lines;
        private final Caller caller;
        private final List<String> trouble = new ArrayList<>();
        /** By the folder of the archive in which it lies. */
        private final Map<String, Line> taken = new HashMap<>();

        private int sides;

        Taking(Map<String, Line> lines, Caller caller) {
            this.lines = lines;
            this.caller = caller;
        }

        void entry(String name, InputStream in) throws IOException {
            int slash = name.indexOf('/');
            if (slash < 0) {
                return;
            }
            String folder = name.substring(0, slash);
            String file = name.substring(slash + 1);
            Line call = taken.get(folder);
            if (file.equals("events.json")) {
                call(folder, in);
            } else if (call != null && sounds.isKept()) {
                for (Speaker side : Speaker.values()) {
                    if (file.startsWith(side.name().toLowerCase(Locale.ROOT) + ".")) {
                        sound(call, side, file, in);
                    }
                }
            }
        }

        private void call(String folder, InputStream in) throws IOException {
            try {
                List<LoggedEvent> events = CallFile.session(in.readNBytes((int) CallFile.MOST_BYTES));
                SessionStarted started = (SessionStarted) events.getFirst().event();
                Line line = lines.get(started.session());
                if (line == null) {
                    throw new IllegalArgumentException("is not listed in calls.json");
                }
                if (!line.here()) {
                    Origin origin = origin(started.forkedFrom());
                    returned.keepOneOfMany(events, line.id(), origin, caller);
                    taken.put(folder, line);
                }
            } catch (IllegalArgumentException e) {
                trouble.add("%s: %s".formatted(folder, e.getMessage()));
            }
        }

        /** A call that was not given out with its retake is a call that was deleted. */
        private @Nullable Origin origin(@Nullable Origin then) {
            if (then == null) {
                return null;
            }
            Line line = lines.get(then.session());
            return line == null ? then : new Origin(line.id(), then.turn());
        }

        private void sound(Line call, Speaker side, String file, InputStream in) {
            try {
                sounds.takeBack(call.id(), side, file, in, call.startedAt());
                sides++;
            } catch (IOException e) {
                trouble.add("%s of the call of %s: %s".formatted(file, call.startedAt(), e.getMessage()));
            }
        }

        Taken taken() {
            int here = (int) lines.values().stream().filter(Line::here).count();
            return new Taken(taken.size(), here, sides, List.copyOf(trouble));
        }
    }

    /** @throws IllegalArgumentException when what comes first is no list of calls, or is broken */
    private Map<String, Line> list(ZipInputStream zip, Caller caller) throws IOException {
        try {
            first(zip);
            return listed(zip, caller);
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException(
                    "is no export of past calls that can be read: it is damaged, or breaks off in its calls.json", e);
        }
    }

    private static void first(ZipInputStream zip) throws IOException {
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals("calls.json")) {
            throw new IllegalArgumentException("is no export of past calls: calls.json does not come first in it");
        }
    }

    private Map<String, Line> listed(InputStream list, Caller caller) throws IOException {
        Map<String, String> known = known(caller);
        Map<String, Line> lines = new LinkedHashMap<>();
        ArchiveList.read(list, call -> {
            String here = known.get(key(call.scenario(), call.startedAt()));
            String id = Optional.ofNullable(here).orElseGet(() -> idHere(caller, call.session()));
            lines.put(call.session(), new Line(call.startedAt(), id, here != null));
        });
        return lines;
    }

    /** What is somebody's already: a call that came back has another number, and began when it began. */
    private Map<String, String> known(Caller caller) {
        Map<String, String> known = new HashMap<>();
        for (SessionSummary call : sessions.all(caller.owner())) {
            known.put(key(call.scenario(), call.started()), call.id());
        }
        return known;
    }

    /** The same each time: of one archive that is brought in twice at once, each call is kept once. */
    private static String idHere(Caller caller, String session) {
        return UUID.nameUUIDFromBytes("%s %s".formatted(caller.owner(), session).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String key(String scenario, Instant startedAt) {
        return scenario + " " + startedAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
