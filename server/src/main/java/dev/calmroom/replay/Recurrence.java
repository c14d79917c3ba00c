package dev.calmroom.replay;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.GuestCame;
import dev.calmroom.log.SessionEvent.GuestLeft;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Step;
import java.time.Duration;
import java.util.Optional;

/** How what came about without the leader's words comes about again, in a roleplay that stands just before it. */
record Recurrence(Roleplay roleplay) {
    /** Somebody who has hung up asks after no particular silence. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** The log tells of an event when the persona begins to speak of it; what comes again is counted from when it was due. */
    private static final Duration TOLD_LATE = Duration.ofSeconds(10);

    /** By the clock, by the leader's hanging up on somebody, or by the line that has gone quiet after a goodbye. */
    Step of(LoggedEvent logged) {
        Duration at = Duration.ofMillis(logged.at());
        Optional<Step> step = logged.event() instanceof GuestLeft left && left.reason() == EndReason.HUNG_UP
                ? roleplay.putDown(at)
                : byClock(logged.event(), at);
        return step.orElseGet(
                () -> logged.event() instanceof WorldEvent ? roleplay.silent(A_MOMENT, at) : roleplay.clock(at));
    }

    private Optional<Step> byClock(SessionEvent event, Duration at) {
        for (Duration later = at; later.compareTo(at.plus(TOLD_LATE)) <= 0; later = later.plusSeconds(1)) {
            Step world = roleplay.clock(later);
            if (world.events().stream().anyMatch(e -> isTheSame(e, event))) {
                return Optional.of(world);
            }
        }
        return Optional.empty();
    }

    private static boolean isTheSame(SessionEvent one, SessionEvent other) {
        return switch (one) {
            case WorldEvent event ->
                other instanceof WorldEvent it && it.event().equals(event.event());
            case GuestCame came -> other instanceof GuestCame it && it.guest().equals(came.guest());
            case GuestLeft left -> other instanceof GuestLeft it && it.guest().equals(left.guest());
            default -> false;
        };
    }
}
