package dev.calmroom.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.text.BentText;
import dev.calmroom.transcript.SpeakerNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls that are brought in, bent and broken in every way: they are taken, or refused with a reason; never anything else. */
class CallFileFuzzTest {
    private static final int FILES = Integer.getInteger("calmroom.fuzz", 500);
    private static final SpeakerNames NAMES = SpeakerNames.of(List.of("Kenji", "Kenji Nakamura"));
    private static final List<String> OTHERS = List.of("""
            Kenji: It is down.

            Leader: Go on.
            Please.

            Whatever it is.
            """, """
            WEBVTT

            1
            00:00:01.000 --> 00:00:04.000
            <v Kenji>It is down.</v>

            2
            00:00:05.000 --> 00:00:07.000
            <v Leader>How are you?</v>
            """, """
            1
            00:00:01,000 --> 00:00:04,000
            Kenji: It is down.

            2
            00:00:05,000 --> 00:00:07,000
            Leader: Go on.
            """, """
            [00:01] Kenji Nakamura: It is down.
            [00:05] Leader: How are you holding up?
            """, """
            [{"speaker":"Kenji","start":1.5,"end":2.5,"text":"It is down."},
            {"speaker":"Leader","start":3,"end":4,"text":"Go on."}]
            """);

    @Test
    void aFileIsTakenOrRefusedWithAReason() throws IOException {
        List<String> seeds = new ArrayList<>(OTHERS);
        seeds.addAll(logs());
        Random random = new Random(29);
        int taken = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = bytes(BentText.of(seeds.get(random.nextInt(seeds.size())), random), random);
            try {
                CallFile file = CallFile.read(bytes);
                assertThat(file.form()).isNotBlank();
                assertThat(file.voices()).isNotNull();
                assertThat(file.start()).isNotNull();
                assertThat(file.take(NAMES).call().said()).isNotNull();
                taken++;
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("file %d:%n%s".formatted(i, new String(bytes, StandardCharsets.UTF_8)), e);
            }
        }
        assertThat(taken).as("some are still right").isBetween(FILES / 100, FILES * 9 / 10);
    }

    /** Three of the kept logs, of which each is read as a session of ours. */
    private static List<String> logs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            List<String> logs = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .limit(3)
                    .toList()) {
                logs.add(Files.readString(file));
            }
            return logs;
        }
    }

    /** Mostly as it is written, now and then in another character set, or cut in the middle of one of its characters. */
    private static byte[] bytes(String text, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> text.getBytes(StandardCharsets.UTF_16LE);
            case 1 -> text.getBytes(StandardCharsets.ISO_8859_1);
            case 2 -> noise(random);
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        return noise;
    }
}
