package dev.calmroom.roleplay;

import dev.calmroom.persona.Situation;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Plot.Happening;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the world does on the call's clock, and when each thing is due next. Immutable. */
final class World {
    private final Plot plot;
    private final Map<String, Duration> due;

    private World(Plot plot, Map<String, Duration> due) {
        this.plot = plot;
        this.due = Map.copyOf(due);
    }

    static World of(Plot plot) {
        Map<String, Duration> due = new HashMap<>();
        plot.events().forEach(event -> due.put(event.id(), event.at()));
        return new World(plot, due);
    }

    /** The world after this moment, and what has happened in it; at most one thing at a time. */
    record Moment(World next, @Nullable Happening happening) {
        Optional<Happening> happened() {
            return Optional.ofNullable(happening);
        }
    }

    Moment at(Duration now, Situation situation) {
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
                return new Moment(new World(plot, next), event);
            }
        }
        return new Moment(new World(plot, next), null);
    }
}
