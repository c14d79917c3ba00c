package dev.calmroom.bench;

import dev.calmroom.caller.Phone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How many calls at once the machine holds, and what a caller too many is told. */
public record CapacityReport(Machine machine, List<Step> steps) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * @param calls at the same time, each talking for most of the time in which the persona does not
     * @param cores how many cores the service kept busy on average
     * @param callers how many cores the measurement itself kept busy beside it: microphones and loudspeakers
     * @param talking share of the time in which a caller's voice was in the line, 0 to 1
     * @param resident megabytes at the end
     * @param refused callers beyond the number of lines who were told so; one was sent
     * @param refusal what that caller was told
     * @param wordings who spoke; empty where no model was asked
     */
    public record Step(
            int calls,
            Figures voiceToVoice,
            double cutInRate,
            long unanswered,
            double cores,
            double callers,
            double talking,
            double resident,
            int refused,
            String refusal,
            Wordings wordings) {}

    /**
     * @param settings further environment variables of the service
     * @param counts one step for each {@code turns} utterances a call
     */
    public static CapacityReport measure(
            Path prompts,
            Map<String, String> settings,
            List<Recorded> utterances,
            List<Integer> counts,
            int turns,
            long seed,
            Runnable each)
            throws IOException, InterruptedException {
        Machine machine = Machine.here(seed);
        List<Step> steps = new ArrayList<>();
        for (int calls : counts) {
            List<Recorded> said = new ArrayList<>();
            for (int i = 0; i < calls * turns; i++) {
                said.add(utterances.get(i % utterances.size()));
            }
            steps.add(step(prompts, settings, said, calls, seed, each));
        }
        return new CapacityReport(machine, steps);
    }

    private static Step step(
            Path prompts, Map<String, String> settings, List<Recorded> said, int calls, long seed, Runnable each)
            throws IOException, InterruptedException {
        try (ServerProcess server = start(prompts, settings, calls)) {
            Duration before = server.processorTime();
            Duration own = ownTime();
            long begun = System.nanoTime();
            Stranger stranger = new Stranger(server);
            LatencyBench bench = new LatencyBench(server.address(), seed);
            List<Exchange> exchanges = bench.run(said, calls, _ -> {
                stranger.callOnce();
                each.run();
            });
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Step(
                    calls,
                    LatencyBench.voiceToVoice(exchanges),
                    (double) LatencyBench.cutIns(exchanges) / exchanges.size(),
                    exchanges.stream()
                            .filter(it -> !it.cutIn() && !it.answered())
                            .count(),
                    server.processorTime().minus(before).toMillis() / 1000.0 / seconds,
                    ownTime().minus(own).toMillis() / 1000.0 / seconds,
                    spokenSeconds(said) / calls / seconds,
                    server.residentMegabytes(),
                    stranger.refused.get() ? 1 : 0,
                    stranger.told,
                    settings.isEmpty() ? Wordings.NONE : Wordings.of(bench.calls()));
        } catch (ExecutionException e) {
            throw new IOException("a caller could not go on: " + e.getCause(), e);
        }
    }

    private static ServerProcess start(Path prompts, Map<String, String> settings, int calls) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("CALMROOM_LINES", String.valueOf(calls));
        return ServerProcess.start(prompts, environment);
    }

    private static double spokenSeconds(List<Recorded> said) {
        return said.stream().mapToDouble(it -> it.clip().duration().toMillis()).sum() / 1000;
    }

    private static Duration ownTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Calls while all lines are taken. */
    private static final class Stranger {
        private final ServerProcess server;
        private final AtomicBoolean called = new AtomicBoolean();
        private final AtomicBoolean refused = new AtomicBoolean();
        private volatile String told = "";

        Stranger(ServerProcess server) {
            this.server = server;
        }

        void callOnce() {
            if (called.getAndSet(true)) {
                return;
            }
            try (Phone phone = Phone.dial(server.address(), "", null)) {
                phone.await(() -> phone.welcome().isPresent() || phone.failure().isPresent(), PATIENCE);
                told = phone.failure().orElse("");
                refused.set(phone.welcome().isEmpty() && !told.isEmpty());
            } catch (IOException e) {
                told = String.valueOf(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public String json() {
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode report = json.createObjectNode();
        put(report, steps.getLast());
        ArrayNode all = report.putArray("steps");
        steps.forEach(step -> put(all.addObject(), step));
        machine.into(report);
        return report.toString();
    }

    private static void put(ObjectNode node, Step step) {
        node.put("calls", step.calls())
                .put("p50Ms", Math.round(step.voiceToVoice().p50()))
                .put("p95Ms", Math.round(step.voiceToVoice().p95()))
                .put("turns", step.voiceToVoice().count())
                .put("cutInRate", Math.round(step.cutInRate() * 10_000) / 10_000.0)
                .put("unanswered", step.unanswered())
                .put("coresBusy", Math.round(step.cores() * 100) / 100.0)
                .put("callersCores", Math.round(step.callers() * 100) / 100.0)
                .put("talkShare", Math.round(step.talking() * 100) / 100.0)
                .put("residentMb", Math.round(step.resident()))
                .put("refused", step.refused())
                .put("refusal", step.refusal());
    }

    public String text() {
        StringBuilder out = new StringBuilder(machine.inWords()).append("\n\n");
        out.append(
                "| calls | p50 | p95 | cut in | no answer | cores busy | by the callers | talking | resident | one caller more |\n");
        out.append("|---|---|---|---|---|---|---|---|---|---|\n");
        for (Step step : steps) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %d | %.0f ms | %.0f ms | %.1f %% | %d | %.2f | %.2f | %.0f %% | %.0f MB | %s |%n",
                    step.calls(),
                    step.voiceToVoice().p50(),
                    step.voiceToVoice().p95(),
                    step.cutInRate() * 100,
                    step.unanswered(),
                    step.cores(),
                    step.callers(),
                    step.talking() * 100,
                    step.resident(),
                    step.refused() == 1 ? "refused: " + step.refusal() : "was not refused"));
        }
        steps.stream()
                .filter(step -> !step.wordings().turns().isEmpty())
                .forEach(step -> out.append(
                        "%d calls: %s%n".formatted(step.calls(), step.wordings().line())));
        return out.toString();
    }
}
