package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.call.Switchboard.Opening;
import dev.calmroom.conversation.CallCore;
import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.CallState;
import dev.calmroom.conversation.Overlap;
import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionElsewhereException;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionGoneException;
import dev.calmroom.log.StoreStatus;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.protocol.VoiceHost;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.turntaking.EchoGuard;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.MDC;

/**
 * The shell around {@link CallCore}: takes what happens in order, asks the core, and does what it says. One virtual
 * thread a call; every other thread only hands over.
 */
public final class LiveCall {
    /** About what a slow voice speaks; a client that tells more is waited for longer. */
    private static final int CHARACTERS_A_SECOND = 12;

    /** The microphone alone brings thirty inputs a second: as many stand for half a minute in which nothing was done. */
    private static final int MOST_WAITING = 1_000;
    /** A phone that nobody answers keeps a line that a caller may need. */
    private static final Duration RINGS = Duration.ofMinutes(2);

    private final String session;
    private final VoiceHost voiceHost;
    private final CallCore core;
    private final EchoGuard echo;
    private final Microphone microphone;
    private final ReplyPlayer mouth;
    private final ModelQuestions models;
    private final CallVoice voice;
    private final CallObserver observer;
    private final TurnsHeardAgain recording;
    private final StoreStatus.Watch watch;
    private final CallClock clock;
    private final Duration stopsRinging;
    private final Hold hold;
    private final CallLine line;
    private final CallTroubles troubles;
    private final CallInbox inputs;
    private final Occupation occupation = new Occupation();
    private volatile CallState state;
    private volatile long microphoneFrames;
    private volatile Cut cut = Cut.NOT;
    /** Always the same one: by it this call's lease is told from that of another of its session. */
    final Runnable lost = this::takenOver;

    /**
     * @param lead how much session time has passed before now: zero, but for a retake
     * @param nanos a clock as {@link System#nanoTime()}
     */
    LiveCall(
            Opening opening,
            VoiceHost voiceHost,
            Duration lead,
            CallEngines engines,
            CallKeeper keeper,
            CallObserver observer,
            LongSupplier nanos) {
        session = opening.started().session();
        this.voiceHost = voiceHost;
        this.observer = observer;
        this.clock = new CallClock(nanos, lead);
        this.stopsRinging = lead.plus(RINGS);
        this.hold = new Hold(nanos);
        line = new CallLine(keeper, clock::now);
        troubles = new CallTroubles(session, line::send);
        inputs = new CallInbox(MOST_WAITING, () -> troubles.cannotKeepUp(MOST_WAITING));
        recording = new TurnsHeardAgain(engines.recordings().begin(session), engines.second(), opening.vocabulary());
        echo = new EchoGuard();
        voice = new CallVoice(engines.voice(), engines.guests());
        watch = keeper.watch(troubles::storeChanged);
        Overlap overlap = engines.overlap(voiceHost == VoiceHost.SERVER ? echo : new EchoGuard(), opening.vocabulary());
        core = switch (voiceHost) {
            case SERVER -> new CallCore(opening.rules(), overlap, voice.sampleRate());
            case CLIENT -> new CallCore(opening.rules().whereClientSpeaks(), overlap, CHARACTERS_A_SECOND);
        };
        state = core.ring(opening.roleplay());
        microphone = new Microphone(
                engines.recognizer(),
                opening.vocabulary(),
                engines.voiceActivity().get(),
                echo,
                this::now,
                inputs::add,
                (at, samples) -> recording.write(Speaker.LEADER, at, samples, AudioClip.SPEECH_RATE),
                troubles::recognitionFailed);
        models = new ModelQuestions(
                session, engines.models(), engines.endOfTurn(), inputs::add, troubles::appraisalFailed);
        mouth = mouth(opening.agent(), nanos);
    }

    private ReplyPlayer mouth(PersonaAgent agent, LongSupplier nanos) {
        int voiceRate = voice.sampleRate();
        ClientChannel recorded = new RecordingChannel(line::client, recording, voiceRate, this::now);
        ClientChannel overheard = new EchoTappedChannel(recorded, echo, voiceRate, this::now);
        return switch (voiceHost) {
            case SERVER -> ReplyPlayer.sounding(agent, voice, overheard, inputs::add, troubles::voiceFailed, nanos);
            case CLIENT -> ReplyPlayer.written(agent, overheard, inputs::add);
        };
    }

    void start() {
        mouth.ring();
        if (state.roleplay().expectsAnother()) {
            voice.expectAnother();
        }
        Thread.ofVirtual().name("call-" + session).start(this::run);
    }

