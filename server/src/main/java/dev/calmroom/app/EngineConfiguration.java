package dev.calmroom.app;

import dev.calmroom.call.CallEngines;
import dev.calmroom.call.CallRecording;
import dev.calmroom.call.ModelThreads;
import dev.calmroom.call.SoundConsent;
import dev.calmroom.call.Voices;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SecondHearing;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.replay.SpareEars;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.synthesis.VoiceCatalogue;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.synthesis.VoiceStore;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndingModel;
import dev.calmroom.turntaking.OverlappingWords;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engines that hear and speak, loaded once for all calls. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(EngineConfiguration.class);

    @Bean
    SpeechRecognizer speechRecognizer() {
        String elsewhere =
                System.getenv().getOrDefault("CALMROOM_RECOGNIZER_URL", "").strip();
        if (!elsewhere.isEmpty()) {
            return VoskRecognizer.at(URI.create(elsewhere));
        }
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return VoskRecognizer.load(ModelCache.standard(System.getenv()), threads);
    }

    @Bean
    SecondHearing secondHearing() {
        return SecondHearing.of(System.getenv());
    }

    @Bean
    SpareEars spareEars() {
        return new SpareEars(() -> VoskRecognizer.load(ModelCache.standard(System.getenv()), 1));
    }

    @Bean
    VoiceChoice voiceChoice() {
        VoiceStore store = new VoiceStore(ModelCache.standard(System.getenv()).place(), System.getenv());
        return new VoiceChoice(store, VoiceCatalogue.builtIn(), trouble -> LOG.warn(trouble.getMessage()));
    }

    @Bean
    SpeechSynthesizer speechSynthesizer(VoiceChoice choice) {
        return choice.load(System.getenv());
    }

    /** What a caller may choose from: the voice that speaks, and whatever else is installed. */
    @Bean
    Voices voices(VoiceChoice choice, SpeechSynthesizer standard) {
        VoiceCatalogue catalogue = VoiceCatalogue.builtIn();
        List<Voices.Offer> offers = new ArrayList<>();
        offers.add(new Voices.Offer(choice.chosen(System.getenv()), standard.name()));
        for (String id : choice.others(System.getenv())) {
            offers.add(new Voices.Offer(
                    id,
                    catalogue.find(id).map(VoiceCatalogue.Entry::description).orElse("")));
        }
        return new Voices(offers, standard, choice::load, VoiceChoice.BUILT_IN);
    }

    @Bean
    SileroModel voiceActivityModel() {
        return SileroModel.load();
    }

    @Bean
    EndingModel endingModel() {
        return EndingModel.load();
    }

    @Bean
    SoundConsent soundConsent() {
        return new SoundConsent();
    }

    @Bean
    ModelThreads modelThreads() {
        return new ModelThreads(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    @Bean
    CallEngines callEngines(
            SpeechRecognizer recognizer,
            SpeechSynthesizer voice,
            Voices voices,
            SileroModel voiceActivity,
            EndingModel endings,
            ModelThreads models,
            CallRecording.Factory recordings,
            SoundConsent consent,
            SecondHearing second) {
        TurnLexicon lexicon = TurnLexicon.english();
        return new CallEngines(
                recognizer,
                voice,
                voices::another,
                voiceActivity::open,
                EndOfTurnDetector.standard(lexicon, endings),
                new OverlappingWords(lexicon)::takesFloor,
                models,
                consent.over(recordings),
                second);
    }
}
