package dev.calmroom.log;

import dev.calmroom.log.SessionEvent.GuestCame;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.util.HashMap;
import java.util.Map;

/** What those are called who came into a call beside the persona; told of each when it comes. */
public final class GuestNames {
    private final Map<String, String> names = new HashMap<>();

    public void add(GuestCame came) {
        names.put(came.guest(), came.name());
    }

    /**
     * @param guest by which it is known in the log
     * @return empty for the persona
     */
    public String of(String guest) {
        return guest.isEmpty() ? "" : names.getOrDefault(guest, guest);
    }

    /** The turn as it was heard. */
    public Turn turn(PersonaSpoke spoke) {
        return Turn.of(spoke.turn(), Speaker.PERSONA, spoke.heard()).with(of(spoke.guest()));
    }

    /** The turn as it was recognised or typed. */
    public Turn turn(LeaderSpoke spoke) {
        return new Turn(spoke.turn(), Speaker.LEADER, spoke.text(), spoke.words(), of(spoke.guest()));
    }
}
