package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.call.EchoTrial;
import dev.calmroom.call.VirtualCall;
import dev.calmroom.caller.RoomEcho;
import dev.calmroom.recognition.Dictation;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndingModel;
import dev.calmroom.turntaking.OverlappingWords;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Open loudspeakers that distort, at several delays and loudnesses, on a clock of samples: the persona alone, and the
 * leader speaking into it. No recording of a real device is among it.
 */
public final class EchoBench {
    /** What voices are brought to, against full scale. */
    private static final double LOUD = Math.pow(10, Loudness.TARGET / 20);

    private static final int SAMPLES = 10_000;
    private static final Duration INTO = Duration.ofMillis(2_500);

    /**
     * A device.
     *
     * @param decibels of the echo's direct sound against the persona's voice
     * @param drive how far the loudspeaker is driven into its limits; 0 not at all
     */
    public record Device(int decibels, Duration delay, double drive) {
        String inWords() {
            return "%d dB after %d ms, %s"
                    .formatted(
                            decibels,
                            delay.toMillis(),
                            drive == 0 ? "clean" : drive < 3 ? "distorted" : "badly distorted");
        }

        EchoTrial.Room room() {
            RoomEcho echo = new RoomEcho(delay, decibels);
            return (played, spoken) -> echo.pass(distorted(played), spoken);
        }

        /** A small loudspeaker's limits: the louder, the flatter, and more so in one direction; as loud as without. */
        private short[] distorted(short[] played) {
            if (drive == 0) {
                return played;
            }
            double gain = LOUD / rms();
            short[] out = new short[played.length];
            for (int i = 0; i < out.length; i++) {
                double y = gain * bent(played[i] / 32_768.0);
                out[i] = (short) Math.clamp(Math.round(y * 32_768), Short.MIN_VALUE, Short.MAX_VALUE);
            }
            return out;
        }

        private double bent(double sample) {
            double x = 4 * drive * sample;
            return Math.tanh(x + 0.15 * x * x);
        }

        /** Of noise as loud as the persona's voice, after it has been bent. */
        private double rms() {
            Random random = new Random(1);
            double power = 0;
            for (int i = 0; i < SAMPLES; i++) {
                double bent = bent(LOUD * random.nextGaussian());
                power += bent * bent / SAMPLES;
            }
            return Math.sqrt(power);
        }
    }

    private static final List<Device> DEVICES = List.of(
            new Device(-6, Duration.ofMillis(60), 0),
            new Device(-6, Duration.ofMillis(180), 1.5),
            new Device(-6, Duration.ofMillis(120), 4),
            new Device(-12, Duration.ofMillis(60), 1.5),
            new Device(-12, Duration.ofMillis(240), 4),
            new Device(-20, Duration.ofMillis(120), 1.5),
            new Device(-20, Duration.ofMillis(40), 4),
            new Device(-30, Duration.ofMillis(80), 4));

    /**
     * What happened with a device.
     *
     * @param name of the device, or of several
     * @param alone the persona spoke by itself
     * @param both the leader spoke into it
     */
    public record Row(String name, List<EchoTrial.Outcome> alone, List<EchoTrial.Outcome> both) {}

    private EchoBench() {}

    /**
     * @param replies what the persona says
     * @param voice the persona's
     * @param voices the leaders'
     */
    public static List<Row> run(
            Path interjections,
            List<String> replies,
            String voice,
            List<String> voices,
            VoiceChoice choice,
            SpeechRecognizer recognizer,
            Runnable each)
            throws IOException {
        List<String> words = Interjection.Repertoire.read(interjections).words();
        Talker persona = Talker.named(List.of(voice), choice).getFirst();
        List<Talker> leaders = Talker.named(voices, choice);
        List<EchoTrial.Persona> said = replies.stream()
                .map(line -> new EchoTrial.Persona(line, level(persona.say(line))))
                .toList();
        List<Row> rows = new ArrayList<>();
        try (SileroModel voiceActivity = SileroModel.load();
                EndingModel endings = EndingModel.load()) {
            EchoTrial trial = trial(recognizer, voiceActivity, endings);
            List<EchoTrial.Leader> spoken = new ArrayList<>();
            for (int i = 0; i < said.size(); i++) {
                AudioClip clip = leaders.get(i % leaders.size()).say(words.get(i % words.size()));
                spoken.add(new EchoTrial.Leader(level(clip), INTO));
            }
            for (Device device : DEVICES) {
                rows.add(row(device, trial, said, spoken, each));
            }
        }
        return rows;
    }

    private static EchoTrial trial(SpeechRecognizer recognizer, SileroModel voiceActivity, EndingModel endings) {
        EndOfTurnDetector endOfTurn = EndOfTurnDetector.standard(TurnLexicon.english(), endings);
        return new EchoTrial(
                () -> new VirtualCall.Ears(
                        recognizer, Vocabulary.NONE, voiceActivity.open(), endOfTurn::decide, PauseStatistics.UNKNOWN),
                new OverlappingWords(TurnLexicon.english())::takesFloor);
    }

    /**
     * Devices that somebody recorded. A recording cannot be stopped: what counts is what the call decides first. A call
     * knows what its persona says; here the recogniser says it of what was played. Where somebody speaks into it, it is
     * not known when: all that happens counts as for whoever speaks.
     *
     * @param folder of pairs as {@link RecordedEcho} reads them
     * @throws IOException when they cannot be read
     */
    public static Row recorded(Path folder, SpeechRecognizer recognizer) throws IOException {
        List<EchoTrial.Outcome> alone = new ArrayList<>();
        List<EchoTrial.Outcome> both = new ArrayList<>();
        Dictation words = new Dictation(recognizer);
        try (SileroModel voiceActivity = SileroModel.load();
                EndingModel endings = EndingModel.load()) {
            EchoTrial trial = trial(recognizer, voiceActivity, endings);
            for (RecordedEcho pair : RecordedEcho.in(folder)) {
                String said = words.hear(pair.played(), Vocabulary.NONE).text();
                EchoTrial.Outcome outcome = trial.play(
                        new EchoTrial.Persona(said, pair.played()),
                        new EchoTrial.Leader(pair.heard(), Duration.ZERO),
                        (played, spoken) -> {});
                (pair.spokenInto() ? both : alone).add(outcome);
            }
        }
        return new Row("recorded", alone, both);
    }

    private static Row row(
            Device device,
            EchoTrial trial,
            List<EchoTrial.Persona> said,
            List<EchoTrial.Leader> spoken,
            Runnable each) {
        List<EchoTrial.Outcome> alone = new ArrayList<>();
        List<EchoTrial.Outcome> both = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            alone.add(trial.play(said.get(i), EchoTrial.Leader.SILENT, device.room()));
            both.add(trial.play(said.get(i), spoken.get(i), device.room()));
            each.run();
        }
        return new Row(device.inWords(), alone, both);
    }

    /** How many trials there are with so many replies. */
    public static int trials(int replies) {
        return DEVICES.size() * replies;
    }

    private static AudioClip level(AudioClip clip) {
        return Loudness.normalise(clip, Loudness.TARGET);
    }
}
