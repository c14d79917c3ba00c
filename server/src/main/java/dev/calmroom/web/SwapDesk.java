package dev.calmroom.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.call.CallLeases;
import dev.calmroom.call.Switchboard;
import dev.calmroom.log.Engines;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.protocol.VoiceHost;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.swap.Chair;
import dev.calmroom.swap.Leaders;
import dev.calmroom.swap.Seats;
import dev.calmroom.swap.SwappedCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Calls with the seats swapped, from the page: each is a session in a thread of its own, which waits for the person's
 * words as long as it takes them to be typed. What of it is kept is its log alone; one that is under way when the server
 * stops is cut off there.
 */
public final class SwapDesk {
    private static final Logger LOG = LoggerFactory.getLogger(SwapDesk.class);
    private static final int MOST_AT_ONCE = 50;
    private static final int MOST_EACH = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration FIRST_CUE = Duration.ofSeconds(20);
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int MOST_TROUBLES = 1_000;

    private final ScenarioShelf scenarios;
    private final CallDesk desk;
    private final Seats seats;
    private final EventLog log;
    private final CallLeases leases;
    private final GradingDesk grading;
    private final BooleanSupplier closing;
    private final Map<String, Sitting> taken = new ConcurrentHashMap<>();
    private final Map<String, Integer> each = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    /** Why calls could not go on, for those who ask when the chair is gone. */
    private final Cache<String, String> troubles = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_TROUBLES)
            .build();

    /** @param closing whether the server is about to stop, so that no call may begin any more */
    public SwapDesk(
            ScenarioShelf scenarios,
            CallDesk desk,
            Seats seats,
            EventLog log,
            CallLeases leases,
            GradingDesk grading,
            BooleanSupplier closing) {
        this.scenarios = scenarios;
        this.desk = desk;
        this.seats = seats;
        this.log = log;
        this.leases = leases;
        this.grading = grading;
        this.closing = closing;
    }

    /** @throws IllegalArgumentException when there is no such scenario */
    List<LeaderScript> offered(String scenario) {
        return seats.offered(known(scenario));
    }

    /**
     * A seat that somebody wants.
     *
     * @param who whose it is: nobody has more than {@value #MOST_EACH} at once
     * @param difficulty id of a difficulty of {@code settings.yaml}; empty: the person as the files have it
     * @param spoken whether it is to be played on the phone; it may be typed all the same
     */
    record Wish(String who, String scenario, String leader, String difficulty, long seed, boolean spoken) {}

    /**
     * The phone is picked up; the persona speaks first.
     *
     * @param begun is told of the session as soon as its beginning is written, before anybody else can find it
     * @return the session's id
     * @throws IllegalArgumentException when there is no such scenario, leader or difficulty
     */
    String begin(Wish wish, Consumer<String> begun) {
        take(wish.who());
        String session;
        Chair chair = new Chair(PATIENCE);
        try {
            session = ring(wish, chair, begun);
        } catch (RuntimeException | Error notBegun) {
            giveBack(wish.who());
            throw notBegun;
        }
        Chair.Moment first = chair.await(FIRST_CUE);
        if (first.over() && log.read(session, 0).isEmpty()) {
            throw Problems.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "%s Nothing was begun; try again."
                            .formatted(trouble(session).orElse("The call could not be begun.")));
        }
        return session;
    }

    private String ring(Wish wish, Chair chair, Consumer<String> begun) {
        LeaderScript script = seats.leader(known(wish.scenario()), wish.leader());
        Circumstances circumstances =
                new Circumstances(wish.difficulty(), "", "", List.of()).led(Leaders.swapped(script));
        Scenario played = scenarios.current(wish.scenario(), circumstances);
        Switchboard.Opening opening = desk.opening(played, wish.seed(), null, VoiceHost.SERVER, circumstances);
        Engines were = opening.started().engines();
        SessionStarted started = opening.started()
                .by(wish.spoken() ? SwappedCall.engines(were) : SwappedCall.engines(were.appraiser(), were.grader()));
        SwappedCall call = seats.call(played, script, wish.seed());
        String session = started.session();
        Sitting sitting = new Sitting(chair, played, opening);
        taken.put(session, sitting);
        Thread.ofVirtual().name("swap-" + session).start(() -> {
            try {
                play(call, started, opening, sitting, begun);
            } finally {
                giveBack(wish.who());
                taken.remove(session, sitting);
            }
        });
        return session;
    }

    /** One of the seats, before anything is made that costs something. */
    private void take(String who) {
        if (closing.getAsBoolean()) {
            throw Problems.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "This server is about to stop. Please try again in a minute.");
        }
        if (!free.tryAcquire()) {
            throw Problems.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "All %d seats are taken just now. Try again in a minute.".formatted(MOST_AT_ONCE));
        }
        if (each.merge(who, 1, Integer::sum) > MOST_EACH) {
            giveBack(who);
            throw Problems.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    ("You sit in %d calls already. Hang up in one of them: the list of calls leads there, and each ends by"
                                    + " itself after %d minutes without a word.")
                            .formatted(MOST_EACH, PATIENCE.toMinutes()));
        }
    }

    private void giveBack(String who) {
        each.computeIfPresent(who, (id, seats) -> seats == 1 ? null : seats - 1);
        free.release();
    }

    private void play(
            SwappedCall call,
            SessionStarted started,
            Switchboard.Opening opening,
            Sitting sitting,
            Consumer<String> begun) {
        String session = started.session();
        try {
            call.play(started, opening.roleplay(), sitting.chair(), event -> keep(session, event, sitting, begun));
            grade(session);
        } catch (RuntimeException e) {
            LOG.warn("session {}, with the seats swapped, could not go on", session, e);
            troubles.put(session, "The call could not go on: %s.".formatted(why(e)));
        } finally {
            leases.end(session);
            sitting.end();
        }
    }

    /** Not every failure says what it is. */
    private static String why(RuntimeException failure) {
        String said = Objects.requireNonNullElse(failure.getMessage(), "");
        return said.isBlank() ? "the server's log says why" : said.strip().replaceFirst("\\.+$", "");
    }

    /** The call is whole without its grade, which can be asked for in the report. */
    private void grade(String session) {
        try {
            grading.start(session, "the call ended");
        } catch (LogUnavailableException away) {
            LOG.warn("session {} is not graded: {}", session, away.getMessage());
        }
    }

    private void keep(String session, LoggedEvent logged, Sitting sitting, Consumer<String> begun) {
        LoggedEvent kept = log.append(session, logged.at(), logged.event());
        if (logged.event() instanceof SessionStarted) {
            begun.accept(session);
            leases.begin(session, Switchboard.token(), sitting.chair()::leave);
        }
        sitting.happened(kept);
    }

    private String known(String scenario) {
        if (!scenarios.ids().contains(scenario)) {
            throw new IllegalArgumentException("there is no scenario '%s'".formatted(scenario));
        }
        return scenario;
    }

    /** Why a call that is over could not go on; empty where nothing was wrong, or it is not known here. */
    Optional<String> trouble(String session) {
        return Optional.ofNullable(troubles.getIfPresent(session));
    }

    /** Who is asked for words in a session; empty where that call is over, or was never here. */
    Optional<Chair> chair(String session) {
        return sitting(session).map(Sitting::chair);
    }

    /** Who sits in a session; empty as with {@link #chair}. */
    Optional<Sitting> sitting(String session) {
        return Optional.ofNullable(taken.get(session));
    }
}
