package dev.calmroom.call;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.roleplay.Understanding;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A persona who listens and never says a word: the leader's turns are all that comes of a call with it. */
record SilentPersona(List<Turn> conversation) implements Roleplay {
    static final SilentPersona BEFORE_THE_CALL = new SilentPersona(List.of());

    SilentPersona {
        conversation = List.copyOf(conversation);
    }

    private Step nothing() {
        return new Step(this, List.of(), null);
    }

    @Override
    public Step open() {
        return nothing();
    }

    @Override
    public Understanding understand(Said said) {
        return Understanding.none(said);
    }

    @Override
    public Step hear(Understanding heard, Duration at) {
        Said said = heard.said();
        Turn turn = new Turn(conversation.size() + 1, Speaker.LEADER, said.text(), said.words());
        List<Turn> all = Stream.concat(conversation.stream(), Stream.of(turn)).toList();
        SessionEvent spoke = new SessionEvent.LeaderSpoke(turn.number(), said.text(), said.words(), said.source());
        return new Step(new SilentPersona(all), List.of(spoke), null);
    }

    @Override
    public Optional<Roleplay> cutIn(Duration talked) {
        return Optional.empty();
    }

    @Override
    public Step silent(Duration lasted, Duration at) {
        return nothing();
    }

    @Override
    public Step clock(Duration at) {
        return nothing();
    }

    @Override
    public Roleplay spoken(int turn, String text, String heard, List<Tell> tells) {
        return this;
    }

    @Override
    public Step end(EndReason reason, Duration at) {
        return new Step(this, List.of(new SessionEvent.SessionEnded(reason, "", "")), null);
    }
}
