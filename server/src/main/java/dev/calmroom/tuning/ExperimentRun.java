package dev.calmroom.tuning;

import dev.calmroom.checks.ExaminedCall;
import dev.calmroom.checks.ExaminedCall.Place;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.tuning.Experiment.PlayerSource;
import dev.calmroom.tuning.Spending.BudgetUsedUpException;
import dev.calmroom.tuning.Stage.Played;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Plays an experiment's cells that were not played before, several at once, and gathers all. */
public final class ExperimentRun {
    private final Experiment experiment;
    private final Stage stage;
    private final CellStore store;
    private final Spending spending;
    private final List<Cell> cells = new ArrayList<>();
    private final Map<String, Variant> variants = new LinkedHashMap<>();
    private final UsedUp usedUp = new UsedUp();
    private final Optional<ModelStatementJudge> judge;

    /** One call to be had. */
    record Cell(Place place, Variant variant, PlayerSource player, LeaderScript leader, String key) {}

    /**
     * @param calls in the order of the matrix
     * @param failures by cell, why it could not be played
     * @param unplayed cells for which the budget did not reach
     * @param sum what it cost, in a line
     */
    public record Outcome(
            Experiment experiment,
            List<Variant> variants,
            List<ExaminedCall> calls,
            Map<String, String> failures,
            int unplayed,
            String sum) {
        public Outcome {
            variants = List.copyOf(variants);
            calls = List.copyOf(calls);
            failures = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        }

        Outcome with(String otherSum) {
            return new Outcome(experiment, variants, calls, failures, unplayed, otherSum);
        }
    }

    /** Is told how far it has come. */
    public interface Progress {
        /**
         * @param done cells that are played or could not be, of {@code all} that were to be
         * @param left how long the others will take; empty while nobody can know
         */
        void step(int done, int all, int failed, Optional<Duration> left);
    }

    /** @param judge of judged statements, where there is one */
    ExperimentRun(
            Experiment experiment,
            Stage stage,
            CellStore store,
            Spending spending,
            Variants layOut,
            Optional<ModelStatementJudge> judge) {
        this.judge = judge;
        this.experiment = experiment;
        this.stage = stage;
        this.store = store;
        this.spending = spending;
        experiment.variants().forEach(source -> variants.put(source.name(), layOut.layOut(source)));
        cells();
    }

    /** Seeds come outermost, so that what is there after half of the time speaks for everything. */
    private void cells() {
        for (long seed : experiment.seeds()) {
            for (LeaderScript leader : experiment.leaders()) {
                for (Variant variant : variants.values()) {
                    for (PlayerSource player : experiment.players()) {
                        int repeats = experiment.repeats(player, leader);
                        for (int repeat = 1; repeat <= repeats; repeat++) {
                            Place place = new Place(variant.name(), player.name(), leader.id(), seed, repeat);
                            cells.add(new Cell(
                                    place, variant, player, leader, stage.key(variant, player, leader, seed, repeat)));
                        }
                    }
                }
            }
        }
    }

    /** What is ahead, in a line: known before anything is spent. */
    public String ahead() {
        long known = cells.stream().filter(cell -> store.has(cell.key())).count();
        long asked = requestsAhead();
        String models = asked == 0
                ? ""
                : ", about %d requests to a language model and %d tokens"
                        .formatted(asked, asked * stage.tokensARequest());
        String limits = spending.limits().map(b -> "; the budget: " + b.words()).orElse("");
        return "%d calls: %d are known, %d to play%s%s"
                .formatted(cells.size(), known, cells.size() - known, models, limits);
    }

    /** About so often models are asked: cells that are the same call play once and are judged once. */
    private long requestsAhead() {
        long requests = 0;
        Set<String> counted = new HashSet<>();
        for (Cell cell : cells) {
            boolean isNew = !store.has(cell.key());
            if (isNew && counted.add(cell.key())) {
                requests += stage.requestsAbout(cell);
            }
            if (judge.isPresent()) {
                for (String statement : statements(cell)) {
                    if (counted.add(cell.key() + statement)) {
                        requests += isNew ? ModelStatementJudge.VOTES : unanswered(judge.get(), statement, cell);
                    }
                }
            }
        }
        return requests;
    }

