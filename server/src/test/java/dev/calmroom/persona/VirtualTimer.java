package dev.calmroom.persona;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Deadlines on a clock that moves when the test says so, and runs what is due in its order on the test's thread. */
final class VirtualTimer implements InstantSource {
    private record Due(long at, long number, FutureTask<?> task) {}

    private final List<Due> waiting = new ArrayList<>();
    private long now;
    private long number;

    /** Of the service only {@code schedule} of a task is there. */
    ScheduledExecutorService service() {
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                VirtualTimer.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("schedule") || !(arguments[0] instanceof Runnable task)) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return at((long) arguments[1], (TimeUnit) arguments[2], task);
                });
    }

    private synchronized ScheduledFuture<?> at(long delay, TimeUnit unit, Runnable task) {
        FutureTask<?> future = new FutureTask<>(task, null);
        waiting.add(new Due(now + unit.toMillis(delay), number++, future));
        return (ScheduledFuture<?>) Proxy.newProxyInstance(
                VirtualTimer.class.getClassLoader(),
                new Class<?>[] {ScheduledFuture.class},
                (proxy, method, arguments) -> method.getName().equals("cancel") && future.cancel(false));
    }

    void after(Duration delay, Runnable task) {
        var _ = at(delay.toMillis(), TimeUnit.MILLISECONDS, task);
    }

    /** Time passes, and what becomes due meanwhile happens at its time. */
    void pass(Duration time) {
        long end;
        synchronized (this) {
            end = now + time.toMillis();
        }
        for (Optional<Due> next = next(end); next.isPresent(); next = next(end)) {
            next.get().task().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Optional<Due> next(long end) {
        Optional<Due> next = waiting.stream()
                .filter(due -> due.at() <= end)
                .min(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
        next.ifPresent(due -> {
            waiting.remove(due);
            now = Math.max(now, due.at());
        });
        return next;
    }

    @Override
    public synchronized Instant instant() {
        return Instant.ofEpochMilli(now);
    }
}
