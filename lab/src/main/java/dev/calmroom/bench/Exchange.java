package dev.calmroom.bench;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one utterance spoken into a call.
 *
 * @param voiceToVoice milliseconds from the true end of the caller's speech to the first sample of the persona above
 *     the noise floor that the caller's loudspeaker plays, its jitter buffer of 60 ms included; null where the persona
 *     cut in or did not answer
 * @param cutIn the persona took its turn before the caller had finished
 * @param murmured the persona murmured in a pause of the caller's and gave way when speech went on: the turn stayed one
 * @param stages milliseconds since the end of speech as the service saw it, by stage; empty where the persona cut in
 */
public record Exchange(
        Recorded said, @Nullable Double voiceToVoice, boolean cutIn, boolean murmured, Map<String, Double> stages) {

    boolean answered() {
        return voiceToVoice != null;
    }

    /**
     * Milliseconds to the persona's first word: later than the first sound after a murmur; empty where not answered.
     */
    Optional<Double> firstWord() {
        double lead = stages.getOrDefault("firstWordPlayed", 0.0) - stages.getOrDefault("firstAudioPlayed", 0.0);
        return Optional.ofNullable(voiceToVoice).map(sound -> sound + Math.max(0, lead));
    }
}
