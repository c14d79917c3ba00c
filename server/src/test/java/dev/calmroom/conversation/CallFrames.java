package dev.calmroom.conversation;

import dev.calmroom.log.EventJson;
import dev.calmroom.persona.Brief;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One scripted call as text: what the core was given, with its millisecond, and below it what it wanted done, a line
 * each. The words are written out here rather than taken from the classes' names, so that a class may be renamed and the
 * text stays as it is. Time that passes without consequence is left out.
 */
public final class CallFrames {
    private static volatile @Nullable List<CallFrames> listening;

    private static final JsonMapper JSON = EventJson.mapper();

    private final List<String> lines = new ArrayList<>();

    private CallFrames() {}

    /** Every call that is scripted while the tests run, on whichever thread they do, a text each. */
    public static List<String> during(Runnable tests) {
        List<CallFrames> calls = Collections.synchronizedList(new ArrayList<>());
        listening = calls;
        try {
            tests.run();
        } finally {
            listening = null;
        }
        return calls.stream().map(call -> String.join("\n", call.lines)).toList();
    }

    static CallFrames begin() {
        CallFrames call = new CallFrames();
        List<CallFrames> calls = listening;
        if (calls != null) {
            calls.add(call);
        }
        return call;
    }

    void add(Duration now, CallInput input, List<CallEffect> effects) {
        boolean time = input instanceof CallInput.Tick || input instanceof CallInput.SilenceHeard;
        if (time && effects.isEmpty()) {
            return;
        }
        if (!isAnswer(input)) {
            lines.add(words(now, given(input)));
        }
        effects.stream()
                .filter(effect -> !isQuestion(effect))
                .forEach(effect -> lines.add(words("  ->", wanted(effect))));
    }

    /** Which answer came when is not kept, only what came of it. */
    private static boolean isAnswer(CallInput input) {
        return input instanceof CallInput.Decided
                || input instanceof CallInput.Appraised
                || input instanceof CallInput.Failed;
    }

    private static boolean isQuestion(CallEffect effect) {
        return effect instanceof CallEffect.Decide || effect instanceof CallEffect.Appraise;
    }

    private static String given(CallInput input) {
        return switch (input) {
            case CallInput.Answered _ -> "answered";
            case CallInput.VoiceSuspected it -> words("voice-suspected", it.at());
            case CallInput.SuspicionPassed _ -> "suspicion-passed";
            case CallInput.VoiceStarted it -> words("voice-started", it.segment(), it.at());
            case CallInput.VoiceEnded it -> words("voice-ended", it.segment(), it.at());
            case CallInput.SilenceHeard it -> words("silence-heard", it.upTo());
            case CallInput.Partial it -> words("partial", it.segment(), quoted(it.text()));
            case CallInput.Recognised it -> words("recognised", it.segment(), quoted(it.text()));
            case CallInput.Decided _, CallInput.Appraised _, CallInput.Failed _ -> "";
            case CallInput.Typed it -> words("typed", quoted(it.text()));
            case CallInput.Muted _ -> "muted";
            case CallInput.MurmurReady it -> words("murmur-ready", it.reply());
            case CallInput.ClauseReady it -> words("clause-ready", it.reply(), quoted(it.text()), it.start(), it.end());
            case CallInput.FirstWord it -> words("first-word", it.reply());
            case CallInput.Told it -> words("told", it.reply(), it.tells().size());
            case CallInput.ReplyComplete it ->
                words("reply-complete", it.reply(), it.speaker(), quoted(it.note()), it.length());
            case CallInput.Unprepared it -> words("unprepared", it.reply(), quoted(it.reason()));
            case CallInput.AudioSent it -> words("audio-sent", it.reply());
            case CallInput.Played it -> words("played", it.turn(), it.length(), it.done() ? "done" : "");
            case CallInput.PutOnHold _ -> "put-on-hold";
            case CallInput.TakenOffHold it -> words("taken-off-hold", it.lasted());
            case CallInput.PutDown _ -> "put-down";
            case CallInput.HungUp _ -> "hung-up";
            case CallInput.Detached _ -> "detached";
            case CallInput.Attached _ -> "attached";
            case CallInput.Occupied _ -> "occupied";
            case CallInput.Stirred _ -> "stirred";
            case CallInput.Tick _ -> "tick";
        };
    }

    private static String wanted(CallEffect effect) {
        return switch (effect) {
            case CallEffect.Keep it -> words("record", EventJson.write(it.event()));
            case CallEffect.FinishSegment it -> words("finish-segment", it.segment());
            case CallEffect.Decide _, CallEffect.Appraise _ -> "";
            case CallEffect.Prepare it ->
                words("prepare", it.reply(), brief(it.brief()), said(it.conversation()), it.lead(), it.slack());
            case CallEffect.Discard it -> words("discard", it.reply());
            case CallEffect.Play it -> words("play", it.reply());
            case CallEffect.Lower it -> words("lower", it.reply());
            case CallEffect.Hold it -> words("hold", it.reply());
            case CallEffect.Continue it -> words("continue", it.reply());
            case CallEffect.Interrupt it -> words("interrupt", it.reply());
            case CallEffect.Finished it -> words("finished", it.reply());
            case CallEffect.Resend it -> words("resend", it.reply(), it.from());
            case CallEffect.StopClock _ -> "stop-clock";
            case CallEffect.StartClock _ -> "start-clock";
            case CallEffect.ShowHearing it ->
                words("show-hearing", it.utterance(), quoted(it.text()), it.settled() ? "settled" : "");
            case CallEffect.ShowCaption it -> words("show-caption", it.turn(), quoted(it.text()), it.at());
            case CallEffect.CaptionsComplete it -> words("captions-complete", it.reply());
            case CallEffect.ShowClock it -> words("show-clock", it.elapsed(), it.remaining());
            case CallEffect.ShowWarning it -> words("show-warning", it.remaining());
            case CallEffect.ShowLatency it -> words("show-latency", it.turn(), JSON.writeValueAsString(it.latency()));
            case CallEffect.Close _ -> "close";
        };
    }

    private static String brief(Brief brief) {
        return words(
                "turn",
                brief.turn(),
                brief.task().act(),
                quoted(brief.sound().murmur()),
                brief.task().last() ? "last" : "",
                JSON.writeValueAsString(brief.sound().delivery()));
    }

    private static String said(List<Turn> conversation) {
        return conversation.stream()
                .map(turn -> words(turn.number(), turn.isLeader() ? "leader" : "persona", quoted(turn.text())))
                .collect(Collectors.joining(", ", "after [", "]"));
    }

    private static String quoted(String text) {
        return "«" + text + "»";
    }

    private static String words(Object... parts) {
        return List.of(parts).stream()
                .map(part -> part instanceof Duration time ? time.toMillis() + "ms" : Objects.toString(part))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
