package dev.calmroom.conversation;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Move;
import dev.calmroom.comprehension.Reading;
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
import java.util.Set;
import java.util.stream.Stream;

/**
 * A persona without an inner life: it answers every turn, fills six seconds of silence, and has no world.
 *
 * @param patience how long the leader may speak before the persona cuts in
 * @param murmur the sound that the persona makes while listening
 */
public record FakeRoleplay(List<Turn> conversation, Duration delay, Duration lastWord, Duration patience, String murmur)
        implements Roleplay {
    /** Words on which its appraiser breaks down. */
    public static final String UNAPPRAISABLE = "[unappraisable]";

    public static FakeRoleplay calm() {
        return new FakeRoleplay(List.of(), Duration.ZERO, Duration.ZERO, Duration.ofHours(1), "Mm.");
    }

    FakeRoleplay answeringAfter(Duration delay) {
        return new FakeRoleplay(conversation, delay, lastWord, patience, murmur);
    }

    FakeRoleplay finishingWordsOf(Duration lastWord) {
        return new FakeRoleplay(conversation, delay, lastWord, patience, murmur);
    }

    FakeRoleplay cuttingInAfter(Duration patience) {
        return new FakeRoleplay(conversation, delay, lastWord, patience, murmur);
    }

    FakeRoleplay listeningInSilence() {
        return new FakeRoleplay(conversation, delay, lastWord, patience, "");
    }

    private Brief brief(String act, int turn) {
        Delivery delivery = new Delivery(1, 1, 1, 1, delay, Duration.ofMillis(100), 0, lastWord);
        return new Brief(
                turn,
                new Brief.Task(act, List.of(), List.of(), new Voicing.Length(1, 20), act.equals("end-call")),
                new Brief.Feeling("calm", new EmotionalState(Map.of("ease", 0.5))),
                new Brief.Leader("", List.of()),
                new Brief.Sound(delivery, murmur),
                Scene.NONE,
                0);
    }

    private int next() {
        return conversation.size() + 1;
    }

    private FakeRoleplay plus(Turn turn) {
        return new FakeRoleplay(
                Stream.concat(conversation.stream(), Stream.of(turn)).toList(), delay, lastWord, patience, murmur);
    }

    @Override
    public Step open() {
        return new Step(this, List.of(), brief("open", next()));
    }

    @Override
    public Understanding understand(Said said) {
        if (said.text().equals(UNAPPRAISABLE)) {
            throw new IllegalStateException("out of memory");
        }
        Appraisal appraisal = new Appraisal(List.of(new Move("other", said.text(), 1, 0)), List.of());
        return new Understanding(said, appraisal, Reading.NOTHING, Set.of(), Set.of());
    }

    @Override
    public Step hear(Understanding understood, Duration at) {
        Said said = understood.said();
        Turn turn = new Turn(next(), Speaker.LEADER, said.text(), said.words());
        FakeRoleplay heard = plus(turn);
        List<SessionEvent> events = List.of(
                new SessionEvent.LeaderSpoke(turn.number(), said.text(), said.words(), said.source()),
                new SessionEvent.TurnAppraised(
                        turn.number(),
                        understood.appraisal().moves(),
                        understood.appraisal().signs()));
        String act = said.text().contains("goodbye") ? "end-call" : "answer";
        return new Step(heard, events, heard.brief(act, heard.next()));
    }

    @Override
    public Optional<Roleplay> cutIn(Duration talked) {
        return talked.compareTo(patience) >= 0 ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Step silent(Duration lasted, Duration at) {
        return lasted.toSeconds() == 6
                ? new Step(this, List.of(new SessionEvent.Silence(lasted)), brief("fill-silence", next()))
                : new Step(this, List.of(), null);
    }

    @Override
    public Step clock(Duration at) {
        return new Step(this, List.of(), null);
    }

    @Override
    public Roleplay spoken(int turn, String text, String heard, List<Tell> tells) {
        return plus(Turn.of(turn, Speaker.PERSONA, heard));
    }

    @Override
    public Step end(EndReason reason, Duration at) {
        return new Step(this, List.of(new SessionEvent.SessionEnded(reason, "over", "It is over.")), null);
    }
}
