package dev.calmroom.web;

import dev.calmroom.protocol.ScenarioCard;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.WorldRules;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page needs of a scenario, out of its files. */
final class ScenarioCards {
    private static final DateTimeFormatter NIGHT = DateTimeFormatter.ofPattern("HH:mm");

    private ScenarioCards() {}

    static ScenarioCard of(Scenario scenario) {
        Plot plot = scenario.plot();
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
                dimensions(scenario),
                scenario.feelings().labels(),
                sounds,
                guests(scenario));
    }

    private static List<ScenarioCard.Guest> guests(Scenario scenario) {
        List<ScenarioCard.Guest> guests = new ArrayList<>();
        for (WorldRules.Happening event : scenario.plot().events()) {
            WorldRules.Visit visit = event.guest();
            Scenario sheet = scenario.guests().get(event.id());
            if (visit != null && sheet != null) {
                Plot.Profile who = sheet.plot().persona();
                guests.add(new ScenarioCard.Guest(
                        event.id(), visit.id(), who.name(), who.role(), visit.says(), visit.goes(), dimensions(sheet)));
            }
        }
        return guests;
    }

    private static List<ScenarioCard.Dimension> dimensions(Scenario scenario) {
        return scenario.feelings().dimensions().stream()
                .map(ScenarioCards::dimension)
                .toList();
    }

    private static ScenarioCard.Dimension dimension(EmotionRules.Dimension it) {
        return new ScenarioCard.Dimension(
                it.id(), it.label(), it.low(), it.high(), it.good().name(), it.look());
    }
}
