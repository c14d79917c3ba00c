package dev.calmroom.app;

import dev.calmroom.authoring.PromptsInUse;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.persona.ReadingModels;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.recognition.RecognitionListener;
import dev.calmroom.recognition.RecognitionStream;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.storage.BufferedEventLog;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /actuator/health} says: which engine is ill, and why. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {
    private static final short[] TWENTY_MILLISECONDS = new short[320];
    private static final int SECONDS_TO_ANSWER = 5;

    @Bean
    HealthIndicator recogniserHealthIndicator(SpeechRecognizer recognizer) {
        return new EngineHealth(recognizer::name, () -> listen(recognizer), Status.DOWN, System::nanoTime);
    }

    @Bean
    HealthIndicator voiceHealthIndicator(SpeechSynthesizer voice) {
        return new EngineHealth(voice::name, () -> speak(voice), Status.DOWN, System::nanoTime);
    }

    @Bean
    HealthIndicator personaHealthIndicator(PersonaAgents casting, ReadingModels readers, PersonaModel model) {
        Supplier<String> name = () -> readers.name()
                .map(reader -> "%s; turns are read by %s too".formatted(casting.name(), reader))
                .orElseGet(casting::name);
        return new EngineHealth(name, () -> ask(model.language()), EngineHealth.DEGRADED, System::nanoTime);
    }

    /** In its place the built-in judge grades. */
    @Bean
    HealthIndicator graderHealthIndicator(GraderModel model) {
        String name = model.language().map(LanguageModel::name).orElse("built-in");
        return new EngineHealth(() -> name, () -> ask(model.language()), EngineHealth.DEGRADED, System::nanoTime);
    }

    private static void ask(Optional<LanguageModel> model) throws InterruptedException {
        if (model.isPresent()) {
            model.get().check();
        }
    }

    /** Asked anew each time: a store that is away is noticed while no call is writing, too. */
    @Bean
    HealthIndicator storeHealthIndicator(SessionIndex sessions, BufferedEventLog log) {
        return () -> {
            Health.Builder health = Health.up();
            String trouble = log.trouble();
            try {
                sessions.ping();
            } catch (RuntimeException e) {
                trouble = e.getMessage();
            }
            if (trouble != null) {
                health.down().withDetail("reason", trouble);
            }
            return health.withDetail("eventsWaiting", log.waiting())
                    .withDetail("eventsThatMayWait", log.bound())
                    .build();
        };
    }

    @Bean
    MeterBinder eventsWaiting(BufferedEventLog log, ServiceSettings settings) {
        return meters -> {
            Gauge.builder("calmroom.events.waiting", log, BufferedEventLog::waiting)
                    .description("Events that wait in memory for the database")
                    .register(meters);
            Gauge.builder("calmroom.lines", settings, ServiceSettings::lines)
                    .description("Calls that there may be at once")
                    .register(meters);
        };
    }

    /** A broken edit ends no call: what was good stays in use, and whoever looks here is told of it. */
    @Bean
    HealthIndicator promptsHealthIndicator(PromptsInUse prompts) {
        return () -> {
            List<Problem> problems = prompts.look();
            Health.Builder health = problems.isEmpty() ? Health.up() : Health.status(EngineHealth.DEGRADED);
            if (!problems.isEmpty()) {
                health.withDetail("reason", "Edited prompts are not in use; the last good version is.")
                        .withDetail(
                                "problems",
                                problems.stream().map(Problem::toString).toList());
            }
            return health.build();
        };
    }

    private static void listen(SpeechRecognizer recognizer) throws Exception {
        try (RecognitionStream stream = recognizer.open(Vocabulary.NONE, new NobodyListening())) {
            stream.accept(0, TWENTY_MILLISECONDS);
            stream.finish().get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        }
    }

    private static void speak(SpeechSynthesizer voice) {
        try (AudioStream sound = voice.synthesize("Yes.", Prosody.PLAIN)) {
            if (sound.next().isEmpty()) {
                throw new IllegalStateException("The voice makes no sound.");
            }
        }
    }

    private static final class NobodyListening implements RecognitionListener {
        @Override
        public void onPartial(String text, long upTo) {}

        @Override
        public void onError(RecognitionException error) {}
    }
}
