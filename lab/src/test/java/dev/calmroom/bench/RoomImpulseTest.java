package dev.calmroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.bench.RoomImpulse.Point;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A room made by its images behaves as a room does. */
class RoomImpulseTest {
    private static final Point OFFICE = new Point(5, 4, 2.7);
    private static final Point MOUTH = new Point(2, 2, 1.2);
    private final RoomImpulse room = RoomImpulse.of(OFFICE, MOUTH, new Point(3.715, 2, 1.2), 0.5);

    @Test
    void theDirectSoundComesAsLateAsItsWayIsLong() {
        int loudest = IntStream.range(0, room.taps().length)
                .reduce((one, other) -> Math.abs(room.taps()[other]) > Math.abs(room.taps()[one]) ? other : one)
                .orElseThrow();
        assertThat(loudest).as("1.715 m at 343 m/s").isEqualTo(80);
    }

    @Test
    void whatComesLaterIsSofter() {
        assertThat(energy(0, 800)).isGreaterThan(3 * energy(1_600, 2_400));
        assertThat(energy(1_600, 2_400)).isGreaterThan(3 * energy(4_000, 4_800));
        assertThat(energy(4_000, 4_800)).isPositive();
    }

    @Test
    void theLoudnessStaysAndSilenceStaysSilent() {
        short[] click = new short[8_000];
        click[100] = 10_000;
        short[] heard = room.hear(click);
        double energy = IntStream.range(0, heard.length)
                .mapToDouble(i -> (double) heard[i] * heard[i])
                .sum();
        assertThat(Math.sqrt(energy)).isBetween(9_000.0, 11_000.0);
        assertThat(room.hear(new short[100])).containsOnly((short) 0);
    }

    private double energy(int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(i -> (double) room.taps()[i] * room.taps()[i])
                .sum();
    }
}
