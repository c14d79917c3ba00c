package dev.calmroom.call;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.Scene;
import dev.calmroom.persona.Voicing;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.roleplay.Understanding;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A persona who listens and answers nothing: the leader's turns are all that comes of a call with it.
 *
 * @param opening what it says as soon as the call is answered; null where it never says a word
 */
record SilentPersona(List<Turn> conversation, @Nullable Brief opening) implements Roleplay {
    static final SilentPersona BEFORE_THE_CALL = new SilentPersona(List.of(), null);
    static final SilentPersona WITH_AN_OPENING = new SilentPersona(
            List.of(),
            new Brief(
                    1,
                    new Brief.Task("open", List.of(), List.of(), new Voicing.Length(1, 20), false),
                    new Brief.Feeling("", new EmotionalState(Map.of())),
                    new Brief.Leader("", List.of()),
                    new Brief.Sound(Delivery.PLAIN, ""),
                    Scene.NONE,
                    0));

    SilentPersona {
        conversation = List.copyOf(conversation);
    }

    @Override
    public Step open() {
        return new Step(this, List.of(), opening);
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
        return new Step(new SilentPersona(all, opening), List.of(spoke), null);
    }

    @Override
    public Optional<Roleplay> cutIn(Duration talked) {
        return Optional.empty();
    }

    @Override
    public Step silent(Duration lasted, Duration at) {
        return Step.nothing(this);
    }

    @Override
    public Step clock(Duration at) {
        return Step.nothing(this);
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
