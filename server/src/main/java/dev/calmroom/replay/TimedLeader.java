package dev.calmroom.replay;

import dev.calmroom.log.EndReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Says these lines when they were said, whatever the persona makes of them, and hangs up. */
final class TimedLeader implements Leader {
    private final Deque<Line> lines;

    /**
     * @param begins session time of the first word
     * @param ends session time at which the last word was over
     */
    record Line(String text, Duration begins, Duration ends) {}

    TimedLeader(List<Line> lines) {
        this.lines = new ArrayDeque<>(lines);
    }

    @Override
    public Optional<Duration> speaksAt() {
        return Optional.ofNullable(lines.peek()).map(Line::begins);
    }

    @Override
    public Action next(Scene scene) {
        Line line = lines.poll();
        return line == null
                ? new Action.HangsUp(EndReason.TRANSCRIPT_ENDED)
                : new Action.SaysAt(line.text(), line.ends());
    }
}
