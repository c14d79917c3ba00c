package dev.calmroom.roleplay;

import dev.calmroom.emotion.Feelings;
import dev.calmroom.persona.CallMemory;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All that changes in a roleplay in the course of a call.
 *
 * @param turns how many turns either side has begun
 * @param silenceBefore silence since the leader's last words that lies before the persona's own last ones
 * @param silences how many times the persona has spoken into this silence
 * @param interval how much later the persona calls back, as the leader named it; zero where none was named
 * @param away whether they have hung up and the persona is to call back
 * @param cutsIn whether the persona cuts the leader's next words short
 */
record RoleplayState(
        Feelings feelings,
        CallMemory memory,
        World world,
        List<Turn> conversation,
        int turns,
        Duration silenceBefore,
        int silences,
        Duration interval,
        boolean away,
        boolean cutsIn) {
    private static final Duration A_WORD = Duration.ofMillis(375);

    RoleplayState {
        conversation = List.copyOf(conversation);
    }

    /**
     * How long all that was said takes to say, at 160 words a minute: the same words are the same talk, however long they
     * took to type or to think of.
     */
    Duration talked() {
        return conversation.stream()
                .map(turn -> A_WORD.multipliedBy(
                        turn.text().isBlank() ? 0 : turn.text().strip().split("\\s+", -1).length))
                .reduce(Duration.ZERO, Duration::plus);
    }

    RoleplayState feel(Feelings next) {
        return new RoleplayState(
                next, memory, world, conversation, turns, silenceBefore, silences, interval, away, cutsIn);
    }

    RoleplayState remember(CallMemory next) {
        return new RoleplayState(
                feelings, next, world, conversation, turns, silenceBefore, silences, interval, away, cutsIn);
    }

    RoleplayState in(World next) {
        return new RoleplayState(
                feelings, memory, next, conversation, turns, silenceBefore, silences, interval, away, cutsIn);
    }

    /** The leader has spoken: whatever silence there was is over, and nobody has hung up. */
    RoleplayState hear(Turn turn) {
        List<Turn> all = new ArrayList<>(conversation);
        all.add(turn);
        return new RoleplayState(feelings, memory, world, all, turn.number(), Duration.ZERO, 0, interval, false, false);
    }

    /** The persona has spoken, and this is what the leader heard of it. */
    RoleplayState say(int turn, String heard) {
        List<Turn> all = new ArrayList<>(conversation);
        all.add(Turn.of(turn, Speaker.PERSONA, heard));
        return new RoleplayState(
                feelings, memory, world, all, Math.max(turns, turn), silenceBefore, silences, interval, away, cutsIn);
    }

    RoleplayState fillSilence(Duration before) {
        return new RoleplayState(
                feelings, memory, world, conversation, turns, before, silences + 1, interval, away, cutsIn);
    }

    RoleplayState agreeOn(Duration next) {
        return new RoleplayState(
                feelings, memory, world, conversation, turns, silenceBefore, silences, next, away, cutsIn);
    }

    RoleplayState cutIn() {
        return new RoleplayState(
                feelings, memory, world, conversation, turns, silenceBefore, silences, interval, away, true);
    }

    RoleplayState goAway(boolean gone) {
        return new RoleplayState(
                feelings, memory, world, conversation, turns, silenceBefore, silences, interval, gone, cutsIn);
    }
}
