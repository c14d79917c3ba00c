package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.web.RoughLine.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Sound cards count seconds of their own: at 16,150 samples a second the microphone's clock is half a second off after
 * a minute, longer than the pause after which the persona answers. Real ones are less wrong, and need longer for it;
 * {@code MicrophoneClockTest} has ten minutes of them.
 */
@Tag("slow")
@Tag("audio")
class ClockSkewTest {
    private static final Duration CALL = Duration.ofSeconds(60);
    /** By so much one may differ from another, in milliseconds; the skew alone would come to much more. */
    private static final double OFF = 150;

    private final RunningService service = RunningService.shared();

    private static void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    /**
     * How much later the leader's voice ended by the service's reckoning than in truth, in milliseconds: from the last
     * frame of a question to the persona's first, less what the service says that took.
     */
    private static double late(RoughLine line, AudioClip question) {
        int spoke = line.events("persona-spoke").size();
        line.speakIn(10, question);
        await("the leader has spoken", () -> !line.isSpeaking());
        long ended = line.begun() + question.duration().toNanos();
        await("the persona answers", () -> line.events("persona-spoke").size() > spoke);
        JsonNode answer = line.events("persona-spoke").get(spoke);
        long began = line.speaking("started").stream()
                .filter(it ->
                        it.message().path("turn").asInt() == answer.path("turn").asInt())
                .mapToLong(Told::at)
                .findFirst()
                .orElseThrow();
        return (began - ended) / 1e6
                - answer.path("latency").path("firstAudioSent").asDouble();
    }

    private static double middle(Stream<Double> three) {
        return three.sorted().skip(1).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(ints = {15_850, 16_150})
    void whenTheLeaderStoppedSpeakingIsKnownAsWellAtTheEndOfALongCallAsAtItsBeginning(int samplesPerSecond) {
        AudioClip question = RoughLine.recording("slt-2");
        try (RoughLine line = new RoughLine(service.address(), samplesPerSecond)) {
            await(
                    "the persona has opened the call",
                    () -> !line.events("persona-spoke").isEmpty());
            long begun = System.nanoTime();
            List<Double> late = new ArrayList<>();
            while (System.nanoTime() - begun < CALL.toNanos()) {
                late.add(late(line, question));
            }

            double first = middle(late.stream().limit(3));
            double last = middle(late.stream().skip(late.size() - 3));
            assertThat(last).as("late by %s", late).isBetween(first - OFF, first + OFF);
            assertThat(line.events("leader-spoke"))
                    .hasSize(late.size())
                    .extracting(it -> it.path("text").asString())
                    .allMatch(text -> text.contains("worst case"));
            assertThat(line.events("interrupted")).isEmpty();
        }
    }
}
