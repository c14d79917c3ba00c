package dev.calmroom.replay;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.roleplay.Understanding;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call without audio, at once: the events that a live call would have recorded for the same words, on a clock that
 * moves by how long it takes to say them.
 */
public final class Rehearsal {
    /** An unhurried speaker's pace on the phone, 160 words a minute, and the pause before the first word. */
    private static final Duration WORD = Duration.ofMillis(375);

    private static final Duration THOUGHT = Duration.ofMillis(700);

    private final PersonaAgent agent;
    private final Leader leader;
    private final @Nullable Duration limit;
    private final BooleanSupplier gone;
    private final Consumer<LoggedEvent> log;

    private Roleplay roleplay;
    private Duration now = Duration.ZERO;
    private long sequence;
    private String lastAct = "";
    private Map<String, Double> feels = Map.of();
    private Duration quiet = Duration.ZERO;
    private boolean goodbye;
    private boolean over;

    private Rehearsal(
            Roleplay ringing,
            PersonaAgent agent,
            Leader leader,
            @Nullable Duration limit,
            BooleanSupplier gone,
            Consumer<LoggedEvent> log) {
        this.roleplay = ringing;
        this.agent = agent;
        this.leader = leader;
        this.limit = limit;
        this.gone = gone;
        this.log = log;
    }

    /**
     * Runs a call to the leader's last word, whatever the clock says and even if the persona hangs up before: nothing
     * is left out.
     */
    public static void run(
            SessionStarted started, Roleplay ringing, PersonaAgent agent, Leader leader, Consumer<LoggedEvent> log) {
        new Rehearsal(ringing, agent, leader, null, () -> false, log).call(started);
    }

    /** Runs a call that ends by itself when its time is up. */
    public static List<LoggedEvent> runWithin(
            Duration limit, SessionStarted started, Roleplay ringing, PersonaAgent agent, Leader leader) {
        List<LoggedEvent> events = new ArrayList<>();
        runWithin(limit, started, ringing, agent, leader, () -> false, events::add);
        return events;
    }

    /**
     * The same, each event told of as it happens: what words the persona, or leads, may take its time.
     *
     * @param gone whether the persona has left the line: nothing more is said or felt then
     */
    public static void runWithin(
            Duration limit,
            SessionStarted started,
            Roleplay ringing,
            PersonaAgent agent,
            Leader leader,
            BooleanSupplier gone,
            Consumer<LoggedEvent> log) {
        new Rehearsal(ringing, agent, leader, limit, gone, log).call(started);
    }

    /**
     * Goes on from where a call stood after one of its turns, to the leader's last word. The log begins as that call's
     * did.
     */
    public static void goOn(
            SessionStarted started,
            Restoration.Restored from,
            PersonaAgent agent,
            Leader leader,
            Consumer<LoggedEvent> log) {
        Rehearsal rehearsal = new Rehearsal(from.roleplay(), agent, leader, null, () -> false, log);
        rehearsal.record(started);
        for (LoggedEvent event : from.events()) {
            rehearsal.now = Duration.ofMillis(event.at());
            rehearsal.record(event.event());
        }
        rehearsal.now = from.at();
        rehearsal.converse();
    }

    private void call(SessionStarted started) {
        record(started);
        converse();
    }

    private void converse() {
        perform(roleplay.open());
        while (!over) {
            if (gone.getAsBoolean()) {
                end(EndReason.PERSONA_HUNG_UP);
            } else if (limit != null && (goodbye || now.compareTo(limit) >= 0)) {
                end(goodbye ? EndReason.PERSONA_HUNG_UP : EndReason.TIME_UP);
            } else if (isOver() || (!worldActs() && !ringsAgain() && !secondPasses())) {
                act(leader.next(new Leader.Scene(roleplay.conversation(), lastAct, feels, now)));
            }
        }
    }

    /** The persona has said goodbye and the leader has no word left: in a live call nothing would happen any more. */
    private boolean isOver() {
        return goodbye && leader.hasSaidAll();
    }

    private void act(Leader.Action action) {
        switch (action) {
            case Leader.Action.Says says -> hear(says);
            case Leader.Action.SaysAt says -> hear(says.said(), says.at());
            case Leader.Action.ToPersona it -> {
                roleplay.putDown(now).ifPresent(this::perform);
                act(it.says());
            }
            case Leader.Action.IsSilent silence -> keepSilent(silence.lasts());
            case Leader.Action.HangsUp bye -> hangUp(bye.reason());
        }
    }

    private boolean worldActs() {
        return perform(roleplay.clock(now));
    }

    /**
     * Where the line stays open after a goodbye, as in a live call, the persona rings again when it has promised to.
     */
    private boolean ringsAgain() {
        return limit != null && perform(roleplay.silent(Duration.ofSeconds(1), now));
    }

