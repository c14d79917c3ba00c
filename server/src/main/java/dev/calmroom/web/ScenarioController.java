package dev.calmroom.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.calmroom.log.Engines;
import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.protocol.ScenarioCard;
import dev.calmroom.report.Reports;
import dev.calmroom.scenario.CallSettings;
import dev.calmroom.storage.SessionIndex;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The scenarios that can be played. */
@RestController
@RequestMapping("/api/scenarios")
class ScenarioController {
    private static final int MOST_REMEMBERED = 12;

    private final CallDesk desk;
    private final Reports reports;
    private final SessionIndex sessions;
    private final EarlierCalls earlier;
    private final ScenarioTitles titles;
    private final Keeping keeping;

    ScenarioController(
            CallDesk desk,
            Reports reports,
            SessionIndex sessions,
            EarlierCalls earlier,
            ScenarioTitles titles,
            Keeping keeping) {
        this.desk = desk;
        this.reports = reports;
        this.sessions = sessions;
        this.earlier = earlier;
        this.titles = titles;
        this.keeping = keeping;
    }

    /** All that the page needs of a scenario before a session exists, and in a report after it. */
    record Choice(
            @JsonUnwrapped ScenarioCard scenario,
            Engines engines,
            String framework,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer best,

            List<Remembered> earlier) {}

    /**
     * A call that can be remembered in one of this scenario.
     *
     * @param about what is remembered of it, in sentences
     */
    record Remembered(String session, String title, Instant startedAt, List<String> about) {}

    /**
     * How the person can be met, and what becomes of the call, whatever the scenario.
     *
     * @param plain what is met where nothing is chosen
     */
    record Settings(List<CallSettings.Difficulty> difficulties, List<Choosable> paces, Plain plain, Keeping kept) {}

    /** Ids of what changes nothing; left out where everything that can be chosen changes something. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Plain(@Nullable String difficulty, @Nullable String pace) {}

    record Choosable(String id, String label) {}

    @GetMapping
    List<Choice> all(HttpServletRequest request) {
        String owner = Caller.of(request).owner();
        Map<String, Integer> best = best(owner);
        return desk.scenarios().stream()
                .map(scenario -> new Choice(
                        ScenarioCards.of(scenario),
                        desk.engines(),
                        reports.aims(scenario.plot().framework()).framework(),
                        best.get(scenario.id()),
                        earlier.of(scenario, owner).stream()
                                .limit(MOST_REMEMBERED)
                                .map(call -> new Remembered(
                                        call.id(),
                                        titles.of(call.scenario()),
                                        call.started(),
                                        earlier.about(scenario, call)))
                                .toList()))
                .toList();
    }

    /** The start page is there while the database is away: calls go on without it. */
    private Map<String, Integer> best(@Nullable String owner) {
        try {
            return sessions.best(owner);
        } catch (LogUnavailableException away) {
            return Map.of();
        }
    }

    @GetMapping("/settings")
    Settings settings() {
        CallSettings all = desk.settings();
        return new Settings(
                all.difficulties(),
                all.paces().stream()
                        .map(pace -> new Choosable(pace.id(), pace.label()))
                        .toList(),
                new Plain(all.plainDifficulty().orElse(null), all.plainPace().orElse(null)),
                keeping);
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
