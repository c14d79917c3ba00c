package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
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
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A caller who types questions to make the persona talk, and speaks over it. Dials anew now and then. */
final class Interrupter implements Callable<List<BargeIn>> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** An answer to what the caller said over the persona comes within this, if one comes at all. */
    private static final Duration ANSWERS = Duration.ofSeconds(3);

    /** The persona had finished before it could have been expected to react. */
    private static final Duration TOO_LATE = Duration.ofMillis(500);

    private static final int A_CALL = 8;
    private static final double FRAME_MILLIS = 20;
    /** Whatever comes later has another cause. */
    private static final double AT_MOST_MILLIS = 2_500;

    private final URI address;
    private final Random random;
    private final List<String> asks;
    private final Queue<Interjection> queue;
    private final Supplier<Optional<RoomEcho>> rooms;
    private final Consumer<BargeIn> each;
    private final List<BargeIn> done = new ArrayList<>();
    private int asked;

    /**
     * @param queue shared by all callers
     * @param rooms what each call sounds like at the caller's end
     */
    Interrupter(
            URI address,
            long seed,
            List<String> asks,
            Queue<Interjection> queue,
            Supplier<Optional<RoomEcho>> rooms,
            Consumer<BargeIn> each) {
        this.address = address;
        this.random = new Random(seed);
        this.asks = asks;
        this.queue = queue;
        this.rooms = rooms;
        this.each = each;
        this.asked = random.nextInt(asks.size());
    }

    @Override
    public List<BargeIn> call() throws IOException, InterruptedException {
        while (!queue.isEmpty()) {
            try (Phone phone = dial(address, random.nextLong(1_000), rooms.get())) {
                converse(phone);
                phone.hangUp();
                phone.await(() -> over(phone), PATIENCE);
            }
        }
        return done;
    }

    /** @return a call that has been answered */
    static Phone dial(URI address, long seed, Optional<RoomEcho> room) throws IOException, InterruptedException {
        Phone phone = Phone.dial(address, "", seed);
        if (!phone.await(() -> phone.welcome().isPresent() || phone.failure().isPresent(), PATIENCE)
                || phone.welcome().isEmpty()) {
            phone.close();
            throw new IOException(phone.failure().orElse("The service took the call but said nothing."));
        }
        room.ifPresent(phone::echoes);
        phone.answer();
        return phone;
    }

    private void converse(Phone phone) throws InterruptedException {
        int inThisCall = 0;
        Interjection next = queue.poll();
        while (next != null && !over(phone)) {
            Optional<Playback> ofPersona = personaVoice(phone, inThisCall == 0);
            if (ofPersona.isEmpty()) {
                break;
            }
            Optional<BargeIn> result = over(phone) ? Optional.empty() : interject(phone, ofPersona.get(), next);
            if (result.isPresent()) {
                done.add(result.get());
                each.accept(result.get());
                inThisCall++;
                next = inThisCall < A_CALL ? queue.poll() : null;
            }
        }
        if (next != null) {
            queue.add(next);
        }
    }

    /** A reply of the persona's that has just begun to sound: the one on its way, or one that is asked for. */
    private Optional<Playback> personaVoice(Phone phone, boolean opening) throws InterruptedException {
        phone.await(() -> over(phone) || fresh(phone).isPresent(), opening ? PATIENCE : ANSWERS);
        if (fresh(phone).isEmpty()) {
            phone.await(() -> over(phone) || phone.playbacks().stream().allMatch(Playback::isDone), PATIENCE);
            phone.type(asks.get(asked++ % asks.size()));
            phone.await(() -> over(phone) || fresh(phone).isPresent(), PATIENCE);
        }
        return fresh(phone);
    }

    private static Optional<Playback> fresh(Phone phone) {
        List<Playback> playbacks = phone.playbacks();
        return playbacks.isEmpty()
                ? Optional.empty()
                : Optional.of(playbacks.getLast())
                        .filter(it -> it.heardSince() != 0 && !it.isDone() && it.played() < AudioClip.SPEECH_RATE / 2);
    }

    /** @return empty when the persona had finished before the effect could be seen */
    private Optional<BargeIn> interject(Phone phone, Playback ofPersona, Interjection said)
            throws InterruptedException {
        int reply = phone.playbacks().size();
        long turns = turns(phone).size();
        int from = ofPersona.played() + AudioClip.SPEECH_RATE * (400 + random.nextInt(800)) / 1_000;
        phone.await(() -> over(phone) || ofPersona.isDone() || ofPersona.played() >= from, PATIENCE);
        int lead = random.nextInt(AudioClip.SPEECH_RATE / 50);
        AudioClip clip = AudioClip.concat(List.of(new AudioClip(new short[lead], AudioClip.SPEECH_RATE), said.clip()));
        Phone.SpokenClip spoken = new Phone.SpokenClip(clip, clip.length() - 1);
        phone.speak(spoken);
        phone.await(() -> over(phone) || spoken.ended() != 0, PATIENCE);
        phone.await(() -> over(phone) || ofPersona.isDone() || settled(ofPersona, spoken), PATIENCE);
        boolean tooLate = ofPersona.isDone()
                && !ofPersona.wasInterrupted()
                && ofPersona.doneAt() - spoken.begun() < TOO_LATE.toNanos();
        if (over(phone) || tooLate) {
            return Optional.empty();
        }
        if (ofPersona.wasInterrupted()) {
            phone.await(() -> over(phone) || turns(phone).size() > turns, ANSWERS);
        }
        String heard = String.join(" / ", turns(phone).stream().skip(turns).toList());
        return Optional.of(judge(ofPersona, said, spoken, lead, reply, heard));
    }

    private static List<String> turns(Phone phone) {
        return phone.events(SessionEvent.LeaderSpoke.class).stream()
                .filter(it -> it.source() == Medium.VOICE)
                .map(SessionEvent.LeaderSpoke::text)
                .toList();
    }

    private static BargeIn judge(
            Playback ofPersona, Interjection said, Phone.SpokenClip spoken, int lead, int reply, String heard) {
        // A frame leaves when its last sample has been spoken.
        double begun = spoken.begun() / 1e6 - FRAME_MILLIS + lead * 1_000.0 / AudioClip.SPEECH_RATE;
        Double lowered = after(ofPersona, begun, SpeakingState.LOWERED);
        Double held = after(ofPersona, begun, SpeakingState.HELD);
        Double raised = held == null ? null : after(ofPersona, begun + held, SpeakingState.RAISED);
        return new BargeIn(
                said,
                reply,
                lowered,
                held == null ? after(ofPersona, begun, SpeakingState.INTERRUPTED) : held,
                ofPersona.wasInterrupted() ? null : raised,
                ofPersona.wasInterrupted(),
                heard);
    }

    /** The persona has gone on after it, or was not stopped by it. */
    private static boolean settled(Playback ofPersona, Phone.SpokenClip spoken) {
        List<Playback.Change> since = ofPersona.changes().stream()
                .filter(it -> it.at() > spoken.begun())
                .filter(it -> it.state() != SpeakingState.STOPPED)
                .toList();
        boolean quiet = System.nanoTime() - spoken.ended() > 1_000_000_000L;
        return quiet && (since.isEmpty() || since.getLast().state() == SpeakingState.RAISED);
    }

    /**
     * @return how long after a moment the persona was told this, in milliseconds; null if not at all, or for another
     *     reason
     */
    private static @Nullable Double after(Playback ofPersona, double millis, SpeakingState state) {
        return ofPersona.changes().stream()
                .filter(it -> it.state() == state)
                .map(it -> it.at() / 1e6 - millis)
                .filter(it -> it > 0 && it < AT_MOST_MILLIS)
                .findFirst()
                .orElse(null);
    }

    static boolean over(Phone phone) {
        return phone.isOver() || phone.happened(SessionEvent.SessionEnded.class);
    }
}
