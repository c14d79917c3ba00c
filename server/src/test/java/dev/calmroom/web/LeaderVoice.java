package dev.calmroom.web;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.FreeTtsSynthesizer;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A leader for tests: speaks more slowly and a little higher than the persona. */
final class LeaderVoice {
    private static final SpeechSynthesizer VOICE = FreeTtsSynthesizer.load();
    private static final Map<String, AudioClip> SPOKEN = new ConcurrentHashMap<>();

    /** A short call that is led well. */
    static final List<String> SIX_LINES = List.of(
            "Before anything else, how are you doing?",
            "We will get through this together.",
            "What is the worst case if we roll back?",
            "What does your gut tell you?",
            "Then do the targeted fix. I trust your judgment.",
            "I will take care of sales and the board.");

    private LeaderVoice() {}

    static AudioClip say(String text) {
        return SPOKEN.computeIfAbsent(text, LeaderVoice::speak);
    }

    private static AudioClip speak(String text) {
        List<AudioClip> clips = new ArrayList<>();
        try (AudioStream stream = VOICE.synthesize(text, new Prosody(0.9, 1.2, 1, 1))) {
            for (Optional<AudioClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
                clips.add(clip.get());
            }
        }
        return AudioClip.concat(clips);
    }
}
