package dev.calmroom.call;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.Scene;
import dev.calmroom.persona.Voicing;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.roleplay.Understanding;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A persona who begins to speak as soon as the call is answered, and has nothing to say after that. */
record TalkingPersona(Roleplay afterwards) implements Roleplay {
    static final TalkingPersona BEFORE_THE_CALL = new TalkingPersona(SilentPersona.BEFORE_THE_CALL);

    private static final Brief OPENING = new Brief(
            1,
            new Brief.Task("open", List.of(), List.of(), new Voicing.Length(1, 20), false),
            new Brief.Feeling("", new EmotionalState(Map.of())),
            new Brief.Leader("", List.of()),
            new Brief.Sound(Delivery.PLAIN, ""),
            Scene.NONE,
            0);

    @Override
    public List<Turn> conversation() {
        return afterwards.conversation();
    }

    @Override
    public Step open() {
        return new Step(this, List.of(), OPENING);
    }

    @Override
    public Understanding understand(Said said) {
        return afterwards.understand(said);
    }

    @Override
    public Step hear(Understanding understood, Duration at) {
        return afterwards.hear(understood, at);
    }

    @Override
    public Optional<Roleplay> cutIn(Duration talked) {
        return afterwards.cutIn(talked);
    }

    @Override
    public Step silent(Duration lasted, Duration at) {
        return new Step(this, List.of(), null);
    }

    @Override
    public Step clock(Duration at) {
        return new Step(this, List.of(), null);
    }

    @Override
    public Roleplay spoken(int turn, String text, String heard, List<Tell> tells) {
        return afterwards;
    }

    @Override
    public Step end(EndReason reason, Duration at) {
        return afterwards.end(reason, at);
    }
}
