package dev.calmroom.web;

import dev.calmroom.call.Switchboard;
import dev.calmroom.log.CallFile;
import dev.calmroom.log.CallFile.Taken;
import dev.calmroom.log.CallScenario;
import dev.calmroom.log.Engines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.protocol.VoiceHost;
import dev.calmroom.replay.BroughtIn;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.transcript.SpeakerNames;
import dev.calmroom.transcript.Transcript.Note;
import dev.calmroom.transcript.Transcript.Voice;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calls from elsewhere: first how they would be read, then as sessions of our own. */
@Component
final class Imports {
    private static final int FIRST = 10;
    private static final long SEED = 1;

    private final ScenarioShelf scenarios;
    private final CallDesk desk;
    private final ReturnedCalls returned;

    Imports(ScenarioShelf scenarios, CallDesk desk, ReturnedCalls returned) {
        this.scenarios = scenarios;
        this.desk = desk;
        this.returned = returned;
    }

    /** Who is who, as far as somebody has said; the names are the file's. */
    record Sides(@Nullable String scenario, List<String> leader, List<String> persona, List<String> neither) {}

    /**
     * How a file would be read.
     *
     * @param trouble why it cannot be taken as it stands; null where it can
     * @param turns how many there are
     * @param first the first ten of them
     * @param verbatim whether it is a session of ours, which is taken as it is
     */
    record Preview(
            String form,
            String charset,
            @Nullable String scenario,
            List<Speaks> voices,
            @Nullable String trouble,
            int turns,
            List<Line> first,
            List<Note> notes,
            boolean verbatim) {}

    /** @param side {@code leader}, {@code persona}, {@code neither} or {@code unknown} */
    record Speaks(String speaker, String side, int lines, int line, String words) {}

    record Line(int turn, String speaker, String text) {}

    /** @throws IllegalArgumentException when the file is none that can be read */
    Preview preview(byte[] bytes, Sides sides) {
        CallFile file = CallFile.read(bytes);
        try {
            Scenario scenario = scenario(file, sides);
            SpeakerNames names = names(scenario, sides);
            try {
                Taken taken = file.take(names);
                return preview(file, scenario, names, null, taken.call().said(), taken.notes());
            } catch (IllegalArgumentException e) {
                return preview(file, scenario, names, e.getMessage(), List.of(), file.notes());
            }
        } catch (IllegalArgumentException e) {
            return preview(file, null, SpeakerNames.of(List.of()), e.getMessage(), List.of(), List.of());
        }
    }

    private static Preview preview(
            CallFile file,
            @Nullable Scenario scenario,
            SpeakerNames names,
            @Nullable String trouble,
            List<Turn> turns,
            List<Note> notes) {
        return new Preview(
                file.form(),
                file.charset(),
                scenario == null ? null : scenario.id(),
                file.voices().stream().map(voice -> speaks(voice, names)).toList(),
                trouble,
                turns.size(),
                turns.stream()
                        .limit(FIRST)
                        .map(t -> new Line(t.number(), t.isLeader() ? "leader" : "persona", t.text()))
                        .toList(),
                notes,
                file.events().isPresent());
    }

    private static Speaks speaks(Voice voice, SpeakerNames names) {
        String side = names.side(voice.speaker()).name().toLowerCase(Locale.ROOT);
        return new Speaks(voice.speaker(), side, voice.lines(), voice.line(), voice.words());
    }

    /**
     * Takes a file as a session, and has it graded.
     *
     * @param progress told how much of it has been heard, 0 to 1
     * @param caller whose it is, as soon as it is there, before anything else can go wrong
     * @return the session's id
     * @throws IllegalArgumentException when it cannot be taken, with the reason
     */
    String take(byte[] bytes, Sides sides, DoubleConsumer progress, Caller caller) {
        CallFile file = CallFile.read(bytes);
        Scenario scenario = scenario(file, sides);
        Optional<List<LoggedEvent>> events = file.events();
        if (events.isPresent()) {
            String id = UUID.randomUUID().toString();
            returned.keep(events.get(), id, null, caller);
            return id;
        }
        Taken taken = file.take(names(scenario, sides));
        return take(
                taken.call(), scenario, file.start().map(start -> start.seed()).orElse(SEED), progress, caller);
    }

    /** Takes a call of which it is known who is who, of a scenario or of the first there is. */
    String take(RecordedCall call, @Nullable String scenario, Caller caller) {
        return take(call, chosen(scenario), SEED, done -> {}, caller);
    }

    /** What recordings of a scenario's calls are listened for. */
    List<String> vocabulary(@Nullable String scenario) {
        return chosen(scenario).plot().vocabulary();
    }

    private Scenario chosen(@Nullable String scenario) {
        List<String> ids = scenarios.ids();
        if (scenario != null && !ids.contains(scenario)) {
            throw new IllegalArgumentException("There is no scenario '%s' here.".formatted(scenario));
        }
        return scenarios.current(scenario != null ? scenario : ids.getFirst());
    }

    private String take(RecordedCall call, Scenario scenario, long seed, DoubleConsumer progress, Caller caller) {
        Switchboard.Opening opening = desk.opening(scenario, seed, null, VoiceHost.SERVER, whoLed(call));
        SessionStarted started = started(opening.started());
        List<LoggedEvent> told = BroughtIn.log(started, opening.roleplay(), call, progress);
        returned.keepAs(started.session(), told, caller);
        return started.session();
    }

    /** Where the seats were swapped it is nobody's attempt, brought in again too. */
    private static Circumstances whoLed(RecordedCall call) {
        return call.start()
                .map(start -> start.circumstances().swapped())
                .map(Circumstances.PLAIN::led)
                .orElse(Circumstances.PLAIN);
    }

    private static SessionStarted started(SessionStarted opening) {
        Engines engines = opening.engines();
        return opening.by(new Engines(
                BroughtIn.SPEAKER, BroughtIn.SPEAKER, BroughtIn.SPEAKER, engines.appraiser(), engines.grader()));
    }

    private Scenario scenario(CallFile file, Sides sides) {
        List<Scenario> all = scenarios.ids().stream().map(scenarios::current).toList();
        return CallScenario.of(file, all, sides.scenario(), sides.persona());
    }

    private static SpeakerNames names(Scenario scenario, Sides sides) {
        return CallScenario.names(scenario).with(sides.leader(), sides.persona(), sides.neither());
    }
}
