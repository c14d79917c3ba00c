package dev.calmroom.persona;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Words the persona by a language model. Its words stream through the guard sentence by sentence; where it is late,
 * breaks off or says what may not be said, the understudy speaks, and the note says why. Safe for use by several threads.
 */
public final class ModelPersona implements PersonaAgent {
    /** After so many turns lost to the model in a row it is left alone for a while, so that nobody waits for it. */
    private static final int LOST_IN_A_ROW = 2;

    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private final LanguageModel model;
    private final Scenario scenario;
    private final PersonaPrompt prompt;
    private final SpeechGuard guard;
    private final Understudy understudy;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicLong leftAloneUntil = new AtomicLong(Long.MIN_VALUE);

    /**
     * @param template the wording of a turn's order to the model ({@code prompts/turn.md})
     * @param timer runs the deadlines; shared, and not closed here
     */
    public ModelPersona(
            LanguageModel model,
            Scenario scenario,
            String template,
            SpeechGuard guard,
            ScheduledExecutorService timer,
            InstantSource clock) {
        this.model = model;
        this.scenario = scenario;
        this.prompt = new PersonaPrompt(scenario, template, model.settings().historyTokens());
        this.guard = guard;
        this.understudy = new Understudy(scenario.lines());
        this.timer = timer;
        this.clock = clock;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
        if (scenario.plot().act(brief.act()).authored()) {
            new StandIn(understudy, brief, conversation).speak(listener, "");
            return () -> {};
        }
        if (clock.millis() < leftAloneUntil.get()) {
            StandIn standIn = new StandIn(understudy, brief, conversation);
            standIn.speak(listener, "the model has failed twice in a row and is left alone for a moment");
            return () -> {};
        }
        ModelTurn turn = new ModelTurn(
                model,
                prompt.messages(brief, conversation),
                guard.inspect(brief, conversation),
                brief,
                new StandIn(understudy, brief, conversation),
                timer,
                listener,
                this::remember);
        turn.start();
        return turn;
    }

    private void remember(boolean worked) {
        if (worked) {
            lost.set(0);
        } else if (lost.incrementAndGet() >= LOST_IN_A_ROW) {
            lost.set(0);
            leftAloneUntil.set(clock.millis() + LEFT_ALONE.toMillis());
        }
    }

    /** The understudy, ready with this turn's words. */
    record StandIn(Understudy understudy, Brief brief, List<Turn> conversation) {
        void speak(WordingListener listener, String note) {
            SpokenParts.of(understudy.words(brief, conversation)).forEach(listener::onText);
            listener.onComplete(Understudy.NAME, note);
        }
    }
}
