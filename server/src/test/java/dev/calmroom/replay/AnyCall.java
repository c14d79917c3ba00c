package dev.calmroom.replay;

import dev.calmroom.conversation.CallCore;
import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.CallRules;
import dev.calmroom.conversation.CallState;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EndOfTurnDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A live call on a clock of its own in which anything happens: the leader speaks or types, soon, late, over the persona's
 * voice or not at all, puts the call on hold, loses the line, hangs up. The same seed gives the same call.
 */
final class AnyCall {
    /** A sample rate that makes a sample a millisecond, and a voice of 20 letters a second. */
    private static final int MILLIS_A_LETTER = 50;

    private static final Duration LASTS = Duration.ofMinutes(12);

    private final SplittableRandom random;
    private final List<String> lines;
    private final PersonaAgent agent;
    private final CallCore core = new CallCore(
            CallRules.STANDARD.withLength(LASTS, Duration.ofMinutes(1)), (words, saying, _) -> true, 1_000);
    private final PriorityQueue<Later> later = new PriorityQueue<>((a, b) -> a.at().compareTo(b.at()));
    private final List<LoggedEvent> log = new ArrayList<>();
    private CallState state;
    private Duration now = Duration.ZERO;
    private String speech = "";
    private Duration speechBegan = Duration.ZERO;
    private int segment;

    private record Later(Duration at, CallInput input) {}

    private AnyCall(Roleplay roleplay, PersonaAgent agent, List<String> lines, long chance) {
        this.random = new SplittableRandom(chance);
        this.agent = agent;
        this.lines = lines;
        state = core.ring(roleplay);
    }

    /** @param lines what the leader may say */
    static List<LoggedEvent> of(
            SessionStarted started, Roleplay ringing, PersonaAgent agent, List<String> lines, long chance) {
        AnyCall call = new AnyCall(ringing, agent, lines, chance);
        call.log.add(new LoggedEvent(1, 0, started));
        call.hold();
        return List.copyOf(call.log);
    }

    private void hold() {
        give(new CallInput.Answered());
        int things = 8 + random.nextInt(8);
        for (int thing = 0; thing < things && isOpen(); thing++) {
            switch (random.nextInt(11)) {
                case 0, 1, 2, 3 -> speak();
                case 4, 5, 6 -> type();
                case 7 -> pass(Duration.ofSeconds(5 + random.nextInt(60)), false);
                case 8 -> pass(Duration.ofSeconds(60 + random.nextInt(150)), true);
                case 9 -> {
                    give(new CallInput.PutOnHold());
                    give(new CallInput.TakenOffHold(Duration.ofSeconds(30)));
                }
                default -> {
                    give(new CallInput.Detached());
                    pass(Duration.ofSeconds(1 + random.nextInt(4)), false);
                    give(new CallInput.Attached());
                }
            }
        }
        if (isOpen()) {
            give(new CallInput.HungUp());
        }
        for (int wait = 0; wait < 100 && state.phase() != CallState.Phase.ENDED; wait++) {
            pass(Duration.ofMillis(100), false);
        }
    }

    private boolean isOpen() {
        return state.phase() == CallState.Phase.OPEN;
    }

    private String line() {
        return lines.get(random.nextInt(lines.size()));
    }

    private void speak() {
        pass(Duration.ofMillis(random.nextInt(9_000)), false);
        speech = line();
        speechBegan = now;
        segment++;
        give(new CallInput.VoiceStarted(segment, now));
        pass(Duration.ofMillis(200), false);
        List<String> words = Arrays.asList(speech.split(" ", -1));
        give(new CallInput.Partial(segment, words.getFirst()));
        pass(Duration.ofMillis(300L * words.size()), false);
        give(new CallInput.VoiceEnded(segment, now));
        pass(Duration.ofSeconds(2), false);
    }

    /** Whoever types is not silent, and the page says so once a second. */
    private void type() {
        pass(Duration.ofMillis(random.nextInt(3_000)), false);
        pass(Duration.ofSeconds(random.nextInt(25)), true);
        give(new CallInput.Typed(line()));
    }

    private void pass(Duration lasts, boolean occupied) {
        Duration until = now.plus(lasts);
        while (now.compareTo(until) < 0) {
            Duration next = min(until, min(core.wake(state, now), now.plusMillis(occupied ? 500 : 100)));
            if (!later.isEmpty()) {
                next = min(next, later.element().at());
            }
            now = next.compareTo(now) > 0 ? next : now.plusMillis(1);
            while (!later.isEmpty() && later.element().at().compareTo(now) <= 0) {
                give(later.remove().input());
            }
            give(new CallInput.SilenceHeard(now));
            give(occupied ? new CallInput.Occupied() : new CallInput.Tick());
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private void give(CallInput input) {
        CallCore.Transition transition = core.on(state, input, now);
        state = transition.state();
        transition.effects().forEach(this::perform);
    }

    private void perform(CallEffect effect) {
        switch (effect) {
            case CallEffect.Keep it -> log.add(new LoggedEvent(log.size() + 1L, now.toMillis(), it.event()));
            case CallEffect.FinishSegment it -> in(60, new CallInput.Recognised(it.segment(), speech, words()));
            case CallEffect.Decide it ->
                in(5, new CallInput.Decided(it.id(), new EndOfTurnDecision(Duration.ofMillis(600), null, List.of())));
            case CallEffect.Appraise it ->
                in(40, new CallInput.Appraised(it.id(), it.roleplay().understand(it.said())));
            case CallEffect.Prepare it -> prepare(it);
            default -> {
                // What a client would show or play.
            }
        }
    }

    /** In two pieces, the second of which is made while the first is played. */
    private void prepare(CallEffect.Prepare asked) {
        Rehearsal.Worded worded = Rehearsal.word(agent, asked.brief(), asked.conversation());
        String text = worded.text();
        int half = text.indexOf(". ") + 1;
        long lead = asked.lead().toMillis();
        long whole = lead + (long) text.length() * MILLIS_A_LETTER;
        long first = random.nextInt(900);
        if (half > 0) {
            long middle = lead + (long) half * MILLIS_A_LETTER;
            in(first, new CallInput.ClauseReady(asked.reply(), text.substring(0, half), lead, middle));
            in(first + 400, new CallInput.ClauseReady(asked.reply(), text.substring(half + 1), middle, whole));
        } else {
            in(first, new CallInput.ClauseReady(asked.reply(), text, lead, whole));
        }
        in(
                first + 401,
                new CallInput.ReplyComplete(asked.reply(), worded.speaker(), worded.note(), whole, worded.tells()));
    }

    private void in(long millis, CallInput input) {
        later.add(new Later(now.plusMillis(millis), input));
    }

    private List<Word> words() {
        String[] all = speech.isBlank() ? new String[0] : speech.split(" ");
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            Duration begins = speechBegan.plusMillis(300L * i);
            words.add(new Word(all[i], begins, begins.plusMillis(280), 0.9));
        }
        return words;
    }
}
