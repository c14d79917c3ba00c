package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.conversation.CallInput;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallInboxTest {
    private final AtomicInteger refusals = new AtomicInteger();
    private final CallInbox inbox = new CallInbox(2, refusals::incrementAndGet);

    private @Nullable CallInput next() throws InterruptedException {
        return inbox.poll(Duration.ZERO);
    }

    @Test
    void whatComesAtWillIsRefusedAtTheBoundAndToldOfOnce() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            inbox.add(new CallInput.Typed("words " + i));
        }

        assertThat(refusals).hasValue(1);
        assertThat(next()).isEqualTo(new CallInput.Typed("words 0"));
        assertThat(next()).isEqualTo(new CallInput.Typed("words 1"));
        assertThat(next()).isNull();

        for (int i = 0; i < 3; i++) {
            inbox.add(new CallInput.Typed("again"));
        }
        assertThat(refusals).as("once it had caught up it is a trouble anew").hasValue(2);
    }

    @Test
    void whatTheCallWaitsForAndTheLeadersGoingAlwaysHaveRoom() throws InterruptedException {
        inbox.add(new CallInput.Muted());
        inbox.add(new CallInput.Muted());
        inbox.add(new CallInput.Failed(1, "no memory"));
        inbox.add(new CallInput.HungUp());

        assertThat(refusals).hasValue(0);
        next();
        next();
        assertThat(next()).isEqualTo(new CallInput.Failed(1, "no memory"));
        assertThat(next()).isEqualTo(new CallInput.HungUp());
    }
}
