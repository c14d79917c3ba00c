package dev.calmroom.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Events;
import dev.calmroom.storage.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two who practise and a trainer; what each can see of the others. */
class OwnershipTest {
    private static final Caller ANN = new Caller("ann", false);
    private static final Caller BEN = new Caller("ben", false);
    private static final Caller TRAINER = new Caller("trainer", true);

    /** Whatever else there is, or will be, below a session. */
    @RestController
    static final class Below {
        @RequestMapping("/api/sessions/{id}/{what}/**")
        String anything(@PathVariable String id, @PathVariable String what) {
            return id + what;
        }
    }

    @TempDir
    private Path data;

    private Store store;
    private Ownership ownership;
    private MockMvc http;

    @BeforeEach
    void open() {
        store = Store.open(Database.inFolder(data));
        AudioArchive archive = new AudioArchive(data.resolve("audio"), Duration.ofDays(1), Runnable::run);
        Path prompts = Path.of(System.getProperty("calmroom.root", ".."), "prompts");
        ownership = new Ownership(store.sessions());
        http = MockMvcBuilders.standaloneSetup(
                        new SessionsController(
                                store.sessions(),
                                store.log(),
                                store.leases(),
                                new Deletion(session -> {}, store.sessions(), archive, session -> {}),
                                new ScenarioTitles(new ScenarioShelf(prompts, refused -> {}))),
                        new DeletionsController(
                                store.sessions(),
                                store.leases(),
                                new Deletion(session -> {}, store.sessions(), archive, session -> {}),
                                ownership),
                        new Below())
                .setControllerAdvice(new Problems())
                .addInterceptors(ownership)
                .build();
        start("of-ann");
        start("of-ben");
        start("of-nobody");
        ownership.claim(ANN, "of-ann");
        ownership.claim(BEN, "of-ben");
        ownership.claim(BEN, "of-ann");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void eachSeesTheirOwnAndATrainerSeesAll() throws Exception {
        http.perform(get("/api/sessions").requestAttr(Caller.ATTRIBUTE, ANN))
                .andExpect(jsonPath("$[*].session", contains("of-ann")));
        http.perform(get("/api/sessions").requestAttr(Caller.ATTRIBUTE, TRAINER))
                .andExpect(jsonPath("$[*].session", containsInAnyOrder("of-ann", "of-ben", "of-nobody")));
        http.perform(get("/api/sessions"))
                .andExpect(jsonPath("$[*].session", containsInAnyOrder("of-ann", "of-ben", "of-nobody")));
    }

    @Test
    void ofManyThatAreToBeDeletedOnlyTheirOwnAre() throws Exception {
        http.perform(post("/api/deletions")
                        .requestAttr(Caller.ATTRIBUTE, ANN)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"sessions\":[\"of-ann\",\"of-ben\",\"of-nobody\",\"gone\",\"of-ann\"]}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.deleted", contains("of-ann")))
                .andExpect(jsonPath("$.left", contains("of-ben", "of-nobody", "gone")));
        http.perform(get("/api/sessions"))
                .andExpect(jsonPath("$[*].session", containsInAnyOrder("of-ben", "of-nobody")));
        http.perform(post("/api/deletions")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"sessions\":[]}"))
                .andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/sessions/of-ben",
        "DELETE,/api/sessions/of-ben",
        "GET,/api/sessions/of-ben/report",
        "GET,/api/sessions/of-ben/xapi",
        "GET,/api/sessions/of-ben/audio",
        "GET,/api/sessions/of-ben/audio/leader.opus",
        "POST,/api/sessions/of-ben/grading",
        "POST,/api/sessions/of-ben/retakes?turn=1",
        "POST,/api/sessions/of-ben/what-if",
        "PUT,/api/sessions/of-ben/turns/1",
        "POST,/api/sessions/of-ben/turns/1/comments",
        "PUT,/api/sessions/of-ben/criteria/a",
        "PUT,/api/sessions/of-ben/voice",
        "GET,/api/sessions/of-nobody",
        "GET,/api/sessions/of-ben;of-ann",
        "GET,/api/sessions;x/of-ben",
        "GET,/api;x/sessions/of-ben/report",
        "GET,/api/%73essions/of-ben",
        "POST,/%61pi/sessions/of-ben/grading",
        "GET,/api/sessions/of%2Dben/report"
    })
    void whatIsAnothersIsNotThere(String method, String path) throws Exception {
        http.perform(request(HttpMethod.valueOf(method), URI.create(path)).requestAttr(Caller.ATTRIBUTE, ANN))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("There is no such session. It may have been deleted."));
        String own = path.replaceAll("of(-|%2D)(ben|nobody)", "of$1ann");
        if (!method.equals("DELETE")) {
            http.perform(request(HttpMethod.valueOf(method), URI.create(own)).requestAttr(Caller.ATTRIBUTE, ANN))
                    .andExpect(status().is(not(404)));
        }
    }

    @Test
    void theirOwnTheyMayReadAndDelete() throws Exception {
        http.perform(get("/api/sessions/of-ann").requestAttr(Caller.ATTRIBUTE, ANN))
                .andExpect(status().isOk());
        http.perform(delete("/api/sessions/of-ann").requestAttr(Caller.ATTRIBUTE, ANN))
                .andExpect(status().isNoContent());
        http.perform(get("/api/sessions/of-ben").requestAttr(Caller.ATTRIBUTE, TRAINER))
                .andExpect(status().isOk());
    }

    /** A call that begins while the database is away is written when it is back. */
    @Test
    void whatCouldNotBeClaimedAtOnceIsWhoeversItWas() throws Exception {
        ownership.claim(ANN, "late");
        http.perform(get("/api/sessions/late").requestAttr(Caller.ATTRIBUTE, ANN))
                .andExpect(status().isNotFound());
        start("late");

        http.perform(get("/api/sessions/late").requestAttr(Caller.ATTRIBUTE, BEN))
                .andExpect(status().isNotFound());
        http.perform(get("/api/sessions/late").requestAttr(Caller.ATTRIBUTE, ANN))
                .andExpect(status().isOk());
    }

    private void start(String session) {
        store.log().append(session, 0, Events.startedAt(session, Instant.parse("2026-11-21T20:00:00Z")));
    }
}
