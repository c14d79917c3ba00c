package dev.calmroom.call;

import dev.calmroom.protocol.ToClient;
import dev.calmroom.transcript.Speaker;
import java.time.Duration;
import java.util.function.Supplier;

/** The way to whoever is on the line, with the persona's voice taken down as it is sent. */
final class RecordingChannel implements ClientChannel {
    private final Supplier<ClientChannel> line;
    private final CallRecording recording;
    private final int sampleRate;
    private final Supplier<Duration> now;
    private int turn;
    private long recorded;

    RecordingChannel(Supplier<ClientChannel> line, CallRecording recording, int sampleRate, Supplier<Duration> now) {
        this.line = line;
        this.recording = recording;
        this.sampleRate = sampleRate;
        this.now = now;
    }

    @Override
    public void send(ToClient message) {
        line.get().send(message);
    }

    @Override
    public void audio(int turn, int sequence, long offset, short[] samples) {
        if (isNew(turn, offset, samples.length)) {
            recording.write(Speaker.PERSONA, now.get(), samples, sampleRate);
        }
        line.get().audio(turn, sequence, offset, samples);
    }

    /** What is sent once more after a resume has been taken down already. */
    private synchronized boolean isNew(int turn, long offset, int length) {
        boolean fresh = turn != this.turn || offset >= recorded;
        if (fresh) {
            this.turn = turn;
            recorded = offset + length;
        }
        return fresh;
    }

    @Override
    public void close() {
        line.get().close();
    }
}
