package dev.calmroom.app;

import dev.calmroom.call.Switchboard;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.synthesis.Rehearsal;
import dev.calmroom.synthesis.SpeechSynthesizer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** While no line is in use, the voice makes beforehand what the personas are likely to say. */
@Component
final class VoiceRehearsal implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceRehearsal.class);

    private final ScenarioShelf scenarios;
    private final SpeechSynthesizer voice;
    private final Rehearsal rehearsal;

    VoiceRehearsal(ScenarioShelf scenarios, SpeechSynthesizer voice, Switchboard switchboard, MeterRegistry meters) {
        this.scenarios = scenarios;
        this.voice = voice;
        this.rehearsal = new Rehearsal(
                voice, () -> switchboard.lines() == 0, trouble -> LOG.warn("The voice: {}", trouble.getMessage()));
        Gauge.builder("calmroom.voice.made-before", voice, SpeechSynthesizer::shareMadeBefore)
                .description("Share of the clauses said so far that had been made beforehand")
                .register(meters);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (voice.gainsByRehearsal()) {
            rehearsal.start(this::likely);
        }
    }

    /** For a beginning somebody waits, in whichever scenario: those of all come before how any line goes on. */
    private List<Rehearsal.Likely> likely() {
        List<LikelyClauses> clauses = scenarios.ids().stream()
                .flatMap(id -> playable(id).stream())
                .map(scenario -> new LikelyClauses(scenario, voice::splitter))
                .toList();
        return Stream.<Function<LikelyClauses, List<Rehearsal.Likely>>>of(
                        LikelyClauses::murmurs, LikelyClauses::beginnings, LikelyClauses::rest)
                .flatMap(kind -> clauses.stream().flatMap(of -> kind.apply(of).stream()))
                .toList();
    }

    private Optional<Scenario> playable(String id) {
        try {
            return Optional.of(scenarios.current(id));
        } catch (InvalidPromptsException e) {
            LOG.debug("The scenario '{}' is not rehearsed: it cannot be played.", id);
            return Optional.empty();
        }
    }

    @Override
    public void destroy() {
        rehearsal.close();
    }
}
