package dev.calmroom.replay;

import dev.calmroom.log.KeptReading;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.GuestCame;
import dev.calmroom.log.SessionEvent.GuestLeft;
import dev.calmroom.log.SessionEvent.HeardAgain;
import dev.calmroom.log.SessionEvent.Interrupted;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.LineCorrected;
import dev.calmroom.log.SessionEvent.NightTold;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.PutOnHold;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.log.SessionEvent.Silence;
import dev.calmroom.log.SessionEvent.TakenOffHold;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.roleplay.Understanding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a call back to where it stood after one of its turns: everything that was said, left unsaid or happened up to
 * there is told to a new roleplay in the order of the log, and what it makes of it is held against what the log says.
 */
public final class Restoration {
    /** Before words that were made out the leader may have stirred, and no log tells of it: the world waits for silence. */
    private static final Duration STIRRED = Duration.ofSeconds(3);

    private final List<LoggedEvent> log;
    private final int last;
    private final List<LoggedEvent> restored = new ArrayList<>();
    private Roleplay roleplay;
    private @Nullable Step pending;
    private Duration quiet = Duration.ZERO;
    private boolean faithful = true;
    private boolean live;
    private List<LoggedEvent> unwritten = List.of();
    /** Who words the persona today, where that is held against the log too. */
    private @Nullable PersonaAgent wording;

    private boolean sameWorld;
    private boolean parted;

    private Restoration(Roleplay ringing, List<LoggedEvent> log, int last) {
        this.roleplay = ringing;
        this.log = log;
        this.last = last;
    }

    /**
     * @param roleplay goes on from there once the leader picks up: the persona answers the leader's last words if they
     *     are the last, and waits for the leader if its own are
     * @param events what a log of the new session holds after its first event; the numbers are those of the old log
     * @param at session time at which it stood there
     * @param faithful whether the same came of it as then, feelings included; otherwise {@code events} tell what comes
     *     of the same words now
     */
    public record Restored(Roleplay roleplay, List<LoggedEvent> events, Duration at, boolean faithful) {
        public Restored {
            events = List.copyOf(events);
        }

        /** Whoever comes back goes on with the call; how long it was on hold nobody has measured. */
        Restored offHold(LoggedEvent last) {
            List<LoggedEvent> more = new ArrayList<>(events);
            more.add(new LoggedEvent(last.sequence(), last.at(), new TakenOffHold(Duration.ZERO)));
            return new Restored(roleplay, more, at, faithful);
        }
    }

    /**
     * @param ringing a roleplay of the same scenario and seed that has not been answered
     * @param log all of the old session
     * @param last the last turn that is kept, of either side; 0 for none: the call begins anew
     * @throws IllegalArgumentException when the call has no such turn
     */
    public static Restored restore(Roleplay ringing, List<LoggedEvent> log, int last) {
        if (last == 0) {
            return new Restored(ringing, List.of(), Duration.ZERO, true);
        }
        if (last < 0 || log.stream().noneMatch(e -> turn(e.event()) == last)) {
            throw new IllegalArgumentException("The call has no turn %d.".formatted(last));
        }
        return new Restoration(ringing, log, last).run();
    }

    /**
     * A call that was cut off, as it stands: all that its log tells, silences and the world's events behind the last turn
     * too.
     *
     * @param ringing a roleplay of the same scenario and seed that has not been answered
     * @return {@code events} holds only what came of the last step and had not been written yet
     */
    public static Restored upToNow(Roleplay ringing, List<LoggedEvent> log) {
        int last = log.stream().mapToInt(e -> turn(e.event())).max().orElse(0);
        Restored restored = last == 0
                ? new Restored(
                        ringing, List.of(), Duration.ofMillis(log.getLast().at()), true)
                : new Restoration(ringing, log, last).go();
        return isOnHold(log) ? restored.offHold(log.getLast()) : restored;
    }

    /**
     * A call as far as today's files and wording make the same of it. What no file decides is taken from the log: when
     * who spoke, how much of it was heard, and whether the leader was silent.
     *
     * @param ringing a roleplay that has not been answered
     * @param agent who words the persona today
     * @param sameWorld whether files and seed are those of the log, so that nothing can happen that did not happen then
     */
    static Kept whileTheSame(Roleplay ringing, List<LoggedEvent> log, PersonaAgent agent, boolean sameWorld) {
        Restoration restoration = new Restoration(ringing, log, 0);
        restoration.wording = agent;
        restoration.sameWorld = sameWorld;
        int index = 0;
        while (index < log.size() && !restoration.parted) {
            index += restoration.tell(index);
        }
        List<LoggedEvent> events = restoration.restored;
        Duration at = events.isEmpty()
                ? Duration.ZERO
                : Duration.ofMillis(events.getLast().at());
        Held held = new Held(restoration.roleplay, restoration.pending);
        boolean begun = !events.isEmpty() || restoration.pending != null;
        return new Kept(new Restored(begun ? held : ringing, events, at, true), index);
    }

