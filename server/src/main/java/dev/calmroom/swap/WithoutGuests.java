package dev.calmroom.swap;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of a call the persona had a part in: neither hears the other while somebody else is on the line. */
final class WithoutGuests {
    private final Set<Integer> turnsWithGuests = new HashSet<>();
    private boolean isSomebodyThere;

    private WithoutGuests() {}

    /** Who came and went is among it: that the persona knows. */
    static List<SessionEvent> of(List<LoggedEvent> events) {
        WithoutGuests reader = new WithoutGuests();
        return events.stream()
                .map(LoggedEvent::event)
                .filter(reader::isOfPersona)
                .toList();
    }

    private boolean isOfPersona(SessionEvent event) {
        return switch (event) {
            case SessionEvent.GuestCame _ -> {
                isSomebodyThere = true;
                yield true;
            }
            case SessionEvent.GuestLeft _ -> {
                isSomebodyThere = false;
                yield true;
            }
            case SessionEvent.SessionEnded _ -> true;
            case SessionEvent.LeaderSpoke spoke
            when !spoke.guest().isEmpty() -> {
                turnsWithGuests.add(spoke.turn());
                yield false;
            }
            case SessionEvent.TurnAppraised appraised -> !turnsWithGuests.contains(appraised.turn());
            case SessionEvent.PersonaSpoke spoke when !spoke.guest().isEmpty() -> false;
            case SessionEvent.EmotionShifted shifted -> shifted.ofPersona();
            default -> !isSomebodyThere;
        };
    }
}
