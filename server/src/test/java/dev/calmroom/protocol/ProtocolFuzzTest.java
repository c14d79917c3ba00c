package dev.calmroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.text.BentText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes in on a line, bent and broken in every way: it is understood, or refused with a reason; never anything else. */
class ProtocolFuzzTest {
    private static final int MESSAGES = 25_000;
    private static final Path EXAMPLES =
            Path.of(System.getProperty("calmroom.root", ".."), "docs", "protocol", "to-server");

    @Test
    void aMessageIsUnderstoodOrRefusedWithAReason() throws IOException {
        List<String> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readString(file));
            }
        }
        Random random = new Random(26);
        int understood = 0;
        for (int i = 0; i < MESSAGES; i++) {
            String message = BentText.of(seeds.get(random.nextInt(seeds.size())), random);
            try {
                assertThat(Protocol.toServer(message)).isNotNull();
                understood++;
            } catch (ProtocolException refused) {
                assertThat(refused.told().message()).as(message).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("message " + i + ": " + message, e);
            }
        }
        assertThat(understood).as("some are still right").isBetween(MESSAGES / 100, MESSAGES * 9 / 10);
    }

    @Test
    void aFrameIsHeardOrRefusedWithAReason() {
        Random random = new Random(27);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] frame = new byte[random.nextInt(4) == 0 ? random.nextInt(16) : random.nextInt(8_000)];
            random.nextBytes(frame);
            try {
                assertThat(Protocol.microphone(ByteBuffer.wrap(frame)).samples())
                        .hasSizeLessThanOrEqualTo(3_200);
            } catch (ProtocolException refused) {
                assertThat(refused.told().message()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("frame %d of %d bytes".formatted(i, frame.length), e);
            }
        }
    }
}