    /**
     * @param restored where the call stands before the first thing that is other
     * @param index of the event in the log that is other; all of them where nothing is
     */
    record Kept(Restored restored, int index) {}

    private static boolean isOnHold(List<LoggedEvent> log) {
        return log.stream()
                .map(LoggedEvent::event)
                .filter(e -> e instanceof PutOnHold || e instanceof TakenOffHold)
                .reduce((_, later) -> later)
                .filter(PutOnHold.class::isInstance)
                .isPresent();
    }

    private Restored go() {
        live = true;
        int index = 0;
        while (index < log.size()) {
            index += tell(index);
        }
        Duration at = Duration.ofMillis(log.getLast().at());
        return new Restored(new Held(roleplay, pending), unwritten, at, faithful);
    }

    private Restored run() {
        int end = end();
        int index = 0;
        while (index < end) {
            index += tell(index);
        }
        long at = restored.getLast().at();
        log.stream()
                .filter(e -> betterKnown(e.event()) <= last)
                .forEach(e -> restored.add(new LoggedEvent(e.sequence(), at, e.event())));
        return new Restored(new Held(roleplay, pending), restored, Duration.ofMillis(at), faithful);
    }

    /** @return the turn of the leader's whose words the event puts right; later than any where it puts none right */
    private static int betterKnown(SessionEvent event) {
        return switch (event) {
            case LineCorrected corrected -> corrected.turn();
            case HeardAgain again -> again.turn();
            default -> Integer.MAX_VALUE;
        };
    }

    /** Just behind the last event that belongs to the last turn. */
    private int end() {
        int end = 0;
        for (int i = 0; i < log.size(); i++) {
            SessionEvent event = log.get(i).event();
            boolean cut = event instanceof Interrupted interrupted && interrupted.turn() == last;
            if (turn(event) == last || cut) {
                end = i + 1;
            }
        }
        while (end < log.size() && isConsequence(log.get(end).event())) {
            end++;
        }
        return end;
    }

    /** @return how many events of the log that was */
    private int tell(int index) {
        LoggedEvent logged = log.get(index);
        Duration at = Duration.ofMillis(logged.at());
        return switch (logged.event()) {
            case LeaderSpoke said -> {
                if (wording != null && !sameWorld && somethingElseHappens(index)) {
                    pending = null;
                    parted = true;
                    yield 0;
                }
                letTheWorldPass(at);
                quiet = Duration.ZERO;
                cutIn(said.turn());
                yield take(index, roleplay.hear(understood(index, said), at));
            }
            case Silence silence -> {
                Duration lasted = silence.lasted().minus(quiet);
                quiet = silence.lasted();
                yield take(index, roleplay.silent(lasted, at));
            }
            case WorldEvent _, GuestCame _, GuestLeft _ -> take(index, new Recurrence(roleplay).of(logged));
            case PersonaSpoke spoke -> {
                if (restored.isEmpty()) {
                    pending = roleplay.open();
                    roleplay = pending.next();
                }
                if (wording != null && !isWordedTheSame(index, spoke, wording)) {
                    parted = true;
                    yield 0;
                }
                pending = null;
                roleplay = roleplay.spoken(spoke.turn(), spoke.text(), spoke.heard(), spoke.tells());
                yield keep(logged);
            }
            case Interrupted _ -> keep(logged);
            case NightTold _, SessionEnded _ -> end(index, at);
            default -> 1;
        };
    }

    /**
     * Whoever goes on with a call asks no model about turns that are over; a retake is to tell whether they hear the same,
     * but for what only a language model read.
     */
    private Understanding understood(int index, LeaderSpoke said) {
        Said words = new Said(said.text(), said.words(), said.source());
        if (index + 1 == log.size() || !(log.get(index + 1).event() instanceof TurnAppraised then)) {
            return roleplay.understand(words);
        }
        KeptReading kept = live ? then.reading() : KeptReading.byModelAlone(then.reading());
        return roleplay.recall(words, new TurnAppraised(then.turn(), then.moves(), then.signs(), kept));
    }

