package dev.calmroom.roleplay;

import dev.calmroom.persona.Situation;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.WorldRules.Happening;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What the world does on the call's clock, and when each thing is due next. Immutable. */
final class World {
    /** Two things do not happen at once: whoever hears one has time to ask about it. */
    private static final Duration APART = Duration.ofSeconds(45);

    private static final long SALT = 0x776F726C64L;

    private final Plot plot;
    private final Map<String, Duration> due;
    private final Duration quietUntil;

    private World(Plot plot, Map<String, Duration> due, Duration quietUntil) {
        this.plot = plot;
        this.due = Map.copyOf(due);
        this.quietUntil = quietUntil;
    }

    static World of(Plot plot, long seed) {
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed ^ SALT).nextLong());
        Map<String, Duration> due = new HashMap<>();
        for (Happening event : plot.events()) {
            double shift = random.nextDouble() * 2 - 1;
            Duration most = event.giveOrTake() == null ? Duration.ZERO : event.giveOrTake();
            due.put(event.id(), event.at().plusMillis(Math.round(most.toMillis() * shift)));
        }
        return new World(plot, due, Duration.ZERO);
    }

    /** The world after this moment, and what has happened in it; at most one thing at a time. */
    record Moment(World next, @Nullable Happening happening) {
        Optional<Happening> happened() {
            return Optional.ofNullable(happening);
        }
    }

    /** Nothing happens for a while: somebody has just come back. */
    World quietFrom(Duration now) {
        return new World(plot, due, now.plus(APART));
    }

    Moment at(Duration now, Situation situation) {
        if (now.compareTo(quietUntil) < 0) {
            return new Moment(this, null);
        }
        Map<String, Duration> next = new HashMap<>(due);
        for (Happening event : plot.events()) {
            Duration time = next.get(event.id());
            if (time == null || time.compareTo(now) > 0) {
                continue;
            }
            if (event.every() == null) {
                next.remove(event.id());
            } else {
                next.put(event.id(), now.plus(event.every()));
            }
            if (event.unless() == null || !situation.meets(event.unless())) {
                return new Moment(new World(plot, next, now.plus(APART)), event);
            }
        }
        return new Moment(new World(plot, next, quietUntil), null);
    }
}
