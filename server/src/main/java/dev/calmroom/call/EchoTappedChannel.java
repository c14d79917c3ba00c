package dev.calmroom.call;

import dev.calmroom.protocol.ToClient;
import dev.calmroom.turntaking.EchoGuard;
import java.time.Duration;
import java.util.function.Supplier;

/** The way to whoever is on the line, with the echo guard told what the loudspeaker there plays, holds and drops. */
final class EchoTappedChannel implements ClientChannel {
    private final ClientChannel line;
    private final EchoGuard echo;
    private final int sampleRate;
    private final Supplier<Duration> now;

    /**
     * @param sampleRate of the persona's voice
     * @param now session time
     */
    EchoTappedChannel(ClientChannel line, EchoGuard echo, int sampleRate, Supplier<Duration> now) {
        this.line = line;
        this.echo = echo;
        this.sampleRate = sampleRate;
        this.now = now;
    }

    @Override
    public void send(ToClient message) {
        if (message instanceof ToClient.Speaking speaking) {
            switch (speaking.state()) {
                case HELD -> echo.holds(now.get());
                case RAISED -> echo.goesOn(now.get());
                case STARTED, INTERRUPTED -> echo.stops(now.get());
                // Softer or at its end, it still sounds until it has been played.
                case LOWERED, STOPPED -> {}
            }
        }
        line.send(message);
    }

    @Override
    public void audio(int turn, int sequence, long offset, short[] samples) {
        echo.plays(now.get(), samples, sampleRate);
        line.audio(turn, sequence, offset, samples);
    }

    @Override
    public void close() {
        line.close();
    }
}