    private boolean isWordedTheSame(int index, PersonaSpoke spoke, PersonaAgent agent) {
        Optional<Brief> brief = pending == null ? Optional.empty() : pending.brief();
        return brief.filter(due -> due.turn() == spoke.turn()
                        && due.task().act().equals(spoke.act())
                        && due.sound().delivery().equals(spoke.delivery()))
                .map(due -> Rehearsal.word(agent, due, roleplay.conversation()))
                .filter(worded -> isCut(index)
                        ? worded.text().startsWith(spoke.text())
                        : worded.text().equals(spoke.text()) && worded.speaker().equals(spoke.speaker()))
                .isPresent();
    }

    /** Of a turn that was not heard to its end, only as much was made as there was time for. */
    private boolean isCut(int index) {
        if (index + 1 == log.size()) {
            return true;
        }
        SessionEvent next = log.get(index + 1).event();
        boolean over = next instanceof NightTold || next instanceof SessionEnded;
        return next instanceof Interrupted
                || (over
                        && log.get(index).event() instanceof PersonaSpoke spoke
                        && !spoke.heard().equals(spoke.text()));
    }

    /** How it ends, and what followed, is held against the log where its wording is. */
    private int end(int index, Duration at) {
        if (wording == null) {
            return 1;
        }
        List<SessionEvent> then = new ArrayList<>();
        for (int i = index; i < log.size(); i++) {
            then.add(log.get(i).event());
            if (log.get(i).event() instanceof SessionEnded ended) {
                parted = !roleplay.end(ended.reason(), at).events().equals(then);
                break;
            }
        }
        return parted ? 0 : then.size();
    }

    /** The persona did not let the leader finish then: nor does it now. */
    private void cutIn(int turn) {
        for (LoggedEvent logged : log) {
            if (logged.event() instanceof Interrupted cut && cut.turn() == turn) {
                roleplay = roleplay.cutIn(cut.after()).orElse(roleplay);
            }
        }
    }

    private int keep(LoggedEvent logged) {
        restored.add(logged);
        return 1;
    }

    /** Whether the world would have acted while the line was quiet before this turn of the leader's, and did not then. */
    private boolean somethingElseHappens(int index) {
        LeaderSpoke said = (LeaderSpoke) log.get(index).event();
        Duration begins = TimedLeader.Line.of(new PlayedCall(log), said.turn()).begins();
        Duration second = Duration.ofSeconds(Duration.ofMillis(
                                log.get(Math.max(0, index - 1)).at())
                        .toSeconds()
                + 1);
        Roleplay then = roleplay;
        while (second.compareTo(begins.minus(STIRRED)) <= 0) {
            Step world = then.clock(second);
            if (!world.events().isEmpty()) {
                return true;
            }
            then = world.next();
            second = second.plusSeconds(1);
        }
        return false;
    }

    /** What was due and had no cause to happen is over; what happened stands in the log. */
    private void letTheWorldPass(Duration at) {
        Step step = roleplay.clock(at);
        if (step.events().isEmpty()) {
            roleplay = step.next();
        }
    }

    /** @return how many events of the log tell of this step: the first, and what came of it */
    private int take(int index, Step step) {
        int told = 1;
        while (index + told < log.size() && isConsequence(log.get(index + told).event())) {
            told++;
        }
        List<SessionEvent> then = KeptReading.without(log.subList(index, index + told).stream()
                .map(LoggedEvent::event)
                .toList());
        List<SessionEvent> now = KeptReading.without(step.events());
        boolean cutOff = live
                && index + told == log.size()
                && told < now.size()
                && now.subList(0, told).equals(then);
        if (cutOff) {
            LoggedEvent first = log.get(index);
            unwritten = step.events().stream()
                    .skip(told)
                    .map(e -> new LoggedEvent(first.sequence(), first.at(), e))
                    .toList();
        }
        if (wording != null && !then.equals(now)) {
            parted = true;
            pending = null;
            return 0;
        }
        if (cutOff || then.equals(now)) {
            restored.addAll(log.subList(index, index + told));
        } else {
            faithful = false;
            LoggedEvent first = log.get(index);
            step.events().forEach(e -> restored.add(new LoggedEvent(first.sequence(), first.at(), e)));
        }
        roleplay = step.next();
        pending = step;
        return told;
    }

    private static boolean isConsequence(SessionEvent event) {
        return event instanceof TurnAppraised || event instanceof EmotionShifted;
    }

    /** The turn in which something was said; 0 where nothing was. */
    private static int turn(SessionEvent event) {
        return switch (event) {
            case LeaderSpoke spoke -> spoke.turn();
            case PersonaSpoke spoke -> spoke.turn();
            default -> 0;
        };
    }
}
