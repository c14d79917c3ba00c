package dev.calmroom.web;

import dev.calmroom.protocol.ScenarioCard;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.WorldRules;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page needs of a scenario, out of its files. */
final class ScenarioCards {
    private static final DateTimeFormatter NIGHT = DateTimeFormatter.ofPattern("HH:mm");

    private ScenarioCards() {}

    static ScenarioCard of(Scenario scenario) {
        Plot plot = scenario.plot();
        List<ScenarioCard.Dimension> dimensions = scenario.feelings().dimensions().stream()
                .map(ScenarioCards::dimension)
                .toList();
        Map<String, String> sounds = new LinkedHashMap<>();
        plot.events().stream().filter(WorldRules.Happening::rings).forEach(event -> sounds.put(event.id(), "ring"));
        return new ScenarioCard(
                plot.id(),
                plot.title(),
                plot.summary(),
                new ScenarioCard.Person(plot.persona().name(), plot.persona().role()),
                NIGHT.format(plot.clock()),
                plot.lasts().toMillis(),
                plot.warnAt().toMillis(),
                dimensions,
                scenario.feelings().labels(),
                sounds);
    }

    private static ScenarioCard.Dimension dimension(EmotionRules.Dimension it) {
        return new ScenarioCard.Dimension(
                it.id(), it.label(), it.low(), it.high(), it.good().name(), it.look());
    }
}
