package dev.calmroom.web;

import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way that a call went, as the page draws it.
 *
 * @param score the built-in judge's, 0 to 100
 */
record PlayedWay(
        List<Point> curve, List<Line> turns, @Nullable End ending, int score) {

    record Point(int turn, long at, Map<String, Double> state) {
        private static Point of(PlayedCall.Point point) {
            return new Point(point.turn(), point.at().toMillis(), point.dimensions());
        }
    }

    record Line(int turn, String speaker, String text) {
        private static Line of(Turn turn) {
            return new Line(turn.number(), turn.isLeader() ? "leader" : "persona", turn.text());
        }
    }

    record End(String id, String text) {}

    static PlayedWay of(PlayedCall call, int score) {
        return new PlayedWay(
                call.curve().stream().map(Point::of).toList(),
                call.conversation().stream().map(Line::of).toList(),
                end(call),
                score);
    }

    /** Null for a call that never ended. */
    static @Nullable End end(PlayedCall call) {
        return call.ending()
                .map((SessionEnded ended) -> new End(ended.ending(), ended.text()))
                .orElse(null);
    }
}
