package dev.calmroom.roleplay;

import dev.calmroom.emotion.Feelings;
import dev.calmroom.persona.CallMemory;
import dev.calmroom.persona.Scene;
import dev.calmroom.text.PlainWords;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All that changes in a roleplay in the course of a call.
 *
 * @param talk all that was said, and how long that takes to say
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
        Talk talk,
        int turns,
        Duration silenceBefore,
        int silences,
        Duration interval,
        boolean away,
        boolean cutsIn) {
    /**
     * What both sides have said.
     *
     * @param length how long it takes to say, at 160 words a minute: the same words are the same talk, however long they
     *     took to type or to think of
     * @param past how the turns came about
     */
    record Talk(List<Turn> turns, Duration length, Scene.Past past) {
        static final Talk NOTHING = new Talk(List.of(), Duration.ZERO, Scene.Past.NOTHING);
        private static final Duration A_WORD = Duration.ofMillis(375);

        Talk {
            turns = List.copyOf(turns);
        }

        private Talk and(Duration more) {
            return new Talk(turns, length.plus(more), past);
        }

        private Talk and(Turn turn) {
            List<Turn> all = new ArrayList<>(turns);
            all.add(turn);
            return new Talk(all, length.plus(A_WORD.multipliedBy(PlainWords.count(turn.text()))), past);
        }
    }

    List<Turn> conversation() {
        return talk.turns();
    }

    RoleplayState feel(Feelings next) {
        return new RoleplayState(next, memory, world, talk, turns, silenceBefore, silences, interval, away, cutsIn);
    }

    /** What is to be known of turns later that the turns themselves do not tell. */
    RoleplayState note(Scene.Past past) {
        return new RoleplayState(
                feelings,
                memory,
                world,
                new Talk(talk.turns(), talk.length(), past),
                turns,
                silenceBefore,
                silences,
                interval,
                away,
                cutsIn);
    }

    RoleplayState remember(CallMemory next) {
        return new RoleplayState(feelings, next, world, talk, turns, silenceBefore, silences, interval, away, cutsIn);
    }

    RoleplayState in(World next) {
        return new RoleplayState(feelings, memory, next, talk, turns, silenceBefore, silences, interval, away, cutsIn);
    }

    /** The leader has spoken: whatever silence there was is over, and nobody has hung up. */
    RoleplayState hear(Turn turn) {
        return new RoleplayState(
                feelings, memory, world, talk.and(turn), turn.number(), Duration.ZERO, 0, interval, false, false);
    }

    /** The persona has spoken, and this is what the leader heard of it. */
    RoleplayState say(int turn, String heard) {
        return new RoleplayState(
                feelings,
                memory,
                world,
                talk.and(Turn.of(turn, Speaker.PERSONA, heard)),
                Math.max(turns, turn),
                silenceBefore,
                silences,
                interval,
                away,
                cutsIn);
    }

    /**
     * Others have spoken meanwhile: turns are counted on from there, and time has passed.
     *
     * @param length how long what they said takes to say
     */
    RoleplayState waited(int others, Duration length) {
        return new RoleplayState(
                feelings,
                memory,
                world,
                talk.and(length),
                Math.max(turns, others),
                silenceBefore,
                silences,
                interval,
                away,
                cutsIn);
    }

    RoleplayState fillSilence(Duration before) {
        return new RoleplayState(feelings, memory, world, talk, turns, before, silences + 1, interval, away, cutsIn);
    }

    RoleplayState agreeOn(Duration next) {
        return new RoleplayState(feelings, memory, world, talk, turns, silenceBefore, silences, next, away, cutsIn);
    }

    RoleplayState cutIn() {
        return new RoleplayState(feelings, memory, world, talk, turns, silenceBefore, silences, interval, away, true);
    }

    RoleplayState goAway(boolean gone) {
        return new RoleplayState(feelings, memory, world, talk, turns, silenceBefore, silences, interval, gone, cutsIn);
    }
}
