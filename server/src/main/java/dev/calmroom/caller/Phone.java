package dev.calmroom.caller;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.protocol.MicrophoneFrame;
import dev.calmroom.protocol.Protocol;
import dev.calmroom.protocol.SpeakingState;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.protocol.ToServer;
import dev.calmroom.protocol.VoiceFrame;
import dev.calmroom.protocol.VoiceHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A caller's end of the line without a browser, over the same protocol and in real time: a microphone that sends a
 * frame every 20 ms, speech or silence, and a loudspeaker that plays what comes with a jitter buffer of 60 ms and
 * acknowledges it. Waits are for events of the line, never for guesses of time.
 */
public final class Phone implements AutoCloseable {
    private static final int RATE = AudioClip.SPEECH_RATE;
    private static final int FRAME = RATE / 50;
    private static final int TICKS_PER_ACKNOWLEDGEMENT = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final ScheduledExecutorService metronome = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("phone").daemon().factory());
    private final Map<Integer, Playback> playbacks = new TreeMap<>();
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<SpokenClip> spoken = new ArrayList<>();
    private final List<Long> takenBack = new ArrayList<>();
    private ToClient.@Nullable Welcome welcome;
    private @Nullable String failure;
    private boolean closed;
    private final LongSupplier nanos;
    private long heardOf;
    private int sequence;
    private int tick;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private @Nullable SpokenClip speaking;
    private @Nullable RoomEcho echo;

    /** A clip on its way into the microphone; {@code ended} is when the last sample that sounds was sent. */
    public static final class SpokenClip {
        private final AudioClip clip;
        private final int lastSound;
        private int sent;
        private volatile long begun;
        private volatile long ended;

        /** @param lastSound the last sample of the clip that sounds: where the speech truly ends */
        public SpokenClip(AudioClip clip, int lastSound) {
            this.clip = clip;
            this.lastSound = lastSound;
        }

        public AudioClip clip() {
            return clip;
        }

        /** {@link System#nanoTime()} when its first frame was sent; 0 before. */
        public long begun() {
            return begun;
        }

        /** {@link System#nanoTime()} when its last sample that sounds was sent; 0 before. */
        public long ended() {
            return ended;
        }
    }

    /** @throws IOException when nobody takes the call there */
    public static Phone dial(URI server, String scenario, @Nullable Long seed) throws IOException {
        return dial(server, new ToServer.Hello(scenario, RATE, null, 0, seed, VoiceHost.SERVER, false));
    }

    /**
     * As {@link #dial(URI, String, Long)}, and asks that the sound of both sides be kept.
     *
     * @throws IOException when nobody takes the call there
     */
    public static Phone dialRecorded(URI server, String scenario, @Nullable Long seed) throws IOException {
        return dial(server, new ToServer.Hello(scenario, RATE, null, 0, seed, VoiceHost.SERVER, true));
    }

    /**
     * Takes a call that waits to be answered: a retake.
     *
     * @param resume its token
     * @throws IOException when nobody takes the call there
     */
    public static Phone retake(URI server, String resume) throws IOException {
        return dial(server, new ToServer.Hello("", RATE, resume, 0, null, VoiceHost.SERVER, false));
    }

    private static Phone dial(URI server, ToServer.Hello hello) throws IOException {
        try {
            return new Phone(server, hello, System::nanoTime);
        } catch (CompletionException e) {
            throw new IOException(
                    "Nobody answers at %s (%s). Is the service running? Start it with: ./calmroom serve"
                            .formatted(server, e.getCause()),
                    e);
        }
    }

    /** @param nanos what waits are measured by, as {@link System#nanoTime()} */
    Phone(URI server, ToServer.Hello hello, LongSupplier nanos) {
        this.nanos = nanos;
        heardOf = nanos.getAsLong();
        URI socketAddress =
                URI.create(server.toString().replaceFirst("^http", "ws").replaceFirst("/+$", "") + "/ws/call");
        socket = http.newWebSocketBuilder()
                .subprotocols(Protocol.SUBPROTOCOL)
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(socketAddress, new Ears())
                .join();
        send(hello);
    }

    /** Picks up: from now on the microphone is open. */
    public void answer() {
        send(new ToServer.Microphone(echo == null));
        send(new ToServer.Answer());
        // A connection that is gone ends the ticking, and whoever waits for the call is told by its close.
        var _ = metronome.scheduleAtFixedRate(this::tick, 0, 20, TimeUnit.MILLISECONDS);
    }

    /** Begins to speak; returns at once. */
    public synchronized void speak(SpokenClip next) {
        speaking = next;
        spoken.add(next);
    }

    /** From now on the microphone hears the loudspeaker; for a voice of 16 kHz, as the built-in one is. */
    public synchronized void echoes(RoomEcho room) {
        echo = room;
    }

    public void type(String text) {
        send(new ToServer.Say(text, null));
    }

    public void hangUp() {
        send(new ToServer.Hangup());
    }

    private synchronized void tick() {
        short[] microphone = speech();
        short[] loudspeaker = new short[FRAME];
        tick++;
        for (Playback playback : playbacks.values()) {
            int before = playback.played();
            boolean finished = playback.tick();
            if (echo != null && playback.rate() == RATE) {
                playback.sound(before, playback.played(), loudspeaker);
            }
            if (finished || (playback.isPlaying() && tick % TICKS_PER_ACKNOWLEDGEMENT == 0)) {
                send(new ToServer.Playback(playback.turn(), playback.played(), finished));
            }
        }
        if (echo != null) {
            echo.pass(loudspeaker, microphone);
        }
        sendFrame(microphone);
        notifyAll();
    }

    /** The next frame of what the caller says; silence where nothing is said. */
    private short[] speech() {
        short[] samples = new short[FRAME];
        SpokenClip clip = speaking;
        if (clip != null) {
            if (clip.sent == 0) {
                clip.begun = System.nanoTime();
            }
            int length = Math.min(FRAME, clip.clip.length() - clip.sent);
            System.arraycopy(clip.clip.samples(), clip.sent, samples, 0, length);
            if (clip.sent <= clip.lastSound && clip.lastSound < clip.sent + FRAME) {
                clip.ended = System.nanoTime();
            }
            clip.sent += length;
            if (clip.sent >= clip.clip.length()) {
                speaking = null;
            }
        }
        return samples;
    }

    private void sendFrame(short[] samples) {
        ByteBuffer frame = ByteBuffer.wrap(Protocol.write(new MicrophoneFrame(sequence++, samples)));
        sending = sending.thenCompose(previous -> socket.sendBinary(frame, true));
    }

    private synchronized void send(ToServer message) {
        String text = Protocol.write(message);
        sending = sending.thenCompose(previous -> socket.sendText(text, true));
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(Protocol.toClient(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] piece = new byte[data.remaining()];
            data.get(piece);
            frame.writeBytes(piece);
            if (last) {
                voice(Protocol.voice(ByteBuffer.wrap(frame.toByteArray())));
                frame.reset();
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void voice(VoiceFrame heard) {
            synchronized (Phone.this) {
                playback(heard.turn()).arrived(heard.offset(), heard.samples());
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            finish(
                    status == WebSocket.NORMAL_CLOSURE
                            ? null
                            : "The service closed the line (%d%s). Is it still running?"
                                    .formatted(status, reason.isBlank() ? "" : ": " + reason));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            finish("The line broke: " + error.getMessage());
        }
    }

    private synchronized void finish(@Nullable String reason) {
        closed = true;
        if (failure == null) {
            failure = reason;
        }
        notifyAll();
    }

    private synchronized void take(ToClient message) {
        heardOf = nanos.getAsLong();
        switch (message) {
            case ToClient.Welcome it -> welcome = it;
            case ToClient.Happened it -> events.add(it.event());
            case ToClient.Speaking it -> speaking(it.turn(), it.state());
            case ToClient.Trouble it -> {
                if (it.fatal()) {
                    failure = it.message();
                } else {
                    System.err.println(it.message());
                }
            }
            // For whoever looks at the call; this end only listens.
            case ToClient.Hearing _,
                    ToClient.Caption _,
                    ToClient.Clock _,
                    ToClient.Warning _,
                    ToClient.Latency _,
                    ToClient.Pong _,
                    ToClient.Unknown _ -> {}
        }
        notifyAll();
    }

    private void speaking(int turn, SpeakingState state) {
        Playback former = playback(turn);
        if (state == SpeakingState.STARTED && (former.wasInterrupted() || former.isDone())) {
            // It was taken back, or came to nothing, and is said anew.
            if (former.heardSince() != 0) {
                takenBack.add(former.heardSince());
            }
            playbacks.remove(turn);
        }
        playback(turn).state(state);
    }

    private Playback playback(int turn) {
        int rate = welcome == null ? RATE : welcome.sampleRate();
        return playbacks.computeIfAbsent(turn, number -> new Playback(number, rate));
    }

    /** @return false when the line went dead or the time ran out before */
    public synchronized boolean await(BooleanSupplier condition, Duration most) throws InterruptedException {
        long until = nanos.getAsLong() + most.toNanos();
        return awaitUntil(condition, () -> until);
    }

    /**
     * Waits for as long as the line lives: a service in a call tells the time once a second.
     *
     * @param silence when nothing at all has come for so long, the line is taken for dead
     * @return false when the line is dead and the condition does not hold
     */
    public synchronized boolean awaitAlive(BooleanSupplier condition, Duration silence) throws InterruptedException {
        return awaitUntil(condition, () -> heardOf + silence.toNanos());
    }

    private boolean awaitUntil(BooleanSupplier condition, LongSupplier until) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            long left = until.getAsLong() - nanos.getAsLong();
            if (left <= 0 || closed) {
                return condition.getAsBoolean();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    public synchronized Optional<ToClient.Welcome> welcome() {
        return Optional.ofNullable(welcome);
    }

    public synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    public synchronized List<LoggedEvent> events() {
        return List.copyOf(events);
    }

    public synchronized boolean happened(Class<? extends SessionEvent> type) {
        return events.stream().map(LoggedEvent::event).anyMatch(type::isInstance);
    }

    /** The events of a kind so far, in order. */
    public synchronized <E extends SessionEvent> List<E> events(Class<E> type) {
        return events.stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public synchronized List<Playback> playbacks() {
        return List.copyOf(playbacks.values());
    }

    public synchronized List<SpokenClip> spoken() {
        return List.copyOf(spoken);
    }

    /** {@link System#nanoTime()} of the first sound of each answer that was taken back after it had begun to sound. */
    public synchronized List<Long> takenBack() {
        return List.copyOf(takenBack);
    }

    public synchronized boolean isOver() {
        return closed;
    }

    public synchronized boolean isSpeaking() {
        return speaking != null;
    }

    @Override
    public void close() {
        metronome.shutdownNow();
        socket.abort();
        http.close();
    }
}
