package dev.calmroom.conversation;

import dev.calmroom.log.SessionEvent;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EndOfTurnDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the leader has said since the persona's last turn; a turn may come in several segments.
 *
 * @param source {@code voice} or {@code typed}, the last one where both were used
 * @param decisions whether the leader had finished, as often as it was asked
 */
public record HeardSoFar(String text, List<Word> words, String source, List<SessionEvent.Waiting> decisions) {
    public static final HeardSoFar NOTHING = new HeardSoFar("", List.of(), "voice", List.of());

    public HeardSoFar {
        words = List.copyOf(words);
        decisions = List.copyOf(decisions);
    }

    HeardSoFar decided(Duration silentSince, EndOfTurnDecision decision) {
        List<SessionEvent.Waiting> all = new ArrayList<>(decisions);
        all.add(new SessionEvent.Waiting(
                text,
                silentSince,
                decision.patience(),
                decision.murmurAfter(),
                decision.reasons().stream()
                        .map(it -> new SessionEvent.Waiting.Reason(it.strategy(), it.because(), it.patience()))
                        .toList()));
        return new HeardSoFar(text, words, source, all);
    }

    /** What the log says of it beside the leader's words; nothing where nothing had to be decided. */
    List<SessionEvent> turnTaken(List<SessionEvent> turn) {
        return decisions.isEmpty()
                ? List.of()
                : turn.stream()
                        .filter(SessionEvent.LeaderSpoke.class::isInstance)
                        .map(SessionEvent.LeaderSpoke.class::cast)
                        .findFirst()
                        .<List<SessionEvent>>map(spoke -> List.of(new SessionEvent.TurnTaken(spoke.turn(), decisions)))
                        .orElse(List.of());
    }

    boolean isNothing() {
        return text.isEmpty();
    }

    public HeardSoFar and(String more, List<Word> moreWords, String moreSource) {
        if (more.isBlank()) {
            return this;
        }
        List<Word> all = new ArrayList<>(words);
        all.addAll(moreWords);
        return new HeardSoFar(text.isEmpty() ? more.strip() : text + " " + more.strip(), all, moreSource, decisions);
    }
}
