package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.Wav;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.FreeTtsSynthesizer;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.synthesis.VoiceChoice;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A voice for the caller's side of a measurement, 16 kHz. */
interface Talker {
    String name();

    /** @throws UncheckedIOException when the voice's program fails */
    AudioClip say(String words);

    /**
     * The voices that this machine has: the built-in one at three paces, and those of flite and espeak-ng where these
     * programs are installed.
     */
    static List<Talker> available() {
        List<Talker> talkers = new ArrayList<>();
        if (onPath("flite")) {
            for (String voice : List.of("slt", "rms", "awb")) {
                talkers.add(new Program("flite " + voice, "flite", "-voice", voice, "-o", Program.OUT, "-t"));
            }
        }
        if (onPath("espeak-ng")) {
            talkers.add(new Program("espeak-ng en-us", "espeak-ng", "-v", "en-us", "-s", "150", "-w", Program.OUT));
        }
        SpeechSynthesizer kevin = FreeTtsSynthesizer.load();
        talkers.add(new BuiltIn(kevin, "measured", new Prosody(0.9, 1.2, 1, 1)));
        if (talkers.size() < 3) {
            talkers.add(new BuiltIn(kevin, "slow", new Prosody(0.8, 1.0, 1, 1)));
            talkers.add(new BuiltIn(kevin, "high", new Prosody(0.95, 1.4, 1, 1)));
        }
        return List.copyOf(talkers);
    }

    /**
     * Voices by name: those of {@link #available}, and those by which the persona could speak.
     *
     * @throws dev.calmroom.synthesis.SynthesisException when there is no such voice
     */
    static List<Talker> named(List<String> names, VoiceChoice voices) {
        Map<String, Talker> known = new LinkedHashMap<>();
        available().forEach(talker -> known.put(talker.name(), talker));
        return names.stream()
                .map(name -> {
                    Talker talker = known.get(name);
                    return talker == null ? natural(voices.load(name)) : talker;
                })
                .toList();
    }

    private static Talker natural(SpeechSynthesizer voice) {
        return new BuiltIn(voice, "", Prosody.PLAIN);
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** A voice of the product's own; with a manner it is otherwise paced and pitched than the persona's. */
    record BuiltIn(SpeechSynthesizer synthesizer, String manner, Prosody prosody) implements Talker {
        @Override
        public String name() {
            return manner.isEmpty() ? synthesizer.name() : synthesizer.name() + ", " + manner;
        }

        @Override
        public AudioClip say(String words) {
            List<AudioClip> clips = new ArrayList<>();
            try (AudioStream stream = synthesizer.synthesize(words, prosody)) {
                for (Optional<AudioClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
                    clips.add(clip.get());
                }
            }
            return Resampler.resample(AudioClip.concat(clips), AudioClip.SPEECH_RATE);
        }
    }

    /** A speech program of the machine, one process a clip. */
    record Program(String name, List<String> command) implements Talker {
        static final String OUT = "{out}";

        Program(String name, String... command) {
            this(name, List.of(command));
        }

        @Override
        public AudioClip say(String words) {
            try {
                Path out = Files.createTempFile("utterance", ".wav");
                try {
                    List<String> line = new ArrayList<>(command.stream()
                            .map(part -> part.equals(OUT) ? out.toString() : part)
                            .toList());
                    line.add(words);
                    Process process = new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
                    if (process.waitFor() != 0) {
                        throw new IOException("%s ended with %d".formatted(name, process.exitValue()));
                    }
                    return Resampler.resample(Wav.read(out), AudioClip.SPEECH_RATE);
                } finally {
                    Files.deleteIfExists(out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while " + name + " spoke", e);
            }
        }
    }
}