    private void hear(Leader.Action.Says says) {
        hear(Said.inTranscript(says.text()), later(now.plus(lasts(says.text())), says.notBefore()));
    }

    private void hear(Said said, Duration at) {
        now = later(now, at);
        quiet = Duration.ZERO;
        perform(roleplay.hear(understood(said), now));
    }

    /** Whoever reads turns beside the ear is waited for: this clock stands still meanwhile. */
    private Understanding understood(Said said) {
        try {
            return roleplay.understanding(said, Runnable::run).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The leader's next words, or the end of the call, are yet to come: the line is quiet for a second. */
    private boolean secondPasses() {
        Duration next = now.plusSeconds(1);
        if (leader.speaksAt().filter(at -> next.compareTo(at) <= 0).isEmpty()) {
            return false;
        }
        now = next;
        quiet = leader.isSilentAt(now) ? quiet.plusSeconds(1) : Duration.ZERO;
        if (!quiet.isZero() && perform(roleplay.silent(quiet, now))) {
            quiet = Duration.ZERO;
        }
        return true;
    }

    private void keepSilent(Duration lasts) {
        quiet = Duration.ZERO;
        for (long second = 1; second <= lasts.toSeconds() && !goodbye && !gone.getAsBoolean(); second++) {
            now = now.plusSeconds(1);
            quiet = quiet.plusSeconds(1);
            if (perform(roleplay.silent(quiet, now))) {
                quiet = Duration.ZERO;
            }
        }
    }

    /** If the persona has said goodbye and is to ring again, it does; otherwise a second of silence brings nothing. */
    private void hangUp(EndReason reason) {
        if (!goodbye) {
            now = later(now, leader.speaksAt().orElse(now));
        }
        perform(roleplay.silent(Duration.ofSeconds(1), now.plusSeconds(1)));
        end(goodbye ? EndReason.PERSONA_HUNG_UP : reason);
    }

    private void end(EndReason reason) {
        roleplay.end(reason, now).events().forEach(this::record);
        over = true;
    }

    /** @return whether the persona spoke */
    private boolean perform(Step step) {
        roleplay = step.next();
        step.events().forEach(this::record);
        step.brief().ifPresent(this::speak);
        return step.brief().isPresent();
    }

    private void speak(Brief brief) {
        Worded worded = word(agent, brief, roleplay.conversation());
        if (worded.text().isEmpty()) {
            // An answer without words is no turn.
            return;
        }
        Delivery delivery = brief.sound().delivery();
        Duration finished = now.plus(delivery.delay())
                .plusMillis(Math.round(WORD.toMillis() * words(worded.text()) / delivery.rate()));
        Duration over =
                leader.speaksAt().filter(at -> at.compareTo(finished) < 0).orElse(finished);
        now = later(now, over);
        record(new SessionEvent.PersonaSpoke(
                brief.turn(),
                worded.text(),
                worded.text(),
                brief.task().act(),
                delivery,
                worded.speaker(),
                worded.note(),
                TurnLatency.NONE,
                worded.tells(),
                brief.guest()));
        roleplay = roleplay.spoken(brief.turn(), worded.text(), worded.text(), worded.tells());
        lastAct = brief.task().act();
        if (brief.task().last()) {
            goodbye = true;
        }
    }

    /** Waits until the turn is worded, however long that takes: the call's clock stands still meanwhile. */
    public static Worded word(PersonaAgent agent, Brief brief, List<Turn> conversation) {
        StringBuilder text = new StringBuilder();
        CompletableFuture<Worded> whole = new CompletableFuture<>();
        agent.word(brief, conversation, new WordingListener() {
            private List<Tell> told = List.of();

            @Override
            public void onTold(List<Tell> tells) {
                told = tells;
            }

            @Override
            public void onText(String piece) {
                text.append(piece);
            }

            @Override
            public void onComplete(String speaker, String note) {
                whole.complete(new Worded(text.toString().strip(), speaker, note, told));
            }
        });
        try {
            return whole.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while turn %d was worded".formatted(brief.turn()), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("%s has not worded turn %d".formatted(agent.name(), brief.turn()), e);
        }
    }

    private void record(SessionEvent event) {
        log.accept(new LoggedEvent(++sequence, now.toMillis(), event));
        switch (event) {
            case SessionStarted started -> feels = started.state().dimensions();
            case SessionEvent.EmotionShifted shifted
            when shifted.ofPersona() -> feels = shifted.after().dimensions();
            default -> {}
        }
    }

    /** How long a leader takes to say it, with the pause before the first word. */
    static Duration lasts(String text) {
        return THOUGHT.plus(WORD.multipliedBy(words(text)));
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    /**
     * A turn's words.
     *
     * @param speaker who really worded it
     * @param note why somebody stepped in; empty where nobody did
     */
    public record Worded(String text, String speaker, String note, List<Tell> tells) {}
}
