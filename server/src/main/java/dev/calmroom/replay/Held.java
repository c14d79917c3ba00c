package dev.calmroom.replay;

import dev.calmroom.log.EndReason;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.persona.Situation;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Step;
import dev.calmroom.roleplay.Understanding;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Waits to be picked up, and then goes on where it stood instead of beginning. */
record Held(Roleplay roleplay, @Nullable Step pending) implements Roleplay {
    @Override
    public List<Turn> conversation() {
        return roleplay.conversation();
    }

    @Override
    public int turns() {
        return roleplay.turns();
    }

    @Override
    public Step open() {
        return new Step(roleplay, List.of(), pending == null ? null : pending.turn());
    }

    @Override
    public Understanding understand(Said said) {
        return roleplay.understand(said);
    }

    @Override
    public CompletableFuture<Understanding> understanding(Said said, Executor threads) {
        return roleplay.understanding(said, threads);
    }

    @Override
    public Understanding recall(Said said, TurnAppraised then) {
        return roleplay.recall(said, then);
    }

    @Override
    public Step hear(Understanding heard, Duration at) {
        return roleplay.hear(heard, at);
    }

    @Override
    public Optional<Situation> weigh(Understanding heard) {
        return roleplay.weigh(heard);
    }

    @Override
    public Optional<Roleplay> cutIn(Duration talked) {
        return roleplay.cutIn(talked);
    }

    @Override
    public Step silent(Duration lasted, Duration at) {
        return roleplay.silent(lasted, at);
    }

    @Override
    public Step clock(Duration at) {
        return roleplay.clock(at);
    }

    @Override
    public Optional<Step> putDown(Duration at) {
        return roleplay.putDown(at);
    }

    @Override
    public boolean expectsAnother() {
        return roleplay.expectsAnother();
    }

    @Override
    public Roleplay spoken(int turn, String text, String heard, List<Tell> tells) {
        return roleplay.spoken(turn, text, heard, tells);
    }

    @Override
    public Step end(EndReason reason, Duration at) {
        return roleplay.end(reason, at);
    }
}
