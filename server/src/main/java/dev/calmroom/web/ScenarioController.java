package dev.calmroom.web;

import dev.calmroom.scenario.Scenario;
import dev.calmroom.session.Engines;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The scenarios that can be played. */
@RestController
@RequestMapping("/api/scenarios")
class ScenarioController {
    private final CallDesk desk;

    ScenarioController(CallDesk desk) {
        this.desk = desk;
    }

    record Choice(
            String id,
            String title,
            String summary,
            ServerReply.Person persona,
            String clock,
            long durationMs,
            Engines engines) {}

    @GetMapping
    List<Choice> all() {
        return desk.scenarios().stream().map(this::choice).toList();
    }

    private Choice choice(Scenario scenario) {
        ServerReply.ScenarioCard card = ScenarioCards.of(scenario);
        return new Choice(
                card.id(),
                card.title(),
                card.summary(),
                card.persona(),
                card.clock(),
                card.durationMs(),
                desk.engines());
    }
}
