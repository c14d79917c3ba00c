package dev.calmroom.web;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.judging.Graders;
import dev.calmroom.replay.SpareEars;
import dev.calmroom.report.QuietReports;
import dev.calmroom.report.Reports;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Events;
import dev.calmroom.storage.Store;
import dev.calmroom.transcript.Speaker;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Calls that cannot be heard again: whoever asks is told why, before any engine is loaded. */
class HearAgainDoorTest {
    @TempDir
    private Path data;

    private Store store;
    private AudioArchive archive;
    private SoundJobs jobs;
    private MockMvc http;

    @BeforeEach
    void open() {
        store = Store.open(Database.inFolder(data));
        archive = new AudioArchive(data.resolve("audio"), Duration.ofDays(1), Runnable::run);
        jobs = new SoundJobs();
        Path prompts = RunningService.prompts();
        Graders graders = QuietReports.graders();
        Reports reports = QuietReports.of(store.log(), graders, new EmbeddingModel() {});
        SpareEars ears = new SpareEars(() -> {
            throw new AssertionError("nothing is heard");
        });
        http = MockMvcBuilders.standaloneSetup(new HearAgainController(
                        store.log(),
                        store.leases(),
                        archive,
                        new ScenarioShelf(prompts, refused -> {}),
                        reports,
                        ears,
                        jobs))
                .setControllerAdvice(new Problems())
                .build();
    }

    @AfterEach
    void close() {
        jobs.close();
        store.close();
    }

    private void call(String scenario) {
        store.log().append("call", 0, Events.startedOf("call", scenario));
    }

    @Test
    void aCallThatThereIsNot() throws Exception {
        http.perform(post("/api/sessions/call/hear-again"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail", containsString("may have been deleted")));
    }

    @Test
    void aCallOfWhichNoSoundWasKept() throws Exception {
        call("platform-down");

        http.perform(post("/api/sessions/call/hear-again"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail", containsString("No sound")));
    }

    @Test
    void aCallWhoseScenarioIsGone() throws Exception {
        call("gone-long-ago");
        keepSound();

        http.perform(post("/api/sessions/call/hear-again"))
                .andExpect(status().isConflict())
                .andExpect(
                        jsonPath("$.detail", containsString("The scenario 'gone-long-ago' cannot be played any more")));
    }

    private void keepSound() throws IOException {
        archive.keep("call", Speaker.LEADER, AudioClip.silence(Duration.ofSeconds(1), AudioClip.SPEECH_RATE));
    }
}
