package dev.calmroom.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class ScenarioShelfTest {
    @TempDir
    private Path prompts;

    private final List<InvalidPromptsException> refused = new ArrayList<>();
    private Path emotion;

    @BeforeEach
    void copyTheFixture() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/prompts"), prompts);
        emotion = prompts.resolve("scenarios/lost-key/emotion.yaml");
    }

    @Test
    void anEditedFileIsTakenUpByTheNextSession() throws IOException {
        ScenarioShelf shelf = new ScenarioShelf(prompts, refused::add);
        Scenario before = shelf.current("lost-key");
        edit("start: 0.8", "start: 0.65");

        Scenario after = shelf.current("lost-key");

        assertThat(after.feelings().dimensions().getFirst().start()).isEqualTo(0.65);
        assertThat(after.sha256()).isNotEqualTo(before.sha256());
        assertThat(shelf.current("lost-key"))
                .as("unchanged files are not read again")
                .isSameAs(after);
    }

    @Test
    void aBrokenEditIsRefusedOnceTheLastGoodVersionStaysAndARepairIsTakenUp() throws IOException {
        ScenarioShelf shelf = new ScenarioShelf(prompts, refused::add);
        Scenario good = shelf.current("lost-key");
        edit("start: 0.8", "start: eighty");

        assertThat(shelf.current("lost-key")).isSameAs(good);
        assertThat(shelf.current("lost-key")).isSameAs(good);
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().problems().getFirst().line()).isEqualTo(2);
        assertThat(refused.getFirst()).hasMessageContaining("emotion.yaml").hasMessageContaining("number expected");
        assertThat(shelf.trouble("lost-key")).isPresent();

        edit("start: eighty", "start: 0.25");
        assertThat(shelf.current("lost-key").feelings().dimensions().getFirst().start())
                .isEqualTo(0.25);
        assertThat(shelf.trouble("lost-key")).isEmpty();
    }

    @Test
    void aBrokenEditOfHowTheLeaderIsHeardIsRefusedTooAndARepairIsTakenUp() throws IOException {
        Path hearing = prompts.resolve("hearing.yaml");
        Path whole = Path.of("../prompts/hearing.yaml");
        Files.copy(whole, hearing);
        ScenarioShelf shelf = new ScenarioShelf(prompts, refused::add);
        Scenario good = shelf.current("lost-key");
        Files.writeString(hearing, "questions: never");

        assertThat(shelf.current("lost-key")).isSameAs(good);
        assertThat(refused).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("hearing.yaml"));

        Files.writeString(hearing, Files.readString(whole) + "# edited\n");
        assertThat(shelf.current("lost-key").sha256()).isNotEqualTo(good.sha256());
        assertThat(shelf.trouble("lost-key")).isEmpty();
    }

    @Test
    void aScenarioThatNeverWasGoodIsRefused() throws IOException {
        edit("start: 0.8", "start: eighty");

        assertThatThrownBy(() -> new ScenarioShelf(prompts, refused::add).current("lost-key"))
                .isInstanceOf(InvalidPromptsException.class);
    }

    @Test
    void aBrokenOrderIsRefusedOnceAndTheLastGoodOneStays() throws IOException {
        Path order = prompts.resolve("calmroom.yaml");
        Files.writeString(order, "scenarios: [lost-key]");
        ScenarioShelf shelf = new ScenarioShelf(prompts, refused::add);
        assertThat(shelf.ids()).containsExactly("lost-key");
        Files.writeString(order, "scenarios: [found-key]");

        assertThat(shelf.ids()).containsExactly("lost-key");
        assertThat(shelf.ids()).containsExactly("lost-key");
        assertThat(refused).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("found-key"));
    }

    @Test
    void whatIsNoIdIsRefusedBeforeAnythingIsLookedAt() {
        AtomicInteger looks = new AtomicInteger();
        ScenarioShelf shelf = new ScenarioShelf(prompts, looks::incrementAndGet, refused::add);

        for (String id : List.of("/usr", "..", "", "lost-key/..", "a\0b", "Lost", "x".repeat(101))) {
            assertThatThrownBy(() -> shelf.current(id))
                    .as(id)
                    .isInstanceOf(InvalidPromptsException.class)
                    .hasMessageContaining("there is no such scenario");
        }
        assertThat(looks).hasValue(0);
    }

    @Test
    void whoeverFindsAnotherLookingForLongGoesOnWithWhatWasGoodLast() {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean slow = new AtomicBoolean();
        ScenarioShelf shelf = new ScenarioShelf(
                prompts,
                () -> {
                    if (slow.getAndSet(false)) {
                        looking.countDown();
                        await(goOn);
                    }
                },
                refused::add);
        Scenario good = shelf.current("lost-key");
        List<String> ids = shelf.ids();
        slow.set(true);
        Thread other = Thread.startVirtualThread(() -> shelf.current("lost-key"));
        await(looking);
        try {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                assertThat(shelf.current("lost-key")).isSameAs(good);
                assertThat(shelf.ids()).isEqualTo(ids);
                assertThat(shelf.trouble("lost-key")).isEmpty();
            });
        } finally {
            goOn.countDown();
        }
        assertThatCode(other::join).doesNotThrowAnyException();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void edit(String from, String to) throws IOException {
        String text = Files.readString(emotion);
        assertThat(text).contains(from);
        Files.writeString(emotion, text.replace(from, to));
    }
}
