package dev.calmroom.persona;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SharedBridge;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all calls of a scenario with one language model have in common. Safe for use by several threads. */
final class ModelCast {
    /**
     * The wording of what a model is told, from the prompts folder, without headings.
     *
     * @param worded a turn's note where code chooses the act ({@code turn.md})
     * @param free a turn's note where the model answers ({@code turn-free.md}); what stands above its line of dashes is
     *     the heading of what the persona knows
     */
    record Templates(String worded, String free) {
        static final String DIVIDER = "\n---\n";

        String note(Manner manner) {
            return manner == Manner.WORDED ? worded : free.substring(free.indexOf(DIVIDER) + DIVIDER.length());
        }

        String knowledge() {
            return free.substring(0, Math.max(0, free.indexOf(DIVIDER)));
        }
    }

    /** As the free note's heading explains it. */
    private static final String AT_TIMES = " (at times)";

    private static final String UNTIL_TOLD = " (until a note tells it)";

    /** For so long calls begin with what others found: whoever was too slow for one is too slow for the next. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final LanguageModel model;
    private final Scenario scenario;
    private final Manner manner;
    private final Patience patience;
    private final PersonaPrompt prompt;
    private final SpeechRules rules;
    private final SpeechGuard guard;
    private final Understudy understudy;
    private final Bridges bridges;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private volatile Instant slowUntil = Instant.MIN;

    /** @param timer runs the deadlines; shared, and not closed here */
    ModelCast(
            LanguageModel model,
            Scenario scenario,
            Manner manner,
            Templates templates,
            Patience patience,
            SpeechRules rules,
            SharedBridge bridge,
            SpeechGuard guard,
            ScheduledExecutorService timer,
            InstantSource clock) {
        this.model = model;
        this.scenario = scenario;
        this.manner = manner;
        this.patience = patience;
        this.rules = rules;
        this.guard = guard;
        this.understudy = new Understudy(scenario.lines());
        this.bridges = new Bridges(scenario, understudy, bridge);
        this.timer = timer;
        this.clock = clock;
        this.prompt = new PersonaPrompt(
                manner == Manner.FREE
                        ? scenario.personaPrompt() + "\n" + known(scenario, templates.knowledge())
                        : scenario.personaPrompt(),
                new TurnNote(scenario, understudy, manner, templates.note(manner)),
                rules.margins(),
                model.settings().historyTokens());
    }

    /**
     * All that the persona knows. What is so only in some turns is marked, and a turn's note names it; of what has a gate
     * nothing stands here, but how it evades where the scenario says so. Of several that are evaded alike it is said once.
     */
    private static String known(Scenario scenario, String heading) {
        return Stream.concat(
                        Stream.of(heading),
                        scenario.plot().facts().stream()
                                .flatMap(fact -> fact.gate() == null
                                        ? Stream.of("- %s%s: %s"
                                                .formatted(
                                                        fact.id(),
                                                        fact.when() == null ? "" : AT_TIMES,
                                                        fact.statement()))
                                        : Stream.ofNullable(fact.evades()).map(evades -> "- " + evades + UNTIL_TOLD))
                                .distinct())
                .collect(Collectors.joining("\n"));
    }

    /** A call found the model too slow for a turn, or for reading what came before. */
    void foundSlow() {
        slowUntil = clock.instant().plus(REMEMBERED);
    }

    boolean wasSlow() {
        return clock.instant().isBefore(slowUntil);
    }

    /** An agent for one call: its failures are nobody else's. */
    ModelPersona forCall() {
        return new ModelPersona(this);
    }

    /** What may be said while the model thinks, for whoever waits for an answer. */
    Optional<String> bridge(Brief brief, List<Turn> conversation) {
        return patience.isBridged() ? bridges.over(brief, conversation) : Optional.empty();
    }

    Bridges bridges() {
        return bridges;
    }

    LanguageModel model() {
        return model;
    }

    Scenario scenario() {
        return scenario;
    }

    Manner manner() {
        return manner;
    }

    Patience patience() {
        return patience;
    }

    PersonaPrompt prompt() {
        return prompt;
    }

    SpeechRules rules() {
        return rules;
    }

    SpeechGuard guard() {
        return guard;
    }

    Understudy understudy() {
        return understudy;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    InstantSource clock() {
        return clock;
    }
}
