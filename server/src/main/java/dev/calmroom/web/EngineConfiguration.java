package dev.calmroom.web;

import dev.calmroom.call.CallEngines;
import dev.calmroom.call.CallRecording;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.synthesis.FreeTtsSynthesizer;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.OverlappingWords;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engines that hear and speak, loaded once for all calls. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    SpeechRecognizer speechRecognizer() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return VoskRecognizer.load(ModelCache.standard(System.getenv()), threads);
    }

    @Bean
    SpeechSynthesizer speechSynthesizer() {
        return FreeTtsSynthesizer.load();
    }

    @Bean
    SileroModel voiceActivityModel() {
        return SileroModel.load();
    }

    @Bean
    CallEngines callEngines(
            SpeechRecognizer recognizer,
            SpeechSynthesizer voice,
            SileroModel voiceActivity,
            CallRecording.Factory recordings) {
        TurnLexicon lexicon = TurnLexicon.english();
        return new CallEngines(
                recognizer,
                voice,
                voiceActivity::open,
                EndOfTurnDetector.standard(lexicon),
                new OverlappingWords(lexicon)::takesFloor,
                recordings);
    }
}
