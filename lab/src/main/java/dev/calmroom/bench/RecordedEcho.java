package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a real device recorded while somebody was heard from its loudspeaker: two files, as the AEC Challenge of ICASSP
 * names them, {@code …_farend_singletalk_lpb.wav} for what was played and {@code …_farend_singletalk_mic.wav} for what the
 * microphone heard of it, or {@code …_doubletalk_…} where somebody spoke into it.
 *
 * @param played what the loudspeaker played, 16 kHz
 * @param heard by the microphone, 16 kHz
 * @param spokenInto whether somebody spoke into it
 */
record RecordedEcho(AudioClip played, AudioClip heard, boolean spokenInto) {
    private static final String PLAYED = "_lpb.wav";
    private static final String HEARD = "_mic.wav";
    private static final String ALONE = "farend_singletalk";
    private static final String BOTH = "doubletalk";

    /**
     * All pairs below a folder, in the order of their names; those in which nobody is heard from the loudspeaker are left.
     *
     * @throws IOException when one cannot be read, or there is none
     */
    static List<RecordedEcho> in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> name(file).endsWith(PLAYED)).sorted().toList();
        }
        List<RecordedEcho> pairs = new ArrayList<>();
        for (Path file : files) {
            Path heard = file.resolveSibling(name(file).replace(PLAYED, HEARD));
            if (Files.exists(heard) && (name(file).contains(ALONE) || name(file).contains(BOTH))) {
                pairs.add(new RecordedEcho(read(file), read(heard), name(file).contains(BOTH)));
            }
        }
        if (pairs.isEmpty()) {
            throw new IOException(
                    "%s has no pair of files such as 1_%s%s and 1_%s%s".formatted(folder, ALONE, PLAYED, ALONE, HEARD));
        }
        return pairs;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static AudioClip read(Path file) throws IOException {
        return Resampler.resample(Wav.read(file), AudioClip.SPEECH_RATE);
    }
}
