package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;

/** What goes wrong between a mouth and the service: each time the call comes back to the right turn. */
@Tag("slow")
@Tag("audio")
class LineTroubleTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RunningService service = RunningService.shared();

    private static void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    private RoughLine opened() {
        RoughLine line = new RoughLine(service.address());
        await(
                "the persona has opened the call",
                () -> !line.events("persona-spoke").isEmpty());
        return line;
    }

    private static List<String> lines(RoughLine line) {
        return line.events("leader-spoke").stream()
                .map(it -> it.path("text").asString())
                .toList();
    }

    private static void isAnswered(RoughLine line) {
        int turns = line.events("persona-spoke").size();
        await("the persona answers", () -> line.events("persona-spoke").size() > turns);
    }

    @RealTimeTest
    void fiveSecondsWithoutNetworkInMidSentenceLoseNothingAndSayNothingTwice() {
        try (RoughLine line = opened()) {
            line.speakIn(25, RoughLine.recording("rms-1"));
            await("half of it is out", () -> line.framesLeft() < 80);
            line.drop();
            int dropped = line.ticks();
            await("five seconds", () -> line.ticks() >= dropped + 250);
            line.comeBack();
            isAnswered(line);

            assertThat(lines(line)).hasSize(1);
            assertThat(lines(line).getFirst()).contains("take").contains("myself");
            List<Long> sequences = new ArrayList<>();
            line.told.stream()
                    .map(it -> it.message().path("event"))
                    .filter(JsonNode::isObject)
                    .forEach(it -> sequences.add(it.path("sequence").asLong()));
            assertThat(sequences).doesNotHaveDuplicates().isSorted();
            assertThat(sequences.getLast()).isEqualTo(sequences.size());
        }
    }

    @RealTimeTest
    void fiveSecondsWithoutNetworkWhileThePersonaSpeaksAreMadeUpFor() {
        try (RoughLine line = new RoughLine(service.address())) {
            await("the persona speaks", () -> !line.speaking("started").isEmpty());
            int began = line.ticks();
            await("a second of it", () -> line.ticks() >= began + 50);
            line.drop();
            await("five seconds", () -> line.ticks() >= began + 300);
            line.comeBack();
            await("the persona has said it", () -> !line.events("persona-spoke").isEmpty());

            JsonNode opening = line.events("persona-spoke").getFirst();
            assertThat(opening.path("heard").asString())
                    .isEqualTo(opening.path("text").asString());
            assertThat(line.events("interrupted")).isEmpty();
        }
    }

    @RealTimeTest
    void framesInBurstsWithGapsOf200MsMakeOneTurn() {
        try (RoughLine line = opened()) {
            line.bunch(10);
            line.speakIn(25, RoughLine.recording("slt-2"));
            isAnswered(line);

            assertThat(lines(line)).hasSize(1);
            assertThat(lines(line).getFirst()).contains("worst case");
        }
    }

    @RealTimeTest
    void mutedInMidSentenceWhatWasSaidIsTheLeadersTurn() {
        try (RoughLine line = opened()) {
            line.speakIn(25, RoughLine.recording("rms-1"));
            await("half of it is out", () -> line.framesLeft() < 70);
            line.mute(true);
            isAnswered(line);

            assertThat(lines(line)).hasSize(1);
            assertThat(lines(line).getFirst()).doesNotContain("myself");

            line.mute(false);
            line.speakIn(25, RoughLine.recording("slt-2"));
            isAnswered(line);
            assertThat(lines(line).getLast()).contains("worst case");
        }
    }
}
