package dev.calmroom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long the service takes from its start until it says that it is ready.
 *
 * @param resident megabytes when ready, of the last start
 */
public record StartReport(Machine machine, List<Double> millis, double resident) {

    /** @param times how often, one after the other */
    public static StartReport measure(Path prompts, int times, long seed, Runnable each) throws IOException {
        Machine machine = Machine.here(seed);
        List<Double> millis = new ArrayList<>();
        double resident = 0;
        for (int i = 0; i < times; i++) {
            try (ServerProcess server = ServerProcess.start(prompts, Map.of())) {
                millis.add(server.startup().toNanos() / 1e6);
                resident = server.residentMegabytes();
            }
            each.run();
        }
        return new StartReport(machine, millis, resident);
    }

    public String json() {
        ObjectNode report = JsonMapper.builder().build().createObjectNode();
        report.put("starts", millis.size());
        Figures.of(millis).into(report.putObject("readyMs"));
        report.put("residentMb", Math.round(resident));
        machine.into(report);
        return report.toString();
    }

    public String text() {
        return machine.inWords() + "\n\n" + Figures.of(millis).row("ready")
                + String.format(Locale.ROOT, "%n%.0f MB resident when ready", resident);
    }
}
