package dev.calmroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

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
    /** What breaks readers: halves of characters, numbers beyond all bounds, nesting, other kinds. */
    private static final String[] SHARDS = {
        "\\ud83d", "\ud83d", "\u0000", "1e999", "-9223372036854775809", "null", "[[[[[[[[", "{\"type\":", "\"\"",
                "true",
        "NaN", "\"hello\"", ",,", "\\u0000", "99999999999999999999", "{}", "\u202e", "0x10", "\\", "\"type\":\"ping\","
    };

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
            String message = bent(seeds.get(random.nextInt(seeds.size())), random);
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

    private static String bent(String message, Random random) {
        StringBuilder bent = new StringBuilder(message);
        for (int times = random.nextInt(4); times >= 0; times--) {
            int from = random.nextInt(bent.length() + 1);
            int to = Math.min(bent.length(), from + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> bent.delete(from, to);
                case 1 -> bent.insert(from, SHARDS[random.nextInt(SHARDS.length)]);
                case 2 -> bent.replace(from, to, SHARDS[random.nextInt(SHARDS.length)]);
                case 3 -> bent.insert(from, (char) random.nextInt(0x1_0000));
                default -> bent.insert(from, bent.substring(from, to));
            }
        }
        return bent.toString();
    }
}
