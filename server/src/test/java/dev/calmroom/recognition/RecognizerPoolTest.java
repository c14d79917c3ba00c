package dev.calmroom.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecognizerPoolTest {
    private final List<FakeRecognizer> made = new ArrayList<>();
    private int streams = 1;
    private final RecognizerPool<FakeRecognizer> pool = new RecognizerPool<>(this::make, () -> streams);

    private FakeRecognizer make() {
        FakeRecognizer recognizer = new FakeRecognizer();
        made.add(recognizer);
        return recognizer;
    }

    @Test
    void one_caller_is_always_heard_by_the_same_recogniser() {
        FakeRecognizer first = pool.lend();
        pool.giveBack(first.grownTo(30));
        assertThat(pool.lend()).isSameAs(first);
        assertThat(made).hasSize(1);
    }

    @Test
    void the_most_grown_one_is_lent_first_because_it_is_the_quickest() {
        FakeRecognizer small = pool.lend();
        FakeRecognizer big = pool.lend();
        pool.giveBack(big.grownTo(50));
        pool.giveBack(small.grownTo(10));
        assertThat(pool.lend()).isSameAs(big);
    }

    @Test
    void one_that_has_grown_beyond_use_is_let_go() {
        FakeRecognizer old = pool.lend();
        pool.giveBack(old.grownTo(RecognizerPool.MOST_GROWN + 1));
        assertThat(old.freed).isTrue();
        assertThat(pool.lend()).isNotSameAs(old);
    }

    @Test
    void all_together_stay_within_the_room_that_the_open_streams_give() {
        streams = 6;
        double room = RecognizerPool.ROOM + 6 * RecognizerPool.ROOM_A_STREAM;
        List<FakeRecognizer> lent =
                Stream.generate(pool::lend).limit(6).map(it -> it.grownTo(60)).toList();
        lent.forEach(pool::giveBack);
        assertThat(kept()).isPositive().isLessThanOrEqualTo(room);
        streams = 0;
        pool.giveBack(pool.lend());
        assertThat(kept()).isPositive().isLessThanOrEqualTo(RecognizerPool.ROOM);
    }

    @Test
    void what_broke_is_freed_and_never_lent_again() {
        FakeRecognizer broken = pool.lend();
        pool.discard(broken);
        assertThat(broken.freed).isTrue();
        assertThat(pool.lend()).isNotSameAs(broken);
    }

    @Test
    void after_closing_nothing_is_kept_and_what_is_still_out_is_freed_when_it_comes_back() {
        FakeRecognizer out = pool.lend();
        FakeRecognizer idle = pool.lend();
        pool.giveBack(idle);
        pool.close();
        assertThat(idle.freed).isTrue();
        assertThat(out.freed).isFalse();
        pool.giveBack(out);
        assertThat(made).allMatch(it -> it.freed);
    }

    private double kept() {
        return made.stream()
                .filter(it -> !it.freed)
                .mapToDouble(it -> it.megabytes)
                .sum();
    }

    private static final class FakeRecognizer implements RecognizerPool.Growing {
        private double megabytes = 4;
        private boolean freed;

        FakeRecognizer grownTo(double size) {
            megabytes = size;
            return this;
        }

        @Override
        public double megabytes() {
            return megabytes;
        }

        @Override
        public void free() {
            assertThat(freed).isFalse();
            freed = true;
        }
    }
}
