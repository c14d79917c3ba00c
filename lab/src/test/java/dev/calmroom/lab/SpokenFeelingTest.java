package dev.calmroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.recognition.WordErrors;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.synthesis.VoiceCatalogue;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.synthesis.VoiceStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * That one hears how the persona feels: the same line in three states differs in pace, pitch and pauses by what a
 * listener notices (about 5 % of tempo, 5 % of pitch), and is still understood.
 */
@Tag("slow")
@Tag("audio")
class SpokenFeelingTest {
    private static final Scenario SCENARIO =
            new ScenarioFiles(Path.of(System.getProperty("calmroom.root"), "prompts")).load("platform-down");
    private static final ModelCache CACHE = ModelCache.standard(System.getenv());
    private static final int LINES = 8;

    @Test
    void theBuiltInVoiceSoundsAsThePersonaFeelsAndStaysUnderstood() {
        // A recogniser trained on people follows a diphone voice only so far: what counts is that no state is worse.
        hears("freetts", 0.35);
    }

    @Test
    void andSoDoesANeuralVoiceWhereOneIsInstalled() {
        List<String> installed = new VoiceStore(CACHE.place()).installed();
        Assumptions.assumeFalse(installed.isEmpty(), "no neural voice: './calmroom voices install joe' fetches one");
        hears(installed.getFirst(), 0.2);
    }

    private static void hears(String name, double mostErrors) {
        VoiceChoice choice = new VoiceChoice(new VoiceStore(CACHE.place()), VoiceCatalogue.builtIn(), trouble -> {
            throw trouble;
        });
        Map<String, Delivery> deliveries = BenchVoices.deliveries(SCENARIO);
        Map<String, VoiceFigures.Manner> manners = new LinkedHashMap<>();
        try (SpeechSynthesizer voice = choice.load(Map.of("CALMROOM_VOICE", name));
                VoskRecognizer recognizer = VoskRecognizer.load(CACHE, 2)) {
            VoiceFigures figures = new VoiceFigures(voice);
            List<String> lines = BenchVoices.lines(SCENARIO);
            deliveries.forEach((state, delivery) -> {
                VoiceFigures.Manner manner = figures.manner(
                        BenchVoices.sentence(lines), BenchVoices.prosody(delivery), delivery.clausePause());
                WordErrors errors = WordErrors.NONE;
                for (String line : lines.subList(0, LINES)) {
                    errors = errors.plus(figures.errors(
                            line,
                            BenchVoices.prosody(delivery),
                            delivery.clausePause(),
                            recognizer,
                            BenchVoices.vocabulary(SCENARIO)));
                }
                manners.put(state, manner);
                System.out.printf(
                        Locale.ROOT,
                        "%s, %s: %.2f s, f0 %.0f Hz, pauses %.0f %%, word error rate %.1f %%%n",
                        voice.name(),
                        state,
                        manner.duration().toMillis() / 1000.0,
                        manner.medianHertz(),
                        100 * manner.pauseShare(),
                        100 * errors.rate());
                assertThat(errors.rate()).as(state).isLessThanOrEqualTo(mostErrors);
            });
        }
        VoiceFigures.Manner strained = Objects.requireNonNull(manners.get(BenchVoices.START));
        VoiceFigures.Manner between = Objects.requireNonNull(manners.get(BenchVoices.MIDDLE));
        VoiceFigures.Manner settled = Objects.requireNonNull(manners.get(BenchVoices.BEST));
        for (VoiceFigures.Manner[] pair : new VoiceFigures.Manner[][] {{strained, between}, {between, settled}}) {
            assertThat(pair[0].medianHertz()).isGreaterThan(1.05 * pair[1].medianHertz());
            assertThat(pair[0].pauseShare()).isGreaterThan(pair[1].pauseShare() + 0.02);
            assertThat(1.05 * sounding(pair[0]))
                    .as("the more strained, the quicker the words, and the longer the rests between them")
                    .isLessThan(sounding(pair[1]));
        }
        assertThat(1.05 * strained.duration().toMillis())
                .isLessThan((double) settled.duration().toMillis());
    }

    /** Milliseconds without the pauses. */
    private static double sounding(VoiceFigures.Manner manner) {
        return manner.duration().toMillis() * (1 - manner.pauseShare());
    }
}
