package dev.calmroom.web;

import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.ScenarioFiles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What past scenarios are called. One that was taken out of the folder since then goes by its id. */
@Component
final class ScenarioTitles {
    private final ScenarioFiles files;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    ScenarioTitles(ScenarioFiles files) {
        this.files = files;
    }

    String of(String scenario) {
        return known.computeIfAbsent(scenario, id -> {
            try {
                return files.load(id).plot().title();
            } catch (InvalidPromptsException e) {
                return id;
            }
        });
    }
}
