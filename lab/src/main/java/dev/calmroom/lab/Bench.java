package dev.calmroom.lab;

import picocli.CommandLine.Command;

/** The root of the measurements; each is a command of its own. */
@Command(
        name = "bench",
        description = "Measures the product on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchVoices.class,
            BenchFeeling.class,
            BenchShortWords.class,
            BenchRooms.class,
            BenchEcho.class,
            BenchRecordedEcho.class,
            BenchAppraisal.class,
            BenchReading.class,
            BenchClauses.class,
            BenchGrading.class,
            BenchLatency.class,
            BenchTurnTaking.class,
            BenchBargeIn.class,
            BenchCapacity.class,
            BenchMemory.class,
            BenchStart.class,
            BenchReplay.class,
            BenchUtterances.class
        })
final class Bench {}
