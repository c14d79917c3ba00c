package dev.calmroom.cli;

import dev.calmroom.log.CallFile;
import dev.calmroom.log.CallFile.Taken;
import dev.calmroom.log.CallScenario;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.scenario.CallSettings;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.UnknownSpeakerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The file that a command reads a call from, who is who in it, and which scenario it is of. */
final class CallSource {
    private static final Pattern SOUND = Pattern.compile("(?i)\\.(wav|wave|aiff?|au|mp3|m4a|mp4|webm|ogg|opus|flac)$");

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = {
                "A transcript: WebVTT, SubRip, plain text («Leader: …», a turn a line, or as meeting tools write it), JSON of",
                "a meeting tool, a session's events, a report that the page has saved; or the sound of it. - for standard input."
            })
    private Path file = Path.of("-");

    @Mixin
    private WhoIsWho names = new WhoIsWho();

    @Option(
            names = "--leader-channel",
            paramLabel = "N",
            description = "On which channel of a sound file the leader is, counted from 1.")
    private @Nullable Integer leaderChannel;

    @Option(
            names = "--scenario",
            description = "Which scenario it is of; without it the one that the file names, else the one whose persona"
                    + " speaks in it, else the first.")
    private @Nullable String scenario;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    /**
     * A call and the scenario that it is of.
     *
     * @param log all its events, where it is a call of ours and the file says all of it
     */
    record Found(Scenario scenario, RecordedCall call, Optional<List<LoggedEvent>> log) {
        /** The same scenario as another folder of prompts has it, as hard as the call was. */
        Scenario in(Path otherPrompts) {
            Scenario other = new ScenarioFiles(otherPrompts).load(scenario.id());
            Circumstances circumstances =
                    call.start().map(RecordedCall.Start::circumstances).orElse(Circumstances.PLAIN);
            return CallSettings.held(otherPrompts, other, circumstances);
        }
    }

    Path prompts() {
        return prompts.path();
    }

    Path file() {
        return file;
    }

    /** The scenario that is asked for, else this one. */
    Scenario scenarioElse(String id) {
        return new ScenarioFiles(prompts.path()).load(scenario != null ? scenario : id);
    }

    private Scenario firstScenario() {
        return scenarioElse(new ScenarioFiles(prompts.path()).first());
    }

    /**
     * Reads the transcript, or recognises the sound; what of it was left out or guessed is told on standard error.
     *
     * @throws IllegalArgumentException with what is wrong and what to do
     */
    Found read() throws IOException {
        String name = file.toString();
        if (SOUND.matcher(name).find()) {
            Scenario played = firstScenario();
            return new Found(
                    played,
                    new SpokenSource(file, leaderChannel, spec.commandLine().getErr()).hear(played),
                    Optional.empty());
        }
        CallFile read = name.equals("-") ? CallFile.read(System.in, "standard input") : CallFile.read(file);
        try {
            PrintWriter err = spec.commandLine().getErr();
            Scenario chosen = CallScenario.held(
                    read, prompts.path(), scenario, names.persona(), broken -> LeftOut.tell(broken, err));
            Taken taken = read.take(CallScenario.names(chosen).with(names.leader(), names.persona(), names.neither()));
            LeftOut.tell(name, taken.notes(), err);
            sayIfSwapped(chosen, read);
            return new Found(chosen, taken.call(), log(read, chosen));
        } catch (UnknownSpeakerException e) {
            throw new IllegalArgumentException(
                    "%s: %s. Say who that is: --leader \"%s\", --persona \"%s\" or --neither \"%s\". A line that only goes on with a turn is written with spaces before it."
                            .formatted(name, e.getMessage(), e.speaker(), e.speaker(), e.speaker()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** Of another scenario its times mean nothing. */
    private static Optional<List<LoggedEvent>> log(CallFile read, Scenario chosen) {
        return read.events()
                .filter(events -> LoggedEvent.start(events)
                        .filter(started -> started.scenario().equals(chosen.id()))
                        .isPresent());
    }

    /** What is graded or run again are an authored leader's lines. */
    private void sayIfSwapped(Scenario chosen, CallFile read) {
        Circumstances.Swapped swapped = read.start()
                .map(RecordedCall.Start::circumstances)
                .orElse(Circumstances.PLAIN)
                .swapped();
        if (swapped != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(
                    "In this call the seats were swapped: %s led, and a person played %s. It is nobody's attempt.%n",
                    swapped.title(), chosen.plot().persona().name());
            err.flush();
        }
    }
}
