package dev.calmroom.bench;

import dev.calmroom.caller.Phone;
import dev.calmroom.caller.Playback;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.TurnLatency;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller: says its utterances one after the other, each once the persona has finished, and dials anew when a call
 * ends.
 */
final class Caller implements Callable<List<Exchange>> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** After six seconds of silence the persona speaks unasked: what comes so late is no answer. */
    private static final double LATE = 5_000;

    private final URI address;
    private final long seed;
    private final Queue<Recorded> utterances;
    private final Consumer<Exchange> each;
    private final Consumer<List<SessionEvent.PersonaSpoke>> heard;

    /**
     * @param utterances shared by all callers
     * @param heard is told at the end of each call what the persona said in it
     */
    Caller(
            URI address,
            long seed,
            Queue<Recorded> utterances,
            Consumer<Exchange> each,
            Consumer<List<SessionEvent.PersonaSpoke>> heard) {
        this.address = address;
        this.seed = seed;
        this.utterances = utterances;
        this.each = each;
        this.heard = heard;
    }

    @Override
    public List<Exchange> call() throws IOException, InterruptedException {
        List<Exchange> exchanges = new ArrayList<>();
        for (Recorded next = utterances.poll(); next != null; ) {
            try (Phone phone = dial(exchanges.size())) {
                while (next != null) {
                    Optional<Exchange> exchange = converse(phone, next);
                    if (exchange.isEmpty()) {
                        break;
                    }
                    exchanges.add(exchange.get());
                    each.accept(exchange.get());
                    next = utterances.poll();
                }
                phone.hangUp();
                heard.accept(phone.events(SessionEvent.PersonaSpoke.class));
                phone.await(() -> phone.happened(SessionEvent.SessionGraded.class), PATIENCE);
            }
        }
        return exchanges;
    }

    private Phone dial(int calls) throws IOException, InterruptedException {
        Phone phone = Phone.dial(address, "", seed + calls);
        if (!phone.await(() -> phone.welcome().isPresent() || phone.failure().isPresent(), PATIENCE)
                || phone.welcome().isEmpty()) {
            phone.close();
            throw new IOException(phone.failure().orElse("The service took the call but said nothing."));
        }
        phone.answer();
        phone.await(() -> phone.playbacks().stream().anyMatch(Playback::isDone), PATIENCE);
        return phone;
    }

    /** @return empty when the call ended before the utterance was out */
    private Optional<Exchange> converse(Phone phone, Recorded next) throws InterruptedException {
        // The persona may be speaking unasked: the caller waits, as one does.
        phone.await(() -> over(phone) || phone.playbacks().stream().allMatch(Playback::isDone), PATIENCE);
        int before = phone.playbacks().size();
        Phone.SpokenClip clip = new Phone.SpokenClip(next.clip(), next.lastSound());
        if (over(phone)) {
            return Optional.empty();
        }
        phone.speak(clip);
        phone.await(() -> over(phone) || clip.ended() != 0, PATIENCE);
        phone.await(() -> over(phone) || reply(phone, before, clip).isPresent(), PATIENCE);
        Optional<Playback> reply = reply(phone, before, clip);
        if (reply.isEmpty()) {
            return Optional.empty();
        }
        Playback answer = reply.get();
        phone.await(() -> over(phone) || answer.isDone(), PATIENCE);
        boolean cutIn = phone.playbacks().stream()
                .skip(before)
                .anyMatch(it -> it.firstArrival() != 0 && it.firstArrival() < clip.ended());
        double took = (answer.heardSince() - clip.ended()) / 1e6;
        boolean murmured = !cutIn && phone.takenBack().stream().anyMatch(at -> clip.begun() < at && at < clip.ended());
        if (cutIn || took > LATE) {
            return Optional.of(new Exchange(next, null, cutIn, murmured, Map.of()));
        }
        phone.await(() -> over(phone) || spoken(phone, answer.turn()).isPresent(), PATIENCE);
        return Optional.of(new Exchange(
                next,
                took,
                false,
                murmured,
                spoken(phone, answer.turn()).map(Caller::stages).orElse(Map.of())));
    }

    private static Optional<Playback> reply(Phone phone, int before, Phone.SpokenClip clip) {
        return phone.playbacks().stream()
                .skip(before)
                .filter(it -> clip.ended() != 0 && it.heardSince() > clip.ended())
                .findFirst();
    }

    private static Optional<SessionEvent.PersonaSpoke> spoken(Phone phone, int turn) {
        return phone.events(SessionEvent.PersonaSpoke.class).stream()
                .filter(it -> it.turn() == turn)
                .findFirst();
    }

    private static Map<String, Double> stages(SessionEvent.PersonaSpoke spoken) {
        TurnLatency latency = spoken.latency();
        Map<String, Double> stages = new LinkedHashMap<>();
        put(stages, "endOfTurn", latency.endOfTurn());
        put(stages, "recognised", latency.recognised());
        put(stages, "appraised", latency.appraised());
        put(stages, "firstWord", latency.firstWord());
        put(stages, "firstAudioSent", latency.firstAudioSent());
        put(stages, "firstAudioPlayed", latency.firstAudioPlayed());
        put(stages, "firstWordPlayed", latency.firstWordPlayed());
        return stages;
    }

    private static void put(Map<String, Double> stages, String stage, @Nullable Duration since) {
        if (since != null) {
            stages.put(stage, (double) since.toMillis());
        }
    }

    private static boolean over(Phone phone) {
        return phone.isOver() || phone.happened(SessionEvent.SessionEnded.class);
    }
}