    private Set<String> statements(Cell cell) {
        return experiment.checks().stream()
                .filter(check -> check.isAbout(cell.place()))
                .flatMap(check -> check.judged().stream())
                .collect(Collectors.toSet());
    }

    /** What was played may not have been judged yet, or by another model. */
    private int unanswered(ModelStatementJudge by, String statement, Cell cell) {
        return store.find(cell.key(), cell.place())
                .map(call -> by.unanswered(statement, call))
                .orElse(ModelStatementJudge.VOTES);
    }

    /** What it has cost until now, in a line. */
    String sum() {
        return usedUp.why.map(why -> spending.sum() + "; " + why).orElseGet(spending::sum);
    }

    /** Plays what is missing and gives everything back, with no sum yet; what failed is tried again by the next run. */
    Outcome play(int jobs, Progress progress) throws InterruptedException {
        Map<Cell, ExaminedCall> played = known();
        Map<String, String> failures = new TreeMap<>();
        List<Cell> missing =
                cells.stream().filter(cell -> !played.containsKey(cell)).toList();
        int unplayed = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(
                jobs, Thread.ofPlatform().daemon().name("tune-", 0).factory())) {
            // Versions that do not differ in what a call depends on are the same call.
            Map<String, Future<Optional<ExaminedCall>>> running = new LinkedHashMap<>();
            TimeLeft time = new TimeLeft(jobs);
            missing.forEach(cell -> running.computeIfAbsent(cell.key(), key -> {
                time.ahead(cell.player().name(), stage.turnsAbout(cell));
                return pool.submit(() -> timed(cell, time));
            }));
            int done = 0;
            if (!missing.isEmpty()) {
                progress.step(done, missing.size(), 0, time.left());
            }
            for (Cell cell : missing) {
                try {
                    Optional<ExaminedCall> call =
                            Objects.requireNonNull(running.get(cell.key())).get();
                    call.ifPresent(c -> played.put(cell, c.at(cell.place())));
                    unplayed += call.isPresent() ? 0 : 1;
                } catch (ExecutionException e) {
                    failures.put(cell.place().toString(), reason(e));
                }
                progress.step(++done, missing.size(), failures.size(), time.left());
            }
        }
        return new Outcome(
                experiment,
                List.copyOf(variants.values()),
                cells.stream().map(played::get).filter(Objects::nonNull).toList(),
                failures,
                unplayed,
                "");
    }

    private Map<Cell, ExaminedCall> known() {
        Map<Cell, ExaminedCall> known = new LinkedHashMap<>();
        for (Cell cell : cells) {
            store.find(cell.key(), cell.place()).ifPresent(call -> known.put(cell, call));
        }
        return known;
    }

    /** Whether, and by what, the budget is used up. */
    private static final class UsedUp {
        private volatile Optional<String> why = Optional.empty();
    }

    private Optional<ExaminedCall> timed(Cell cell, TimeLeft time) {
        long began = System.nanoTime();
        Optional<Played> played = Optional.empty();
        try {
            played = play(cell);
            return played.map(Played::call);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            // What was put together of kept answers is over in no time and says nothing about the others.
            boolean tells = played.filter(it -> !stage.needsModel(cell) || it.asked() > 0)
                    .isPresent();
            time.over(cell.player().name(), stage.turnsAbout(cell), took, tells);
        }
    }

    /** @return empty where the budget did not reach */
    private Optional<Played> play(Cell cell) {
        if (usedUp.why.isPresent()) {
            return Optional.empty();
        }
        try {
            spending.begin();
            Played played = stage.play(cell);
            store.keep(cell.key(), played.call());
            return Optional.of(played);
        } catch (BudgetUsedUpException e) {
            usedUp.why = Optional.of(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static String reason(ExecutionException failed) {
        Throwable failure = failed.getCause() == null ? failed : failed.getCause();
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
