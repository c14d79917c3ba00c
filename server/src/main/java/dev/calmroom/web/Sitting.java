package dev.calmroom.web;

import dev.calmroom.call.LiveCall;
import dev.calmroom.call.Switchboard;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.protocol.VoiceHost;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.swap.Chair;
import dev.calmroom.swap.SpokenSeat;
import org.jspecify.annotations.Nullable;

/** Somebody in a seat, and the one line to it, where there is one: what is said on it and what is typed is all the same. */
final class Sitting {
    private final Chair chair;
    private final Scenario scenario;
    private final Switchboard.Opening opening;
    private final SpokenSeat seat;
    private volatile @Nullable LiveCall line;

    /** @param opening of the call that is played */
    Sitting(Chair chair, Scenario scenario, Switchboard.Opening opening) {
        this.chair = chair;
        this.scenario = scenario;
        this.opening = opening;
        this.seat = new SpokenSeat(chair, why -> {
            if (line != null) {
                line.notAsked(why);
            }
        });
    }

    Chair chair() {
        return chair;
    }

    /**
     * A line to this seat: the one there is, or a new one that begins with what the leader was not answered yet.
     *
     * @param voice who speaks the leader's words; a line that there is keeps what it began with
     * @throws dev.calmroom.protocol.ProtocolException when there is no free line
     */
    synchronized CallDesk.Caller connect(CallDesk desk, VoiceHost voice) {
        LiveCall on = line;
        if (on != null && !on.ended()) {
            return new CallDesk.Caller(on, desk.welcomeBack(on, on.session()));
        }
        Switchboard.Opening turned = opening.turned(seat.roleplay(), SpokenSeat.leader());
        CallDesk.Caller caller = desk.connect(turned, scenario, voice, seat::hears);
        line = caller.call();
        return caller;
    }

    /** Something of the call has been written down. */
    void happened(LoggedEvent kept) {
        seat.happened(kept.event());
        LiveCall on = line;
        if (on != null) {
            on.show(kept);
            on.stir();
        }
    }

    /** The call is over; what the leader has said last is still heard. */
    void end() {
        chair.end();
        LiveCall on = line;
        if (on != null) {
            on.stir();
        }
    }
}
