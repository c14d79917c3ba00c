package dev.calmroom.replay;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent.GuestCame;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.Silence;
import dev.calmroom.roleplay.Said;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Says these lines when they were said, whatever the persona makes of them, and hangs up. */
final class TimedLeader implements Leader {
    private final Deque<Line> lines;
    private final Bye bye;

    /**
     * How the call ends when all has been said.
     *
     * @param at session time; empty: at once
     * @param silentUntil session time up to which the leader is known to have been silent behind the last line
     */
    record Bye(EndReason reason, Optional<Duration> at, Duration silentUntil) {}

    /**
     * @param begins session time of the first word
     * @param ends session time at which the last word was over
     * @param silentUntil session time up to which the leader is known to have been silent before it
     * @param toPersona whether it was for the persona alone, in a call in which somebody else was on the line too
     */
    record Line(Said said, Duration begins, Duration ends, Duration silentUntil, boolean toPersona) {
        /** In a call to which nobody else came. */
        Line(Said said, Duration begins, Duration ends, Duration silentUntil) {
            this(said, begins, ends, silentUntil, false);
        }

        /**
         * When it was said then, so that what happens by the clock happens where it did; by a clock that takes as long as
         * the words do, a typed call would fall behind its own.
         *
         * @param turn the leader's
         */
        static Line of(PlayedCall call, int turn) {
            boolean guests = !call.all(GuestCame.class).isEmpty();
            Duration silent = Duration.ZERO;
            for (LoggedEvent logged : call.events()) {
                Duration at = Duration.ofMillis(logged.at());
                if (logged.event() instanceof Silence) {
                    silent = at;
                } else if (logged.event() instanceof LeaderSpoke spoke && spoke.turn() == turn) {
                    return of(spoke, at, silent, guests && spoke.guest().isEmpty());
                }
            }
            throw new IllegalArgumentException("The log tells nothing of turn %d.".formatted(turn));
        }

        /**
         * What is typed is there at once; of what was brought in only its end is known. Whoever types, or reads, is not
         * silent, and no log tells of it: but for a voice only that silence counts which was one then.
         */
        private static Line of(LeaderSpoke spoke, Duration ends, Duration silent, boolean toPersona) {
            Said said = new Said(spoke.text(), spoke.words(), spoke.source());
            if (!spoke.words().isEmpty()) {
                Duration begins = spoke.words().getFirst().start();
                return new Line(said, begins, ends, begins, toPersona);
            }
            Duration begins = spoke.source() == Medium.TYPED ? ends : ends.minus(Rehearsal.lasts(spoke.text()));
            return new Line(said, begins, ends, silent, toPersona);
        }

        /** Other words at the same time; nobody has spoken them, so they have no times of their own. */
        Line saying(String text) {
            return new Line(new Said(text, List.of(), said.source()), begins, ends, silentUntil, toPersona);
        }
    }

    /** Hangs up when all has been said. */
    TimedLeader(List<Line> lines) {
        this(lines, new Bye(EndReason.TRANSCRIPT_ENDED, Optional.empty(), Duration.ZERO));
    }

    TimedLeader(List<Line> lines, Bye bye) {
        this.lines = new ArrayDeque<>(lines);
        this.bye = bye;
    }

    @Override
    public Optional<Duration> speaksAt() {
        return hasSaidAll() ? bye.at() : Optional.of(lines.element().begins());
    }

    @Override
    public boolean hasSaidAll() {
        return lines.isEmpty();
    }

    @Override
    public boolean isSilentAt(Duration at) {
        if (hasSaidAll() && bye.at().isEmpty()) {
            return true;
        }
        return at.compareTo(hasSaidAll() ? bye.silentUntil() : lines.element().silentUntil()) <= 0;
    }

    @Override
    public Action next(Scene scene) {
        Line line = lines.poll();
        if (line == null) {
            return new Action.HangsUp(bye.reason());
        }
        Action says = new Action.SaysAt(line.said(), line.ends());
        return line.toPersona() ? new Action.ToPersona(says) : says;
    }
}
