package dev.calmroom.web;

import dev.calmroom.call.Voices;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.PlayedCall.Exchange;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.replay.Comparison;
import dev.calmroom.replay.Comparison.Difference;
import dev.calmroom.replay.Comparison.Pair;
import dev.calmroom.replay.PlayedAgain;
import dev.calmroom.report.Reports;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Leases;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A past call again with the persona as it is today, beside what it was. Nothing of it is kept. */
@RestController
@RequestMapping("/api/sessions/{id}/runs")
final class RunsController {
    /** A run plays a whole call, with a model one request a turn. */
    private static final int AT_ONCE = 2;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final EventLog log;
    private final Leases leases;
    private final ScenarioShelf scenarios;
    private final Cast cast;
    private final Reports reports;

    RunsController(EventLog log, Leases leases, ScenarioShelf scenarios, Cast cast, Reports reports) {
        this.log = log;
        this.leases = leases;
        this.scenarios = scenarios;
        this.cast = cast;
        this.reports = reports;
    }

    /**
     * @param seed of the new run; null for the call's own
     * @param understudy whether the built-in understudy words it, whatever language model words calls now
     */
    record Question(@Nullable Long seed, boolean understudy) {}

    /**
     * @param wordedBy who words the new run
     * @param edited whether the files that the call was played by have been edited since
     * @param then what the call was
     * @param first where the two first part; null where they are the same in everything
     * @param turns both, aligned turn by turn
     */
    record Answer(
            long seed,
            String wordedBy,
            boolean edited,
            PlayedWay then,
            PlayedWay now,
            @Nullable First first,
            List<Aligned> turns) {}

    /** @param what {@code heard}, {@code felt}, {@code world}, {@code act}, {@code words}, {@code ending} */
    record First(int turn, String what) {}

    /**
     * @param turn the leader's; 0 before the first
     * @param differs what is other, as in {@link First}
     */
    record Aligned(
            int turn,
            String said,
            @Nullable Side then,
            @Nullable Side now,
            List<String> differs) {}

    /**
     * @param moves as the framework calls them
     * @param world what happened, in sentences
     */
    record Side(List<String> moves, List<String> world, List<Reply> replies) {
        static @Nullable Side of(@Nullable Exchange exchange, Map<String, String> titles, PlayedCall call) {
            return exchange == null
                    ? null
                    : new Side(
                            exchange.moves().stream()
                                    .map(move -> titles.getOrDefault(move, move))
                                    .toList(),
                            exchange.world().stream()
                                    .map(event -> sentence(event, call))
                                    .toList(),
                            exchange.replies().stream()
                                    .map(reply -> new Reply(
                                            reply.act(),
                                            reply.text(),
                                            Voices.Manner.of(reply.delivery()),
                                            reply.guest()))
                                    .toList());
        }
    }

    private static String sentence(String event, PlayedCall call) {
        return call.all(WorldEvent.class).stream()
                .filter(happened -> happened.event().equals(event))
                .map(WorldEvent::text)
                .findFirst()
                .orElse(event);
    }

    /**
     * @param manner how it is spoken
     * @param guest who says it in the persona's place; empty where it is the persona
     */
    record Reply(String act, String text, Voices.Manner manner, String guest) {}

    @Costly
    @PostMapping
    Answer run(@PathVariable String id, @RequestBody Question question) {
        if (leases.isLive(id)) {
            throw Problems.of(HttpStatus.CONFLICT, "The call is under way; it can be run again when it is over.");
        }
        List<LoggedEvent> events = log.read(id, 0);
        SessionStarted started = LoggedEvent.start(events).orElseThrow(Problems::noSession);
        if (!free.tryAcquire()) {
            throw Problems.of(
                    HttpStatus.TOO_MANY_REQUESTS, "Other calls are being run again just now. Try again in a moment.");
        }
        try {
            return run(events, started, question);
        } catch (InvalidPromptsException e) {
            throw Problems.notPlayable(started.scenario(), e);
        } finally {
            free.release();
        }
    }

    /** A difficulty or pace may be gone too. */
    private Scenario scenario(SessionStarted started) {
        try {
            return scenarios.current(started.scenario(), Circumstances.of(started.circumstances()));
        } catch (IllegalArgumentException e) {
            throw Problems.notPlayable(started.scenario(), e);
        }
    }

    private Answer run(List<LoggedEvent> events, SessionStarted started, Question question) {
        Scenario scenario = scenario(started);
        long seed = question.seed() == null ? started.seed() : question.seed();
        PlayedAgain.Today today = PlayedAgain.today(events, started, scenario, seed, cast, question.understudy());
        PlayedCall then = new PlayedCall(events);
        PlayedCall now = today.call();
        Comparison comparison = Comparison.of(then, now);
        Map<String, String> titles = reports.moveTitles(started.framework());
        return new Answer(
                seed,
                today.wordedBy(),
                !started.prompts().isEmpty() && !started.prompts().equals(scenario.sha256()),
                way(then, started),
                way(now, started),
                comparison
                        .first()
                        .map(first -> new First(first.turn(), word(first)))
                        .orElse(null),
                comparison.pairs().stream()
                        .map(pair -> aligned(pair, titles, then, now))
                        .toList());
    }

    private PlayedWay way(PlayedCall call, SessionStarted started) {
        return PlayedWay.of(call, reports.score(started.framework(), call.conversation(), started.seed()));
    }

    private static Aligned aligned(Pair pair, Map<String, String> titles, PlayedCall then, PlayedCall now) {
        Exchange shown = Objects.requireNonNullElse(pair.now(), pair.then());
        return new Aligned(
                shown.turn(),
                shown.said(),
                Side.of(pair.then(), titles, then),
                Side.of(pair.now(), titles, now),
                pair.differences().stream().map(RunsController::word).toList());
    }

    private static String word(Difference difference) {
        return difference.what().name().toLowerCase(Locale.ROOT);
    }
}
