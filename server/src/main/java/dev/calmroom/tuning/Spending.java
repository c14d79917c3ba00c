package dev.calmroom.tuning;

import dev.calmroom.tuning.Experiment.Budget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What an experiment has cost so far, held against its budget. Safe for use by several threads. */
final class Spending {
    private final Budget budget;
    private final InstantSource clock;
    private final long began;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong tokens = new AtomicLong();

    Spending(Budget budget, InstantSource clock) {
        this.budget = budget;
        this.clock = clock;
        this.began = clock.millis();
    }

    /** The budget is used up: what was played stays, and another run goes on from there. */
    static final class BudgetUsedUpException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BudgetUsedUpException(String message) {
            super(message);
        }
    }

    /** Counts one call that begins. */
    void begin() {
        check();
        if (budget.calls() != null && calls.get() >= budget.calls()) {
            throw new BudgetUsedUpException("the budget of %d calls is used up".formatted(budget.calls()));
        }
        calls.incrementAndGet();
    }

    /** @throws BudgetUsedUpException where nothing may be asked any more */
    void mayAsk() {
        check();
        requests.incrementAndGet();
    }

    /** @throws BudgetUsedUpException where tokens or time are used up */
    void check() {
        if (budget.tokens() != null && tokens.get() >= budget.tokens()) {
            throw new BudgetUsedUpException("the budget of %d tokens is used up".formatted(budget.tokens()));
        }
        if (budget.time() != null && elapsed().compareTo(budget.time()) >= 0) {
            throw new BudgetUsedUpException("the budget of %s is used up".formatted(time(budget.time())));
        }
    }

    void spend(long used) {
        tokens.addAndGet(used);
    }

    Duration elapsed() {
        return Duration.ofMillis(clock.millis() - began);
    }

    /** In a line for people. */
    String sum() {
        String models = requests.get() == 0
                ? "no language model asked"
                : "%d requests to a language model, %d tokens".formatted(requests.get(), tokens.get());
        return "%d calls played, %s, %s".formatted(calls.get(), models, time(elapsed()));
    }

    Optional<Budget> limits() {
        return budget.equals(Budget.NONE) ? Optional.empty() : Optional.of(budget);
    }

    int requests() {
        return requests.get();
    }

    long tokens() {
        return tokens.get();
    }

    static String time(Duration time) {
        return time.toSeconds() < 60
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
