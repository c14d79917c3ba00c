package dev.calmroom.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How fast he answers, and how often too soon. */
public record LatencyReport(Machine machine, Speech speech, int lines, List<Exchange> exchanges) {

    private Figures voiceToVoice() {
        return LatencyBench.voiceToVoice(exchanges);
    }

    private double cutInRate() {
        return exchanges.isEmpty() ? 0 : (double) LatencyBench.cutIns(exchanges) / exchanges.size();
    }

    private long unanswered() {
        return exchanges.stream().filter(it -> !it.cutIn() && !it.answered()).count();
    }

    public String json() {
        ObjectNode report = JsonMapper.builder().build().createObjectNode();
        report.put("turns", exchanges.size());
        voiceToVoice().into(report.putObject("voiceToVoiceMs"));
        report.put("cutInRate", Math.round(cutInRate() * 10_000) / 10_000.0);
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
        for (Map.Entry<String, Figures> stage : LatencyBench.stages(exchanges).entrySet()) {
            out.append(stage.getValue().row("  " + stage.getKey())).append('\n');
        }
        out.append(String.format(
                Locale.ROOT,
                "%ncut in on %d of %d turns (%.1f %%), %d without an answer%n",
                LatencyBench.cutIns(exchanges),
                exchanges.size(),
                cutInRate() * 100,
                unanswered()));
        exchanges.stream()
                .filter(it -> it.cutIn() || !it.answered())
                .forEach(it -> out.append(it.cutIn() ? "  cut in: " : "  no answer: ")
                        .append(it.said().words())
                        .append("  (")
                        .append(it.said().talker())
                        .append(")\n"));
        return out.toString();
    }

    /** Runs the measurement against a service of its own. */
    public static LatencyReport measure(
            java.nio.file.Path prompts, Speech speech, int lines, long seed, Runnable each)
            throws java.io.IOException, InterruptedException {
        Machine machine = Machine.here(seed);
        try (ServerProcess server = ServerProcess.start(prompts, Map.of())) {
            return new LatencyReport(
                    machine,
                    speech,
                    lines,
                    new LatencyBench(server.address(), seed).run(speech.utterances(), lines, _ -> each.run()));
        } catch (java.util.concurrent.ExecutionException e) {
            throw new java.io.IOException("a caller could not go on: " + e.getCause(), e);
        }
    }
}
