package dev.calmroom.web;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A caller in real time whose line can be made bad: it bunches frames, drops the connection and comes back with its
 * token and what was said meanwhile, as the page does.
 */
final class RoughLine implements AutoCloseable {
    static final int FRAME = AudioClip.SPEECH_RATE / 50;
    private static final int TICKS_PER_ACKNOWLEDGEMENT = 5;

    /** What was told, and {@link System#nanoTime()}. */
    record Told(JsonNode message, long at) {}

    private final URI server;
    private final String token;
    private final ScheduledExecutorService metronome = Executors.newSingleThreadScheduledExecutor();
    private final Deque<short[]> voice = new ArrayDeque<>();
    private final List<short[]> kept = new ArrayList<>();
    final List<Told> told = new CopyOnWriteArrayList<>();
    private RawClient client;
    private boolean away;
    private int bunch = 1;
    private int sequence;
    private int tick;
    private int speakAt = Integer.MAX_VALUE;
    private @Nullable AudioClip next;
    private long begun;

    RoughLine(URI server) {
        this(server, AudioClip.SPEECH_RATE);
    }

    /** @param samplesPerSecond what the microphone really gives where it says 16,000 */
    RoughLine(URI server, int samplesPerSecond) {
        this.server = server;
        client = RawClient.connect(server, null, this::witness);
        client.text("{\"type\":\"hello\",\"scenario\":\"platform-down\",\"seed\":11}");
        token = client.next("welcome").path("resume").asString();
        client.text("{\"type\":\"answer\"}");
        var _ = metronome.scheduleAtFixedRate(
                this::tick, 0, FRAME * 1_000_000_000L / samplesPerSecond, TimeUnit.NANOSECONDS);
    }

    /** One of the recordings from its first sound on, at the loudness of the persona's voice. */
    static AudioClip recording(String name) {
        try {
            AudioClip clip = Wav.read(Path.of("src/test/resources/speech/" + name + ".wav"));
            AudioClip even = Loudness.normalise(clip, Loudness.TARGET);
            int at = 0;
            while (Loudness.rms(even.samples(), at, at + 160) < -40) {
                at += 160;
            }
            return even.slice(at, even.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void witness(JsonNode message, long at) {
        told.add(new Told(message, at));
    }

    /** Frames leave this many at once from now on. */
    synchronized void bunch(int frames) {
        bunch = frames;
    }

    /** Speaks so many frames from now. */
    synchronized void speakIn(int ticks, AudioClip clip) {
        begun = 0;
        next = clip;
        speakAt = tick + ticks;
    }

    /** {@link System#nanoTime()} when the first frame of the last clip was sent; 0 before. */
    synchronized long begun() {
        return begun;
    }

    synchronized boolean isSpeaking() {
        return next != null || !voice.isEmpty();
    }

    synchronized int framesLeft() {
        return next != null ? Integer.MAX_VALUE : voice.size();
    }

    synchronized int ticks() {
        return tick;
    }

    private synchronized void tick() {
        tick++;
        AudioClip begins = tick >= speakAt ? next : null;
        boolean first = begins != null;
        if (begins != null) {
            for (int at = 0; at < begins.length(); at += FRAME) {
                voice.addLast(Arrays.copyOfRange(begins.samples(), at, at + FRAME));
            }
            next = null;
        }
        kept.add(voice.isEmpty() ? new short[FRAME] : voice.removeFirst());
        if (away) {
            return;
        }
        if (first) {
            begun = System.nanoTime();
        }
        if (tick % bunch == 0) {
            sendKept();
        }
        if (tick % TICKS_PER_ACKNOWLEDGEMENT == 0) {
            client.sound()
                    .forEach((turn, samples) ->
                            client.text("{\"type\":\"playback\",\"turn\":%d,\"samples\":%d}".formatted(turn, samples)));
        }
    }

    private void sendKept() {
        for (short[] frame : kept) {
            byte[] pcm = Wav.littleEndian(frame);
            client.binary(ByteBuffer.allocate(4 + pcm.length)
                    .putInt(sequence++)
                    .put(pcm)
                    .array());
        }
        kept.clear();
    }

    synchronized void mute(boolean on) {
        client.text("{\"type\":\"mute\",\"on\":%s}".formatted(on));
    }

    synchronized void drop() {
        away = true;
        client.drop();
    }

    synchronized void comeBack() {
        long last = told.stream()
                .filter(it -> it.message().path("type").asString().equals("event"))
                .mapToLong(it -> it.message().path("event").path("sequence").asLong())
                .max()
                .orElse(0);
        client = RawClient.connect(server, null, this::witness);
        client.text("{\"type\":\"hello\",\"resume\":\"%s\",\"last\":%d}".formatted(token, last));
        client.next("welcome");
        sequence = 0;
        sendKept();
        away = false;
    }

    /** All session events so far, in the order in which they came. */
    List<JsonNode> events(String type) {
        return told.stream()
                .map(it -> it.message().path("event"))
                .filter(it -> it.path("type").asString().equals(type))
                .toList();
    }

    List<Told> speaking(String state) {
        return told.stream()
                .filter(it -> it.message().path("state").asString("").equals(state))
                .toList();
    }

    @Override
    public void close() {
        metronome.shutdownNow();
        client.close();
    }
}
