package dev.calmroom.bench;

import dev.calmroom.log.SessionEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How fast the persona answers, and how often too soon.
 *
 * @param wordings who spoke; empty where no model was asked
 */
public record LatencyReport(Machine machine, Speech speech, int lines, List<Exchange> exchanges, Wordings wordings) {
    private static final int ROUNDS = 4;

    /** The command line that starts the version which measures. */
    public static List<String> thisVersion() {
        return ServerProcess.commandOfThisProcess();
    }

    private Figures voiceToVoice() {
        return LatencyBench.voiceToVoice(exchanges);
    }

    private double cutInRate() {
        return exchanges.isEmpty() ? 0 : (double) LatencyBench.cutIns(exchanges) / exchanges.size();
    }

    private long murmured() {
        return exchanges.stream().filter(Exchange::murmured).count();
    }

    private long unanswered() {
        return exchanges.stream().filter(it -> !it.cutIn() && !it.answered()).count();
    }

    public String json() {
        ObjectNode report = JsonMapper.builder().build().createObjectNode();
        report.put("turns", exchanges.size());
        voiceToVoice().into(report.putObject("voiceToVoiceMs"));
        LatencyBench.firstWords(exchanges).into(report.putObject("firstWordMs"));
        report.put("cutInRate", Math.round(cutInRate() * 10_000) / 10_000.0);
        report.put("murmured", murmured());
        report.put("unanswered", unanswered());
        report.put("hesitating", speech.hesitating());
        report.put("lines", lines);
        ObjectNode stages = report.putObject("stagesMs");
        LatencyBench.stages(exchanges).forEach((stage, figures) -> figures.into(stages.putObject(stage)));
        speech.voices().forEach(report.putArray("voices")::add);
        machine.into(report);
        return report.toString();
    }

    public String text() {
        StringBuilder out = new StringBuilder(machine.inWords()).append('\n');
        out.append(String.format(
                Locale.ROOT,
                "%d turns, %d of them hesitating, %d lines at once, voices: %s%n%n",
                exchanges.size(),
                speech.hesitating(),
                lines,
                String.join(", ", speech.voices())));
        out.append(voiceToVoice().row("voice to voice")).append('\n');
        out.append(LatencyBench.firstWords(exchanges).row("to the first word")).append('\n');
        for (Map.Entry<String, Figures> stage : LatencyBench.stages(exchanges).entrySet()) {
            out.append(stage.getValue().row("  " + stage.getKey())).append('\n');
        }
        out.append(String.format(
                Locale.ROOT,
                "%ncut in on %d of %d turns (%.1f %%), murmured in a pause of %d, %d without an answer%n",
                LatencyBench.cutIns(exchanges),
                exchanges.size(),
                cutInRate() * 100,
                murmured(),
                unanswered()));
        if (!wordings.turns().isEmpty()) {
            out.append(wordings.line()).append('\n');
        }
        exchanges.stream()
                .filter(it -> it.cutIn() || !it.answered())
                .forEach(it -> out.append(it.cutIn() ? "  cut in: " : "  no answer: ")
                        .append(it.said().words())
                        .append("  (")
                        .append(it.said().talker())
                        .append(")\n"));
        return out.toString();
    }

    /**
     * Runs the measurement against services of its own.
     *
     * @param launchers command lines that start a service; with several, they take turns with a quarter of the
     *     utterances at a time, so that a change of the machine's mood meets all of them
     * @param settings further environment variables of the services
     * @return one report for each, in the same order
     * @throws IOException when a service does not start or a caller could not go on
     */
    public static List<LatencyReport> measure(
            List<List<String>> launchers,
            Path prompts,
            Map<String, String> settings,
            Speech speech,
            int lines,
            long seed,
            Runnable each)
            throws IOException, InterruptedException {
        Machine machine = Machine.here(seed);
        int rounds = launchers.size() == 1 ? 1 : ROUNDS;
        List<Gathered> gathered = launchers.stream().map(_ -> new Gathered()).toList();
        for (int round = 0; round < rounds; round++) {
            int size = speech.utterances().size();
            List<Recorded> part = speech.utterances().subList(size * round / rounds, size * (round + 1) / rounds);
            for (int i = 0; i < launchers.size(); i++) {
                try (ServerProcess server = ServerProcess.start(launchers.get(i), prompts, settings)) {
                    LatencyBench bench = new LatencyBench(server.address(), seed);
                    gathered.get(i).exchanges.addAll(bench.run(part, lines, _ -> each.run()));
                    gathered.get(i).calls.addAll(bench.calls());
                } catch (ExecutionException e) {
                    throw new IOException("a caller could not go on: " + e.getCause(), e);
                }
            }
        }
        return gathered.stream()
                .map(it -> new LatencyReport(
                        machine,
                        speech,
                        lines,
                        it.exchanges,
                        settings.isEmpty() ? Wordings.NONE : Wordings.of(it.calls)))
                .toList();
    }

    /** What one launcher's services gave, round by round. */
    private static final class Gathered {
        private final List<Exchange> exchanges = new ArrayList<>();
        private final List<List<SessionEvent.PersonaSpoke>> calls = new ArrayList<>();
    }
}
