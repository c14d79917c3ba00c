package dev.calmroom.tuning;

import dev.calmroom.appraisal.Move;
import dev.calmroom.checks.ExaminedCall;
import dev.calmroom.emotion.Cause;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A whole call in lines: what was said, what was heard in it, how each feeling moved and by what. */
final class CallCourse {
    /** Less moves nobody. */
    private static final double FELT = 0.01;

    private CallCourse() {}

    static String of(ExaminedCall call) {
        return call.call().events().stream()
                .map(LoggedEvent::event)
                .map(event -> switch (event) {
                    case LeaderSpoke said -> "%d LEADER: %s%n".formatted(said.turn(), said.text());
                    case PersonaSpoke said -> "%d PERSONA (%s): %s%n".formatted(said.turn(), said.act(), said.text());
                    case TurnAppraised heard -> heard(heard.moves());
                    case EmotionShifted shifted -> felt(shifted);
                    default -> "";
                })
                .collect(Collectors.joining());
    }

    private static String heard(List<Move> moves) {
        return moves.isEmpty()
                ? ""
                : "  heard: %s%n".formatted(moves.stream().map(Move::move).collect(Collectors.joining(", ")));
    }

    private static String felt(EmotionShifted shifted) {
        String felt = shifted.after().dimensions().entrySet().stream()
                .filter(to -> Math.abs(to.getValue() - shifted.before().get(to.getKey())) >= FELT)
                .map(to -> String.format(
                        Locale.ROOT,
                        "%s %.2f -> %.2f (%s)",
                        to.getKey(),
                        shifted.before().get(to.getKey()),
                        to.getValue(),
                        causes(shifted.causes(), to.getKey())))
                .collect(Collectors.joining("; "));
        return felt.isEmpty() ? "" : "  felt: %s%n".formatted(felt);
    }

    private static String causes(List<Cause> causes, String dimension) {
        return causes.stream()
                .filter(cause -> cause.dimension().equals(dimension) && Math.abs(cause.amount()) >= FELT / 2)
                .map(cause -> String.format(Locale.ROOT, "%s %+.2f", cause.rule(), cause.amount()))
                .collect(Collectors.joining(", "));
    }
}
