package dev.calmroom.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.calmroom.log.Engines;
import dev.calmroom.protocol.ScenarioCard;
import dev.calmroom.report.Reports;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The scenarios that can be played. */
@RestController
@RequestMapping("/api/scenarios")
class ScenarioController {
    private final CallDesk desk;
    private final Reports reports;

    ScenarioController(CallDesk desk, Reports reports) {
        this.desk = desk;
        this.reports = reports;
    }

    /** All that the page needs of a scenario before a session exists, and in a report after it. */
    record Choice(@JsonUnwrapped ScenarioCard scenario, Engines engines) {}

    @GetMapping
    List<Choice> all() {
        return desk.scenarios().stream()
                .map(scenario -> new Choice(ScenarioCards.of(scenario), desk.engines()))
                .toList();
    }

    /** What the call is measured by: asked for only by who wants to know it beforehand. */
    @GetMapping("/{id}/aims")
    Reports.Aims aims(@PathVariable String id) {
        return desk.scenarios().stream()
                .filter(scenario -> scenario.id().equals(id))
                .findFirst()
                .map(scenario -> reports.aims(scenario.plot().framework()))
                .orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "There is no scenario '%s'.".formatted(id)));
    }
}
