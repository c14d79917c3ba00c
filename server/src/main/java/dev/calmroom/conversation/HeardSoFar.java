package dev.calmroom.conversation;

import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.roleplay.Said;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EndOfTurnDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the leader has said since the persona's last turn; a turn may come in several segments.
 *
 * @param said its source is the last one where the leader both spoke and typed
 * @param decisions whether the leader had finished, as often as it was asked
 */
public record HeardSoFar(Said said, List<SessionEvent.Waiting> decisions) {
    public static final HeardSoFar NOTHING = new HeardSoFar(new Said("", List.of(), Medium.VOICE), List.of());

    public HeardSoFar {
        decisions = List.copyOf(decisions);
    }

    HeardSoFar decided(Duration silentSince, EndOfTurnDecision decision) {
        List<SessionEvent.Waiting> all = new ArrayList<>(decisions);
        all.add(new SessionEvent.Waiting(
                text(),
                silentSince,
                decision.patience(),
                decision.murmurAfter(),
                decision.reasons().stream()
                        .map(it -> new SessionEvent.Waiting.Reason(it.strategy(), it.because(), it.patience()))
                        .toList()));
        return new HeardSoFar(said, all);
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

    public String text() {
        return said.text();
    }

    public List<Word> words() {
        return said.words();
    }

    boolean isNothing() {
        return text().isEmpty();
    }

    /** These words, and what was said after them. */
    HeardSoFar and(HeardSoFar later) {
        HeardSoFar both = and(later.text(), later.words(), later.said().source());
        List<SessionEvent.Waiting> all = new ArrayList<>(decisions);
        all.addAll(later.decisions());
        return new HeardSoFar(both.said(), all);
    }

    public HeardSoFar and(String more, List<Word> moreWords, Medium moreSource) {
        if (more.isBlank()) {
            return this;
        }
        List<Word> all = new ArrayList<>(words());
        all.addAll(moreWords);
        String text = text().isEmpty() ? more.strip() : text() + " " + more.strip();
        return new HeardSoFar(new Said(text, all, moreSource), decisions);
    }
}
