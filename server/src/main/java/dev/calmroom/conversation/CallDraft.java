package dev.calmroom.conversation;

import dev.calmroom.conversation.CallState.Phase;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.TurnSoFar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next state while it is being made; lives within one call of {@link CallCore#on}. */
final class CallDraft {
    final Duration now;
    final CallRules rules;
    final Overlap overlap;
    final int unitsPerSecond;
    private final List<CallEffect> effects = new ArrayList<>();

    Phase phase;
    Roleplay roleplay;
    LeaderSide leader;
    PersonaSide persona;
    HeardSoFar heard;
    int utterance;
    int replies;
    int questions;
    PauseStatistics pauses;

    @Nullable
    Duration sign;

    @Nullable
    Duration murmured;

    Duration quietSince;
    long seconds;

    @Nullable
    Duration detachedAt;

    @Nullable
    Duration heldAt;

    @Nullable
    Duration occupiedAt;

    long clock;
    boolean warned;

    CallDraft(CallState state, Duration now, CallRules rules, Overlap overlap, int unitsPerSecond) {
        this.now = now;
        this.rules = rules;
        this.overlap = overlap;
        this.unitsPerSecond = unitsPerSecond;
        phase = state.phase();
        roleplay = state.roleplay();
        leader = state.leader();
        persona = state.persona();
        heard = state.heard();
        utterance = state.counts().utterance();
        replies = state.counts().replies();
        questions = state.counts().questions();
        pauses = state.pauses();
        sign = state.moments().sign();
        murmured = state.moments().murmured();
        quietSince = state.silence().since();
        seconds = state.silence().seconds();
        detachedAt = state.moments().detached();
        heldAt = state.moments().held();
        clock = state.clock().seconds();
        occupiedAt = state.moments().occupied();
        warned = state.clock().warned();
    }

    void effect(CallEffect effect) {
        effects.add(effect);
    }

    /** Asks what the words do, as they were said in this roleplay. @return the id by which the answer is known */
    int appraise(Roleplay roleplay, Said said) {
        effect(new CallEffect.Appraise(++questions, roleplay, said));
        return questions;
    }

    /** @return the id by which the answer is known */
    int decide(TurnSoFar turn) {
        effect(new CallEffect.Decide(++questions, turn));
        return questions;
    }

    /** The leader has said more: whatever is being made of the words without it is of no use any more. */
    void hear(String text, List<Word> words, Medium source) {
        heard = heard.and(text, words, source);
        if (persona instanceof PersonaSide.Appraising) {
            persona = new PersonaSide.Idle();
        }
    }

    /** What was typed is a whole turn; who is speaking besides is waited for. */
    void saidAtOnce() {
        if (leader instanceof LeaderSide.Quiet) {
            leader = LeaderSide.Pausing.since(0, now, now).until(now).atOnce(now);
        }
    }

    void record(List<SessionEvent> events) {
        events.forEach(event -> effect(new CallEffect.Keep(event)));
    }

    /**
     * When the leader's silence will have lasted until then, by the sound received and not only by the clock: late sound
     * may hold the next word. A line that brings nothing at all is not waited for longer than the rules say.
     */
    Duration silent(LeaderSide.Pausing pausing, Duration until) {
        boolean heard = pausing.silentUpTo().plus(rules.listening().unheard()).compareTo(until) >= 0;
        return heard || pausing.over() ? until : until.plus(rules.listening().lateSound());
    }

    /** Neither side speaks from now on. */
    void quiet() {
        quietSince = now;
        seconds = 0;
    }

    CallCore.Transition done() {
        CallState state = new CallState(
                phase,
                roleplay,
                leader,
                persona,
                heard,
                pauses,
                new CallState.Counts(utterance, replies, questions),
                new CallState.Silence(quietSince, seconds),
                new CallState.Clock(clock, warned),
                new CallState.Moments(sign, murmured, detachedAt, heldAt, occupiedAt));
        return new CallCore.Transition(state, List.copyOf(effects));
    }
}
