package dev.calmroom.persona;

import dev.calmroom.transcript.Tell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the two sides of a call have between them: what happened, what was decided and by whom, what was promised and
 * asked. Immutable.
 *
 * @param happened ids of the scenario's events that have happened, the last one last
 * @param decision what was decided last, or null while nothing is
 * @param promised what the persona has promised, in its own words, the last one last
 * @param asks what the persona has asked in its last turn, in its own words; empty where it asked nothing
 * @param playing the act of the persona's last turn; empty before the first
 * @param proposal what the leader has held out and not decided, or null
 * @param lately moves of the leader's last turn
 */
public record Dialogue(
        List<String> happened,
        @Nullable Decision decision,
        List<String> promised,
        String asks,
        String playing,
        @Nullable Proposal proposal,
        Set<String> lately) {
    static final Dialogue EMPTY = new Dialogue(List.of(), null, List.of(), "", "", null, Set.of());

    /**
     * A way out that was chosen.
     *
     * @param option the id of the scenario's way out
     * @param said the leader's words in which it was chosen
     */
    public record Decision(String option, String said) {}

    /**
     * A way out that was held out for the persona to agree or object to.
     *
     * @param option the id of the scenario's way out
     * @param favoured what the persona had by then said it would do; empty where it had said nothing
     */
    public record Proposal(String option, String favoured) {}

    public Dialogue {
        happened = List.copyOf(happened);
        promised = List.copyOf(promised);
        lately = Set.copyOf(lately);
    }

    public Dialogue happen(String event) {
        return new Dialogue(and(happened, List.of(event)), decision, promised, asks, playing, proposal, lately);
    }

    /** @param chosen null: what was decided is so no longer */
    public Dialogue decide(@Nullable Decision chosen) {
        return new Dialogue(happened, chosen, promised, asks, playing, null, lately);
    }

    /** @param held null: what was held out is dropped */
    public Dialogue propose(@Nullable Proposal held) {
        return new Dialogue(happened, decision, promised, asks, playing, held, lately);
    }

    Dialogue playing(String act) {
        return new Dialogue(happened, decision, promised, asks, act, proposal, lately);
    }

    Dialogue hearing(Set<String> moves) {
        return new Dialogue(happened, decision, promised, asks, playing, proposal, moves);
    }

    Dialogue saying(List<Tell> tells) {
        return new Dialogue(
                happened,
                decision,
                and(promised, words(tells, Tell.Kind.PROMISED)),
                words(tells, Tell.Kind.ASKED).stream().reduce("", (_, last) -> last),
                playing,
                proposal,
                lately);
    }

    /** @return the id of the way out that was chosen */
    public Optional<String> option() {
        return Optional.ofNullable(decision).map(Decision::option);
    }

    /** @return the id of the way out that was held out and neither decided nor dropped */
    Optional<String> held() {
        return Optional.ofNullable(proposal).map(Proposal::option);
    }

    Optional<String> lastEvent() {
        return happened.isEmpty() ? Optional.empty() : Optional.of(happened.getLast());
    }

    /** The one of these events that has happened last. */
    Optional<String> lastOf(List<String> events) {
        return happened.reversed().stream().filter(events::contains).findFirst();
    }

    private static List<String> words(List<Tell> tells, Tell.Kind kind) {
        return tells.stream()
                .filter(tell -> tell.kind() == kind)
                .map(Tell::sentence)
                .distinct()
                .toList();
    }

    private static List<String> and(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
