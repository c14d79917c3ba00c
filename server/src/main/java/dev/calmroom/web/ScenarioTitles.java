package dev.calmroom.web;

import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.ScenarioShelf;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What past scenarios are called. One that was taken out of the folder since then goes by its id. */
@Component
final class ScenarioTitles {
    private final ScenarioShelf scenarios;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    ScenarioTitles(ScenarioShelf scenarios) {
        this.scenarios = scenarios;
    }

    String of(String scenario) {
        return known.computeIfAbsent(scenario, id -> {
            try {
                return scenarios.current(id).plot().title();
            } catch (InvalidPromptsException e) {
                return id;
            }
        });
    }
}
