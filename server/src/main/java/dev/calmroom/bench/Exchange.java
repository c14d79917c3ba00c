package dev.calmroom.bench;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one utterance spoken into a call.
 *
 * @param voiceToVoice milliseconds from the true end of her speech to the first sample of his above the noise floor
 *     that the caller's loudspeaker plays, its jitter buffer of 60 ms included; null where he cut in or did not answer
 * @param cutIn he began to speak before she had finished
 * @param stages milliseconds since the end of her speech as the service saw it, by stage; empty where he cut in
 */
public record Exchange(Recorded said, @Nullable Double voiceToVoice, boolean cutIn, Map<String, Double> stages) {

    boolean answered() {
        return voiceToVoice != null;
    }
}
