package dev.calmroom.lab;

import com.sun.management.OperatingSystemMXBean;
import dev.calmroom.appraisal.RememberingAppraiser;
import dev.calmroom.audio.AudioClip;
import dev.calmroom.bench.Machine;
import dev.calmroom.call.VirtualCall;
import dev.calmroom.comprehension.RememberingEar;
import dev.calmroom.log.CallFile;
import dev.calmroom.log.CallScenario;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.replay.Players;
import dev.calmroom.replay.RecordedLeader;
import dev.calmroom.replay.SpokenCall;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How fast past calls are run again: transcripts by their words, recordings by their sound.
 *
 * @param fresh the first time that the words are heard
 * @param same the same calls again with the same seed: what the words do and ask for is known by then
 * @param others again with other seeds: the persona says other things between the same words
 * @param audio seconds of sound
 * @param heard how long it took to hear them, and how much of that a processor was at it
 */
public record ReplayReport(
        Machine machine, int calls, Pace fresh, Pace same, Pace others, double audio, Pace heard, int words) {

    /**
     * How much was done in how long.
     *
     * @param turns of the leader
     * @param seconds by the clock on the wall
     * @param busy seconds of one processor
     */
    public record Pace(int turns, double seconds, double busy) {}

    /** A transcript and who plays in it. */
    private record Staged(Players players, RecordedCall call) {}

    /**
     * @param rounds how often all transcripts are run again
     * @param ears for one recording
     * @param each hears of every transcript and every recording that is done
     */
    public static ReplayReport measure(
            Path prompts, int rounds, List<AudioClip> recordings, Hearing ears, long seed, Runnable each)
            throws IOException {
        Machine machine = Machine.here(seed);
        List<Staged> calls = staged(prompts);
        Pace fresh = timed(() -> run(calls, seed, each));
        Pace same = timed(() -> again(calls, rounds, round -> seed));
        Pace others = timed(() -> again(calls, rounds, round -> seed + round));
        int[] words = new int[1];
        Pace heard = timed(() -> {
            int turns = 0;
            for (AudioClip recording : recordings) {
                List<Turn> said = heard(recording, ears.open());
                turns += said.size();
                words[0] += said.stream().mapToInt(turn -> turn.words().size()).sum();
                each.run();
            }
            return turns;
        });
        double audio = recordings.stream()
                .mapToDouble(clip -> clip.duration().toNanos() / 1e9)
                .sum();
        return new ReplayReport(machine, calls.size(), fresh, same, others, audio, heard, words[0]);
    }

    /** A recording in which no word is recognised has taken its time as well. */
    private static List<Turn> heard(AudioClip recording, VirtualCall.Ears ears) {
        try {
            return SpokenCall.hear(recording, ears).turns();
        } catch (IllegalArgumentException nothing) {
            return List.of();
        }
    }

    /** What a recording is heard with; opened anew for each. */
    @FunctionalInterface
    public interface Hearing {
        VirtualCall.Ears open();
    }

    /** How many transcripts there are. */
    public static int transcripts(Path prompts) throws IOException {
        return files(prompts).size();
    }

    private static List<Path> files(Path prompts) throws IOException {
        try (Stream<Path> files = Files.walk(prompts.resolve("transcripts"), 2)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Staged> staged(Path prompts) throws IOException {
        ScenarioFiles scenarios = new ScenarioFiles(prompts);
        List<Scenario> all = scenarios.ids().stream().map(scenarios::load).toList();
        BuiltInEngines engines = new BuiltInEngines();
        Map<String, Players> players = new LinkedHashMap<>();
        List<Staged> staged = new ArrayList<>();
        for (Path file : files(prompts)) {
            CallFile read = CallFile.read(file);
            Scenario scenario = CallScenario.of(read, all, null, List.of());
            RecordedCall call = read.take(CallScenario.names(scenario)).call();
            staged.add(new Staged(
                    players.computeIfAbsent(scenario.id(), id -> remembering(prompts, scenario, engines)), call));
        }
        return staged;
    }

    private static Players remembering(Path prompts, Scenario scenario, BuiltInEngines engines) {
        Players players = Players.builtIn(prompts, scenario, engines);
        return players.listening(new RememberingAppraiser(players.appraiser()), new RememberingEar(players.ear()));
    }

    private static int again(List<Staged> calls, int rounds, IntToLongFunction seed) {
        int turns = 0;
        for (int round = 1; round <= rounds; round++) {
            turns += run(calls, seed.applyAsLong(round), () -> {});
        }
        return turns;
    }

    private static int run(List<Staged> calls, long seed, Runnable each) {
        int turns = 0;
        for (Staged staged : calls) {
            staged.players().rehearse(new RecordedLeader(staged.call()), seed, event -> {});
            turns += (int) staged.call().turns().stream().filter(Turn::isLeader).count();
            each.run();
        }
        return turns;
    }

    /** Work that says how many turns it was. */
    @FunctionalInterface
    private interface Work {
        int turns();
    }

    private static Pace timed(Work work) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long busy = system.getProcessCpuTime();
        long begun = System.nanoTime();
        int turns = work.turns();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Pace(turns, took.toNanos() / 1e9, (system.getProcessCpuTime() - busy) / 1e9);
    }

    public String json() {
        ObjectNode report = JsonMapper.builder().build().createObjectNode();
        report.put("calls", calls);
        into(report.putObject("fresh"), fresh);
        into(report.putObject("same"), same);
        into(report.putObject("others"), others);
        into(report.putObject("heard").put("audioSeconds", audio).put("words", words), heard);
        machine.into(report);
        return report.toString();
    }

    private static void into(ObjectNode node, Pace pace) {
        node.put("turns", pace.turns()).put("seconds", pace.seconds()).put("cpuSeconds", pace.busy());
    }

    public String text() {
        return machine.inWords()
                + String.format(
                        Locale.ROOT, "%n%n%d transcripts, words heard for the first time: %s%n", calls, spoken(fresh))
                + "the same again, what was heard remembered: %s%n".formatted(spoken(same))
                + "the same with other seeds: %s%n".formatted(spoken(others))
                + String.format(
                        Locale.ROOT,
                        "%.0f s of sound, %d words in %d turns: %.1f times real time, %.1f times a core%n",
                        audio,
                        words,
                        heard.turns(),
                        audio / heard.seconds(),
                        audio / heard.busy());
    }

    /** A second of a core is the same whatever else the machine does. */
    private static String spoken(Pace pace) {
        return String.format(
                Locale.ROOT,
                "%.0f turns of the leader a second, %.0f a second of a core (%d in %.1f s)",
                pace.turns() / pace.seconds(),
                pace.turns() / pace.busy(),
                pace.turns(),
                pace.seconds());
    }
}
