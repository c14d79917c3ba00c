package dev.calmroom.bench;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one utterance spoken into a call.
 *
 * @param voiceToVoice milliseconds from the true end of her speech to the first sample of his above the noise floor
 *     that the caller's loudspeaker plays, its jitter buffer of 60 ms included; null where he cut in or did not answer
 * @param cutIn he took his turn before she had finished
 * @param murmured he let himself be heard in a pause of hers and gave way as she went on: her turn stayed one
 * @param stages milliseconds since the end of her speech as the service saw it, by stage; empty where he cut in
 */
public record Exchange(
        Recorded said, @Nullable Double voiceToVoice, boolean cutIn, boolean murmured, Map<String, Double> stages) {

    boolean answered() {
        return voiceToVoice != null;
    }

    /** Milliseconds to his first word, later than his first sound where he murmurs before it; empty where not answered. */
    Optional<Double> firstWord() {
        double lead = stages.getOrDefault("firstWordPlayed", 0.0) - stages.getOrDefault("firstAudioPlayed", 0.0);
        return Optional.ofNullable(voiceToVoice).map(sound -> sound + Math.max(0, lead));
    }
}
