package dev.calmroom.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.calmroom.log.Engines;
import dev.calmroom.protocol.ScenarioCard;
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

    /** All that the page needs of a scenario before a session exists, and in a report after it. */
    record Choice(@JsonUnwrapped ScenarioCard scenario, Engines engines) {}

    @GetMapping
    List<Choice> all() {
        return desk.scenarios().stream()
                .map(scenario -> new Choice(ScenarioCards.of(scenario), desk.engines()))
                .toList();
    }
}
