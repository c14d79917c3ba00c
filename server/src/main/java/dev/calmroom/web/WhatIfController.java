package dev.calmroom.web;

import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.replay.Comparison;
import dev.calmroom.replay.WhatIf;
import dev.calmroom.report.Reports;
import dev.calmroom.report.Workbench;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Leases;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One line of a past call said otherwise: what would have become of it. Nothing of it is kept. */
@RestController
@RequestMapping("/api/sessions/{id}/what-if")
final class WhatIfController {
    private static final int LONGEST = 2_000;

    private final EventLog log;
    private final Leases leases;
    private final ScenarioShelf scenarios;
    private final Cast cast;
    private final Reports reports;
    private final Workbench bench;

    WhatIfController(
            EventLog log, Leases leases, ScenarioShelf scenarios, Cast cast, Reports reports, Workbench bench) {
        this.bench = bench;
        this.log = log;
        this.leases = leases;
        this.scenarios = scenarios;
        this.cast = cast;
        this.reports = reports;
    }

    /** @param text what the leader says in that turn instead */
    record Question(@Nullable Integer turn, @Nullable String text) {}

    /**
     * @param then the call gone on with from that turn with the line as it was
     * @param now the same with the other line
     * @param parts where they first part: {@code heard}, {@code felt}, {@code world}, {@code act}, {@code words}; null
     *     where nothing is other
     * @param faithful whether up to that turn the same came of the same words as in the call
     * @param asItWas whether {@code then} comes to what the call itself came to
     * @param ended how the call itself ended; null where it never did
     */
    record Answer(
            int turn,
            String said,
            String instead,
            PlayedWay then,
            PlayedWay now,
            @Nullable String parts,
            boolean faithful,
            boolean asItWas,
            PlayedWay.@Nullable End ended) {}

    @Costly
    @PostMapping
    Answer ask(@PathVariable String id, @RequestBody Question question) {
        Integer turn = question.turn();
        String text = question.text() == null ? "" : question.text().strip();
        if (turn == null || turn < 1 || text.isEmpty()) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "Which turn, and what is said in it? turn and text are needed.");
        }
        if (text.length() > LONGEST) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "text has at most %,d characters.".formatted(LONGEST));
        }
        if (leases.isLive(id)) {
            throw Problems.of(HttpStatus.CONFLICT, "The call is under way; what if can be asked when it is over.");
        }
        return bench.work(() -> answer(id, turn, text));
    }

    private Answer answer(String id, int turn, String text) {
        List<LoggedEvent> events = log.read(id, 0);
        SessionStarted started = LoggedEvent.start(events).orElseThrow(Problems::noSession);
        return answer(asked(events, started, turn, text), started, PlayedWay.end(new PlayedCall(events)));
    }

    private WhatIf.Outcome asked(List<LoggedEvent> events, SessionStarted started, int turn, String text) {
        try {
            Scenario scenario = scenarios.current(started.scenario(), Circumstances.of(started.circumstances()));
            return new WhatIf(
                            scenario, () -> cast.role(scenario, started.seed()).roleplay())
                    .ask(events, started, turn, text);
        } catch (InvalidPromptsException e) {
            throw Problems.notPlayable(started.scenario(), e);
        } catch (IllegalArgumentException e) {
            throw Problems.of(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    private Answer answer(WhatIf.Outcome outcome, SessionStarted started, PlayedWay.@Nullable End ended) {
        return new Answer(
                outcome.turn(),
                outcome.said(),
                outcome.instead(),
                play(outcome.then(), started),
                play(outcome.now(), started),
                Comparison.of(outcome.then(), outcome.now()).pairs().stream()
                        .flatMap(pair -> pair.differences().stream())
                        .filter(difference -> difference.what() != Comparison.What.SAID)
                        .map(difference -> difference.what().name().toLowerCase(Locale.ROOT))
                        .findFirst()
                        .orElse(null),
                outcome.faithful(),
                outcome.asItWas(),
                ended);
    }

    private PlayedWay play(PlayedCall call, SessionStarted started) {
        return PlayedWay.of(call, reports.score(started.framework(), call.conversation(), started.seed()));
    }
}
