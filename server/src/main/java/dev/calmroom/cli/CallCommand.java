package dev.calmroom.cli;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.Silence;
import dev.calmroom.audio.Wav;
import dev.calmroom.caller.Phone;
import dev.calmroom.caller.Playback;
import dev.calmroom.log.SessionEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A call without a browser. */
@Command(
        name = "call",
        description =
                "Play recordings into a running service as a caller would, or type, and listen to what comes back.",
        mixinStandardHelpOptions = true)
final class CallCommand implements Callable<Integer> {
    /** Sound under this level, in dBFS, is not speech. */
    private static final double FLOOR = -50;

    /** A call lasts as long as the service lets it; only one that gives no sign any more is not waited for. */
    private static final Duration NO_SIGN = Duration.ofSeconds(60);

    /** A grader's model is given minutes for an answer, and the line is silent meanwhile. */
    private static final Duration UNTIL_GRADED = Duration.ofMinutes(11);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--wav",
            paramLabel = "FILE",
            arity = "1..*",
            description = "What the caller says, one file a turn, each spoken after the persona has finished.")
    private List<Path> wavs = List.of();

    @Option(
            names = "--say",
            paramLabel = "WORDS",
            arity = "1..*",
            description = "What the caller types, each a turn. Comes after --wav.")
    private List<String> typed = List.of();

    @Option(names = "--url", defaultValue = "http://localhost:8080", description = "The service (${DEFAULT-VALUE}).")
    private URI url = URI.create("http://localhost:8080");

    @Option(names = "--scenario", defaultValue = "", description = "Which scenario; none: the server's first one.")
    private String scenario = "";

    @Option(
            names = "--from",
            paramLabel = "SESSION:TURN|FILE:TURN",
            description = {
                "Take a past call again from this turn on; the old one stays as it is. With a transcript in place of the",
                "session: a call that was held elsewhere, with the persona in the other's place. The service keeps it too."
            })
    private @Nullable String from;

    @Mixin
    private WhoIsWho names = new WhoIsWho();

    @Option(names = "--seed", description = "Seed of the session, for a call that can be repeated.")
    private @Nullable Long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Write what the persona said to this WAV file.")
    private @Nullable Path out;

    @Option(
            names = "--barge-in",
            paramLabel = "MS",
            description = "Speak each next file this many milliseconds after the persona begins, over its voice.")
    private @Nullable Integer bargeIn;

    @Option(names = "--keep-sound", description = "Have the sound of both sides kept with the call.")
    private boolean keepSound;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (wavs.isEmpty() && typed.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Say what the caller says: --wav with recordings, or --say with words.");
        }
        List<Phone.SpokenClip> clips = new ArrayList<>();
        for (Path wav : wavs) {
            clips.add(load(wav));
        }
        try (Phone phone = dial()) {
            if (!phone.await(
                            () -> phone.welcome().isPresent() || phone.failure().isPresent(), NO_SIGN)
                    || phone.failure().isPresent()) {
                throw new IOException(phone.failure().orElse("The service took the call but said nothing."));
            }
            phone.answer();
            try {
                converse(phone, clips);
            } catch (IOException broken) {
                report(phone);
                throw broken;
            }
            phone.hangUp();
            phone.await(() -> phone.happened(SessionEvent.SessionGraded.class), UNTIL_GRADED);
            report(phone);
            return 0;
        }
    }

    /** What was heard, also where the call did not come to its end. */
    private void report(Phone phone) throws IOException {
        CallReport report = CallReport.of(phone);
        if (out != null) {
            Wav.write(report.voice(), out);
        }
        spec.commandLine().getOut().println(json ? report.json() : report.text());
    }

    /** Says one after the other, until all is said or the call is over. */
    private void converse(Phone phone, List<Phone.SpokenClip> clips) throws IOException, InterruptedException {
        if (from == null) {
            awaitEndOfTurn(phone, 1);
        }
        int said = 0;
        while (said < clips.size() + typed.size() && !hasEnded(phone)) {
            if (said < clips.size()) {
                speak(phone, clips.get(said));
            } else {
                int before = phone.playbacks().size();
                phone.type(typed.get(said - clips.size()));
                awaitEndOfTurn(phone, before + 1);
            }
            said++;
        }
        int left = clips.size() + typed.size() - said;
        if (left > 0) {
            spec.commandLine().getErr().println(endedEarly(phone.events(SessionEvent.SessionEnded.class), left));
        }
    }

    private static boolean hasEnded(Phone phone) {
        return phone.happened(SessionEvent.SessionEnded.class);
    }

    /** @param left how many turns of the caller's were not said */
    static String endedEarly(List<SessionEvent.SessionEnded> ended, int left) {
        String why = ended.isEmpty()
                ? "the line went dead"
                : switch (ended.getLast().reason()) {
                    case TIME_UP -> "its time was up";
                    case PERSONA_HUNG_UP -> "the persona hung up";
                    case HUNG_UP -> "it was hung up";
                    case LOST -> "the connection was lost";
                    case TRANSCRIPT_ENDED -> "there was no more of it";
                };
        return "The call was over before all was said: %s. %s not said."
                .formatted(why, left == 1 ? "One turn was" : left + " turns were");
    }

    private Phone dial() throws IOException, InterruptedException {
        if (from == null) {
            if (names.isSaid()) {
                throw new ParameterException(
                        spec.commandLine(), "--leader, --persona and --neither are for a file: --from FILE:TURN.");
            }
            return keepSound ? Phone.dialRecorded(url, scenario, seed) : Phone.dial(url, scenario, seed);
        }
        PastCall past = past(from);
        past.checkIsLeaders(url);
        JsonNode retake = past.post(url, "/retakes?turn=" + (past.turn() - 1), "");
        if (retake.path("note").isString()) {
            spec.commandLine().getErr().println(retake.path("note").asString());
        }
        return Phone.retake(url, retake.path("resume").asString(""));
    }

    private PastCall past(String name) throws IOException, InterruptedException {
        PastCall past = PastCall.of(name);
        Path file = Path.of(past.session());
        if (Files.isRegularFile(file)) {
            return new BroughtInFile(file, past.turn())
                    .take(url, scenario, names, spec.commandLine().getErr());
        }
        if (names.isSaid()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no file %s; --leader, --persona and --neither say who is who in one.".formatted(file));
        }
        return past;
    }

    private static Phone.SpokenClip load(Path file) throws IOException {
        AudioClip clip = Resampler.resample(Wav.read(file), AudioClip.SPEECH_RATE);
        AudioClip sounding = Silence.trim(clip, FLOOR, Duration.ZERO);
        int lastSound = sounding.isEmpty() ? clip.length() - 1 : Silence.onset(clip, FLOOR) + sounding.length() - 1;
        return new Phone.SpokenClip(clip, Math.min(lastSound, clip.length() - 1));
    }

    /** Speaks, and waits until the persona has answered; with barge-in only until it has begun. */
    private void speak(Phone phone, Phone.SpokenClip clip) throws IOException, InterruptedException {
        int before = phone.playbacks().size();
        phone.speak(clip);
        phone.awaitAlive(() -> !phone.isSpeaking() || hasEnded(phone), NO_SIGN);
        Integer after = bargeIn;
        if (after == null) {
            awaitEndOfTurn(phone, before + 1);
        } else if (phone.awaitAlive(() -> phone.playbacks().size() > before || hasEnded(phone), NO_SIGN)
                && !hasEnded(phone)) {
            Playback playback = phone.playbacks().getLast();
            phone.awaitAlive(
                    () -> hasEnded(phone)
                            || (playback.firstArrival() != 0
                                    && System.nanoTime() - playback.firstArrival() >= after * 1_000_000L),
                    NO_SIGN);
        }
    }

    /** Until so many of the persona's turns have been played to their end, or the call is over. */
    private static void awaitEndOfTurn(Phone phone, int turns) throws IOException, InterruptedException {
        boolean answered = phone.awaitAlive(
                () -> hasEnded(phone)
                        || (phone.playbacks().size() >= turns
                                && phone.playbacks().getLast().isDone()
                                // What was taken back, because the leader went on, is said anew.
                                && !phone.playbacks().getLast().wasInterrupted()),
                NO_SIGN);
        if (!answered) {
            throw new IOException(phone.failure().orElse(noSign(phone.isOver())));
        }
    }

    /** @param closed whether the service has closed the line, without a word of why */
    static String noSign(boolean closed) {
        return closed
                ? "The service closed the line in the middle of the call. Is it still running?"
                : "Nothing has come from the service for %d seconds. Is it still running?"
                        .formatted(NO_SIGN.toSeconds());
    }
}
