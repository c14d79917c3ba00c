package dev.calmroom.bench;

import dev.calmroom.caller.Phone;
import dev.calmroom.caller.Playback;
import dev.calmroom.caller.RoomEcho;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.protocol.SpeakingState;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A caller who types questions and lets the persona talk, with a loudspeaker that the caller's microphone hears. */
final class Listener implements Callable<List<Unprovoked>> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** For what the echo of the persona's last word may still do. */
    private static final Duration AFTERWARDS = Duration.ofMillis(1_500);

    private static final int A_CALL = 6;

    private final URI address;
    private final long seed;
    private final List<String> asks;
    private final AtomicInteger left;
    private final Supplier<Optional<RoomEcho>> rooms;
    private final Runnable each;
    private final List<Unprovoked> done = new ArrayList<>();

    /**
     * @param left replies that are still to be heard, by all callers
     * @param rooms what each call sounds like
     */
    Listener(
            URI address,
            long seed,
            List<String> asks,
            AtomicInteger left,
            Supplier<Optional<RoomEcho>> rooms,
            Runnable each) {
        this.address = address;
        this.seed = seed;
        this.asks = asks;
        this.left = left;
        this.rooms = rooms;
        this.each = each;
    }

    @Override
    public List<Unprovoked> call() throws IOException, InterruptedException {
        while (left.get() > 0) {
            try (Phone phone = Interrupter.dial(address, seed + done.size(), rooms.get())) {
                for (int i = 0; i < A_CALL && !Interrupter.over(phone) && left.getAndDecrement() > 0; i++) {
                    if (i > 0) {
                        phone.type(asks.get((int) ((seed + i) % asks.size())));
                    }
                    listen(phone, i);
                }
                phone.hangUp();
                phone.await(() -> Interrupter.over(phone), PATIENCE);
            }
        }
        return done;
    }

    private void listen(Phone phone, int number) throws InterruptedException {
        long before = heard(phone);
        phone.await(
                () -> Interrupter.over(phone)
                        || (phone.playbacks().size() > number
                                && phone.playbacks().getLast().isDone()),
                PATIENCE);
        if (phone.playbacks().size() <= number) {
            return;
        }
        Playback ofPersona = phone.playbacks().getLast();
        phone.await(
                () -> Interrupter.over(phone) || System.nanoTime() - ofPersona.doneAt() > AFTERWARDS.toNanos(),
                PATIENCE);
        done.add(new Unprovoked(
                was(ofPersona, SpeakingState.LOWERED),
                was(ofPersona, SpeakingState.HELD),
                ofPersona.wasInterrupted(),
                heard(phone) > before));
        each.run();
    }

    private static boolean was(Playback ofPersona, SpeakingState state) {
        return ofPersona.changes().stream().anyMatch(it -> it.state() == state);
    }

    private static long heard(Phone phone) {
        return phone.events(SessionEvent.LeaderSpoke.class).stream()
                .filter(it -> it.source() == Medium.VOICE)
                .count();
    }
}