    public String session() {
        return session;
    }

    public VoiceHost voiceHost() {
        return voiceHost;
    }

    /** @return session time */
    public Duration now() {
        return clock.now();
    }

    public boolean ended() {
        return cut != Cut.NOT || state.phase() == CallState.Phase.ENDED;
    }

    public void answer() {
        observer.pickedUp(this);
        inputs.add(new CallInput.Answered());
    }

    /** Another server goes on with the call: it stops here, and leaves no trace. */
    void takenOver() {
        cut = Cut.ELSEWHERE;
        inputs.add(new CallInput.Tick());
    }

    /** Whether nothing of it may be written or concluded here. */
    boolean leavesNothing() {
        return cut == Cut.ELSEWHERE || cut == Cut.GONE;
    }

    /** @param samples of the microphone, 16 kHz mono */
    public void hear(short[] samples) {
        if (state.phase() == CallState.Phase.OPEN && !hold.isOn()) {
            microphone.accept(samples);
        }
    }

    /** How many frames of the microphone the client's connection has brought, heard or not. */
    public long microphoneFrames() {
        return microphoneFrames;
    }

    public void microphoneFrames(long brought) {
        microphoneFrames = brought;
    }

    /** @param echoCancellation whether the leader's microphone says that it keeps the persona's voice out */
    public void hearsThrough(boolean echoCancellation) {
        echo.begins(echoCancellation);
    }

    /** Whoever types goes on with a call that is on hold. */
    public void say(String text) {
        takeOffHold();
        inputs.add(new CallInput.Typed(text.strip()));
    }

    public void mute() {
        microphone.pause();
        inputs.add(new CallInput.Muted());
    }

    /** The clock stands still, nobody is heard, and the persona waits; in all at most for {@link Hold#LONGEST}. */
    public void putOnHold() {
        if (hold.isUsedUp()) {
            troubles.heldLongEnough(Hold.LONGEST);
        } else if (state.phase() == CallState.Phase.OPEN) {
            microphone.pause();
            hold.begin(() -> inputs.add(new CallInput.PutOnHold()));
        }
    }

    /** The call goes on where it stood; harmless where it is not on hold. */
    public void takeOffHold() {
        hold.end(lasted -> inputs.add(new CallInput.TakenOffHold(lasted)));
    }

    /**
     * The leader has been helped with the next move.
     *
     * @param criterion of the framework
     * @param text what could be said
     */
    public void helped(String criterion, String text) {
        line.record(new SessionEvent.HelpGiven(state.roleplay().turns(), criterion, text));
    }

    /** The leader begins, or ends, something during which silence does not count. */
    public void occupied(Occupation.Kind kind, boolean on) {
        occupation.note(kind, on, now());
        inputs.add(new CallInput.Occupied());
    }

    /**
     * The persona speaks with another of the server's voices from the next clause on.
     *
     * @return what it is called
     * @throws java.util.NoSuchElementException when no such voice is offered
     * @throws IllegalStateException when it cannot be loaded, or the client speaks by itself
     */
    public String speakAs(Voices voices, String id) {
        if (voiceHost == VoiceHost.CLIENT) {
            throw new IllegalStateException("in this call the browser speaks");
        }
        SpeechSynthesizer chosen = voices.voice(id);
        voice.become(chosen, line::record);
        return chosen.name();
    }

    public void played(int turn, long length, boolean done) {
        inputs.add(new CallInput.Played(turn, length, done));
    }

    /** The leader hangs up on a guest; harmless where none is on the line. */
    public void putDown() {
        inputs.add(new CallInput.PutDown());
    }

    public void hangUp() {
        inputs.add(new CallInput.HungUp());
    }

    /**
     * The client is here, or here again: it is sent every event that it has not seen, then what comes.
     *
     * @param lastSeen sequence of the last event that it has seen, 0 for none
     */
    public void attach(ClientChannel client, long lastSeen) {
        line.attach(client, lastSeen);
        inputs.add(new CallInput.Attached());
    }

    /** The client is gone; harmless when another one has taken its place. */
    public void detach(ClientChannel client) {
        if (line.detach(client)) {
            microphone.pause();
            inputs.add(new CallInput.Detached());
        }
    }

    /** Shows an event that others have kept. */
    public void show(LoggedEvent logged) {
        line.show(logged);
    }

    /** Something happened elsewhere that the roleplay knows of: it is asked at once what comes of it. */
    public void stir() {
        inputs.add(new CallInput.Stirred());
    }

