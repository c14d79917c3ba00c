package dev.calmroom.storage;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.SerializationException;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is to be done about sessions, kept in the database: a job outlives the process that was asked for it, and is done
 * by one server at a time, whichever comes first. A server that dies over one is missed within seconds, and another, or
 * itself when it is back, begins that job anew: work has to bear being done twice.
 */
public final class Jobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final String TABLE = "jobs";
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_BEATS = 4;
    private static final int AT_ONCE = 4;
    /** Of {@link #AT_ONCE}: no more is taken from the table than can be begun, as what is taken goes before what comes. */
    private static final double TAKEN = 1.0;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration TO_STOP = Duration.ofSeconds(5);

    private final DataSource source;
    private final Duration heartbeat;
    private final Duration firstRetry;
    private final SchedulerClient client;
    private final JdbcClient jdbc;
    private volatile @Nullable Scheduler scheduler;

    /** What a kind of job does. */
    @FunctionalInterface
    public interface Work {
        /**
         * @param subject what it is done to, a session's id
         * @param because why, as whoever asked said it
         * @throws RuntimeException to be tried again, later each time, up to five times
         */
        void run(String subject, String because);

        /** Asked when the job is gone from the table: whether it has to be done once more for what came meanwhile. */
        default boolean isDueAgain(String subject) {
            return false;
        }
    }

    Jobs(DataSource source) {
        this(source, HEARTBEAT, FIRST_RETRY);
    }

    /**
     * @param heartbeat how often whoever does a job says so; missed four times, the job is another's
     * @param firstRetry how long after a job has failed it is tried again; each time after that it is three times as long
     */
    Jobs(DataSource source, Duration heartbeat, Duration firstRetry) {
        this.source = source;
        this.heartbeat = heartbeat;
        this.firstRetry = firstRetry;
        client = SchedulerClient.Builder.create(source)
                .tableName(TABLE)
                .serializer(new Words())
                .enablePriority()
                .build();
        jdbc = JdbcClient.create(source);
    }

    /**
     * Begins to do jobs of these kinds here.
     *
     * @param kinds work by the name under which it is asked for
     */
    public void start(Map<String, Work> kinds) {
        List<Task<?>> tasks = new ArrayList<>();
        kinds.forEach((kind, work) -> tasks.add(task(kind, work)));
        Scheduler fresh = Scheduler.create(source, tasks)
                .tableName(TABLE)
                .serializer(new Words())
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .threads(AT_ONCE)
                .pollingInterval(heartbeat)
                .heartbeatInterval(heartbeat)
                .missedHeartbeatsLimit(MISSED_BEATS)
                .shutdownMaxWait(TO_STOP)
                .enableImmediateExecution()
                .enablePriority()
                .pollUsingFetch(0, TAKEN)
                .build();
        scheduler = fresh;
        fresh.start();
    }

    private Task<String> task(String kind, Work work) {
        return Tasks.custom(kind, String.class)
                .onFailure(failed())
                .onDeadExecutionRevive()
                .execute((job, context) -> {
                    work.run(job.getId(), job.getData());
                    return done(job, work);
                });
    }

    private CompletionHandler<String> done(TaskInstance<String> job, Work work) {
        return (complete, operations) -> {
            operations.stop();
            // Asked for while it was being done, it found itself in the table: whoever asked is not let down.
            if (work.isDueAgain(job.getId())) {
                add(job.getTaskName(), job.getId(), job.getData());
            }
        };
    }

    private FailureHandler<String> failed() {
        FailureHandler<String> later =
                FailureHandler.<String>maxRetries(5).withBackoff(firstRetry, 3).thenRemove();
        return (complete, operations) -> {
            LOG.error(
                    "job {} of {} failed",
                    complete.getExecution().taskInstance.getTaskName(),
                    complete.getExecution().taskInstance.getId(),
                    complete.getCause().orElse(null));
            later.onFailure(complete, operations);
        };
    }

    /**
     * Asks for a job that somebody waits for; where one of that kind and subject waits or runs, that one stands for this,
     * and waits behind nothing that nobody waits for.
     *
     * @throws dev.calmroom.log.LogUnavailableException when the database cannot be reached
     */
    public void add(String kind, String subject, String because) {
        if (!added(kind, subject, because, Priority.MEDIUM)) {
            orUnavailable(() -> jdbc.sql("update " + TABLE + " set priority = :priority"
                            + " where task_name = :kind and task_instance = :subject and priority < :priority")
                    .param("priority", Priority.MEDIUM)
                    .param("kind", kind)
                    .param("subject", subject)
                    .update());
        }
    }

    /** The same for what nobody waits for: it is done when nothing of {@link #add} is left to be begun. */
    public void addBehind(String kind, String subject, String because) {
        added(kind, subject, because, Priority.LOW);
    }

    private boolean added(String kind, String subject, String because, int priority) {
        TaskInstance<String> job = new TaskInstance<>(kind, subject, () -> because, priority);
        Scheduler running = scheduler;
        return orUnavailable(() -> (running == null ? client : running).scheduleIfNotExists(job, Instant.now()));
    }

    /** Whether one of that kind and subject waits or runs, anywhere. */
    public boolean holds(String kind, String subject) {
        return orUnavailable(() ->
                client.getScheduledExecution(TaskInstanceId.of(kind, subject)).isPresent());
    }

    private static <T> T orUnavailable(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw StoreTrouble.of(e).asException(e);
        }
    }

    /** What runs gets a moment to end; what does not is taken up again by whoever is there. */
    @Override
    public void close() {
        Scheduler running = scheduler;
        if (running != null) {
            running.stop();
        }
    }

    /** A job's words are kept as words: a database can be read without this program. */
    private static final class Words implements Serializer {
        @Override
        public byte[] serialize(@Nullable Object data) {
            return data == null ? new byte[0] : data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte @Nullable [] data) {
            if (type != String.class) {
                throw new SerializationException("a job's data is a string", null);
            }
            return type.cast(data == null ? "" : new String(data, StandardCharsets.UTF_8));
        }
    }
}
