package dev.calmroom.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.calmroom.scenario.ScenarioShelf;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What past scenarios are called. One that was taken out of the folder since then goes by its id. */
@Component
final class ScenarioTitles {
    static final Duration KEPT = Duration.ofSeconds(10);

    private final ScenarioShelf scenarios;
    /** Whoever changes a title sees it soon, and a long list of calls does not look at the files for each. */
    private final Cache<String, String> known;

    @Autowired
    ScenarioTitles(ScenarioShelf scenarios) {
        this(scenarios, Ticker.systemTicker());
    }

    ScenarioTitles(ScenarioShelf scenarios, Ticker clock) {
        this.scenarios = scenarios;
        this.known = Caffeine.newBuilder().ticker(clock).expireAfterWrite(KEPT).build();
    }

    String of(String scenario) {
        return known.get(scenario, id -> {
            try {
                return scenarios.current(id).plot().title();
            } catch (RuntimeException e) {
                // A list of calls is shown whatever one of them once was called, and whatever is wrong with the folder.
                return id;
            }
        });
    }
}