    /** What the leader said came at a moment at which it counts for nothing. */
    public void notAsked(String why) {
        troubles.notAsked(why);
    }

    /** Says good-bye to the client: nothing more will happen, here at least. */
    void release() {
        line.close(cut == Cut.ELSEWHERE);
    }

    private void run() {
        MDC.put("session", session);
        try {
            while (!ended()) {
                CallInput input = inputs.poll(wake().minus(now()));
                // However much comes in meanwhile: no hold is made longer by it.
                hold.endIfTooLong(state.isOnHold(), lasted -> handle(new CallInput.TakenOffHold(lasted)));
                handle(input == null ? passed() : input);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            microphone.close();
            mouth.close();
            recording.tell(cut == Cut.NOT, line::record);
            recording.close();
            observer.ended(this);
            watch.close();
        }
    }

    private Duration wake() {
        Duration wake = core.wake(state, now());
        return state.phase() == CallState.Phase.RINGING && stopsRinging.compareTo(wake) < 0 ? stopsRinging : wake;
    }

    private CallInput passed() {
        if (state.phase() == CallState.Phase.RINGING && now().compareTo(stopsRinging) >= 0) {
            troubles.nobodyPickedUp(RINGS);
            return new CallInput.HungUp();
        }
        return occupation.lasts(now()) ? new CallInput.Occupied() : new CallInput.Tick();
    }

    private void handle(CallInput input) {
        // What wakes the call may be that it is elsewhere by now: then nothing is due here any more.
        if (ended()) {
            return;
        }
        try {
            CallCore.Transition transition = core.on(state, input, now());
            state = transition.state();
            transition.effects().forEach(effect -> attempt(effect, input));
        } catch (SessionElsewhereException e) {
            takenOver();
        } catch (SessionGoneException e) {
            cut = Cut.GONE;
            troubles.deleted();
        } catch (LogUnavailableException e) {
            cut = Cut.UNKEPT;
            troubles.nothingIsKept(e);
        } catch (RuntimeException e) {
            troubles.wentWrong(input, e);
        }
    }

    /** One effect that fails takes none with it; only where nothing can be kept any more does the call end there. */
    private void attempt(CallEffect effect, CallInput input) {
        try {
            perform(effect);
        } catch (LogUnavailableException | SessionElsewhereException | SessionGoneException e) {
            throw e;
        } catch (RuntimeException e) {
            troubles.wentWrong(input, e);
            inputs.addFailed(effect, e);
        }
    }

    private void keep(SessionEvent event) {
        line.record(event);
        recording.kept(event);
        if (event instanceof SessionEvent.WorldEvent && state.roleplay().expectsAnother()) {
            voice.expectAnother();
        }
    }

    private void perform(CallEffect effect) {
        switch (effect) {
            case CallEffect.Keep it -> keep(it.event());
            case CallEffect.FinishSegment it -> microphone.finish(it.segment());
            case CallEffect.Decide it -> models.decide(it);
            case CallEffect.Appraise it -> models.appraise(it);
            case CallEffect.Prepare it -> mouth.prepare(it);
            case CallEffect.Discard it -> mouth.drop(it.reply());
            case CallEffect.Play it -> mouth.play(it.reply());
            case CallEffect.Lower it -> mouth.lower(it.reply());
            case CallEffect.Hold it -> mouth.hold(it.reply());
            case CallEffect.Continue it -> mouth.resume(it.reply());
            case CallEffect.Interrupt it -> {
                recording.cut(Speaker.PERSONA, now());
                mouth.interrupt(it.reply());
            }
            case CallEffect.Finished it -> mouth.drop(it.reply());
            case CallEffect.StopClock _ -> clock.stop();
            case CallEffect.StartClock _ -> clock.start();
            case CallEffect.Resend it -> mouth.resend(it.reply(), it.from());
            case CallEffect.ShowHearing it -> line.send(new ToClient.Hearing(it.utterance(), it.text(), it.settled()));
            case CallEffect.ShowCaption it -> line.send(mouth.caption(it));
            case CallEffect.CaptionsComplete it -> mouth.shown(it.reply());
            case CallEffect.ShowClock it ->
                line.send(new ToClient.Clock(
                        it.elapsed().toMillis(), it.remaining().toMillis()));
            case CallEffect.ShowWarning it ->
                line.send(new ToClient.Warning(it.remaining().toMillis()));
            case CallEffect.ShowLatency it -> {
                line.send(new ToClient.Latency(it.turn(), it.latency()));
                observer.answered(this, it.turn(), it.latency());
            }
            case CallEffect.Close _ -> {}
        }
    }
}
