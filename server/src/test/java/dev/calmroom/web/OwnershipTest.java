package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Events;
import dev.calmroom.storage.SessionSummary;
import dev.calmroom.storage.Store;
import dev.calmroom.web.Caller.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two who practise, trainers and an administrator; what each can see of the others. */
class OwnershipTest {
    private static final Caller ANN = Caller.learner("ann");
    private static final Caller BEN = Caller.learner("ben");
    private static final Caller TRAINER = Caller.trainer("trainer");
    private static final Caller CIM = new Caller("cim", "Cim Wu", Set.of(), Set.of("north", "night"));
    private static final Caller OF_NORTH = named("north-trainer", Role.TRAINER, "north", "south");
    private static final Caller OF_SOUTH = named("south-trainer", Role.TRAINER, "south");
    private static final Caller OF_NONE = named("a-trainer", Role.TRAINER);
    private static final Caller AUTHOR = named("author", Role.AUTHOR, "north");
    private static final Caller ADMIN = named("admin", Role.ADMIN);

    private static Caller named(String owner, Role role, String... groups) {
        return new Caller(owner, owner, Set.of(role), Set.of(groups));
    }

    @RestController
    static final class Again {
        @PostMapping("/api/sessions/{id}/retakes")
        String again(@PathVariable String id) {
            return id;
        }
    }

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
                                new ScenarioTitles(new ScenarioShelf(prompts, refused -> {})),
                                ownership),
                        new DeletionsController(
                                store.sessions(),
                                store.leases(),
                                new Deletion(session -> {}, store.sessions(), archive, session -> {}),
                                ownership),
                        new HandInController(store.sessions(), store.leases(), ownership),
                        new Again(),
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
    void eachSeesTheirOwnAndATrainerSeesWhatIsHandedInAndWhatIsNobodys() throws Exception {
        assertThat(seenBy(ANN)).containsExactly("of-ann");
        assertThat(seenBy(TRAINER)).containsExactly("of-nobody");
        handIn(ANN, "of-ann", 204);
        assertThat(seenBy(TRAINER)).containsExactlyInAnyOrder("of-ann", "of-nobody");
        assertThat(seenBy(BEN)).containsExactly("of-ben");
        http.perform(get("/api/sessions"))
                .andExpect(jsonPath("$[*].session", containsInAnyOrder("of-ann", "of-ben", "of-nobody")));
    }

    @Test
    void practiceIsSeenByNobodyElseAndWhatIsHandedInByTrainersOfTheGroupAndByAdministrators() throws Exception {
        start("of-cim");
        ownership.claim(CIM, "of-cim");
        for (Caller other : List.of(TRAINER, OF_NORTH, OF_SOUTH, OF_NONE, AUTHOR, ADMIN, ANN)) {
            assertThat(seenBy(other)).as(String.valueOf(other.owner())).doesNotContain("of-cim");
            look(other, "/api/sessions/of-cim/report", 404);
        }

        handIn(CIM, "of-cim", 204);
        for (Caller trainer : List.of(TRAINER, OF_NORTH, ADMIN)) {
            assertThat(seenBy(trainer)).as(String.valueOf(trainer.owner())).contains("of-cim");
            look(trainer, "/api/sessions/of-cim/report", 200);
        }
        for (Caller other : List.of(OF_SOUTH, OF_NONE, AUTHOR, ANN)) {
            assertThat(seenBy(other)).as(String.valueOf(other.owner())).doesNotContain("of-cim");
            look(other, "/api/sessions/of-cim/report", 404);
        }
        http.perform(get("/api/sessions").requestAttr(Caller.ATTRIBUTE, OF_NORTH))
                .andExpect(jsonPath("$[0].by").value("Cim Wu"))
                .andExpect(jsonPath("$[0].handedIn").value(true));

        http.perform(delete("/api/sessions/of-cim/handed-in").requestAttr(Caller.ATTRIBUTE, CIM))
                .andExpect(status().isNoContent());
        look(OF_NORTH, "/api/sessions/of-cim/report", 404);
    }

    @Test
    void onlyWhoseCallItWasHandsItInAndNobodyWhileItLasts() throws Exception {
        handIn(ANN, "of-ben", 404);
        handIn(BEN, "of-ben", 204);
        handIn(TRAINER, "of-ben", 403);
        handIn(BEN, "gone", 404);
        http.perform(get("/api/sessions/of-ben/handed-in").requestAttr(Caller.ATTRIBUTE, TRAINER))
                .andExpect(jsonPath("$.handedIn").value(true))
                .andExpect(jsonPath("$.mine").value(false));
        store.leases().begin("of-ann", "a token", () -> {});
        handIn(ANN, "of-ann", 409);
    }

    @Test
    void whoSeesItIsToldBeforeItIsHandedIn() throws Exception {
        start("of-cim");
        ownership.claim(CIM, "of-cim");
        http.perform(get("/api/sessions/of-cim/handed-in").requestAttr(Caller.ATTRIBUTE, CIM))
                .andExpect(jsonPath("$.handedIn").value(false))
                .andExpect(jsonPath("$.mine").value(true))
                .andExpect(jsonPath("$.seenBy").value("trainers of night, north, and administrators"));
        http.perform(get("/api/sessions/of-ann/handed-in").requestAttr(Caller.ATTRIBUTE, ANN))
                .andExpect(jsonPath("$.seenBy").value("administrators and whoever has the trainers' key"));
        handIn(CIM, "of-cim", 204);
        http.perform(get("/api/sessions/of-cim/handed-in"))
                .andExpect(jsonPath("$.handedIn").value(false))
                .andExpect(jsonPath("$.mine").value(false));
    }

    /** A retake keeps the words of the call it is of, where whoever said them could not take them back any more. */
    @Test
    void aCallIsTakenAgainOnlyByWhomItWasAndWhatIsNobodysByThoseWhoSeeIt() throws Exception {
        handIn(ANN, "of-ann", 204);
        takeAgain(TRAINER, "of-ann", 403);
        takeAgain(ADMIN, "of-ann", 403);
        takeAgain(ANN, "of-ann", 200);
        takeAgain(TRAINER, "of-nobody", 200);
        http.perform(post("/api/sessions/of-ann/retakes?turn=1")).andExpect(status().isOk());
    }

    private void takeAgain(Caller caller, String session, int answer) throws Exception {
        http.perform(post("/api/sessions/" + session + "/retakes?turn=1").requestAttr(Caller.ATTRIBUTE, caller))
                .andExpect(status().is(answer));
    }

    @Test
    void aTrainerOfAGroupReadsAndCommentsButDeletesNothing() throws Exception {
        start("of-cim");
        ownership.claim(CIM, "of-cim");
        handIn(CIM, "of-cim", 204);
        http.perform(delete("/api/sessions/of-cim").requestAttr(Caller.ATTRIBUTE, OF_NORTH))
                .andExpect(status().isForbidden());
        http.perform(post("/api/deletions")
                        .requestAttr(Caller.ATTRIBUTE, OF_NORTH)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"sessions\":[\"of-cim\"]}"))
                .andExpect(jsonPath("$.left", contains("of-cim")));
        http.perform(post("/api/sessions/of-cim/turns/1/comments").requestAttr(Caller.ATTRIBUTE, OF_NORTH))
                .andExpect(status().isOk());
        http.perform(delete("/api/sessions/of-cim").requestAttr(Caller.ATTRIBUTE, ADMIN))
                .andExpect(status().isNoContent());
    }

    private void handIn(Caller caller, String session, int answer) throws Exception {
        http.perform(put("/api/sessions/" + session + "/handed-in").requestAttr(Caller.ATTRIBUTE, caller))
                .andExpect(status().is(answer));
    }

    private void look(Caller caller, String path, int answer) throws Exception {
        http.perform(get(path).requestAttr(Caller.ATTRIBUTE, caller)).andExpect(status().is(answer));
    }

    private List<String> seenBy(Caller caller) {
        return store.sessions().latest(caller.sight(), 100, 0).stream()
                .map(SessionSummary::id)
                .toList();
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
        for (String none : List.of("{\"sessions\":[]}", "{\"sessions\":[\"of-ben\",null]}")) {
            http.perform(post("/api/deletions")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(none))
                    .andExpect(status().isBadRequest());
        }
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
        look(TRAINER, "/api/sessions/of-ben", 404);
        handIn(BEN, "of-ben", 204);
        look(TRAINER, "/api/sessions/of-ben", 200);
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

    /** Between the database's coming back and anybody's asking the server may be gone. */
    @Test
    void whatBeganWhileTheDatabaseWasAwayIsWhoseItIsInTheTransactionThatBeginsItThere() {
        ownership.claim(CIM, "late");
        start("late");
        assertThat(store.sessions().owner("late")).contains("cim");
        assertThat(store.sessions().groups("late")).containsExactly("night", "north");
    }

    @Test
    void whatCouldNotBeClaimedIsClaimedBeforeTheServerIsGone() {
        store.sessions().claimLater("of-nobody", "ann", null, Set.of());
        store.close();
        store = Store.open(Database.inFolder(data));
        assertThat(store.sessions().owner("of-nobody")).contains("ann");
    }

    /** It would be lost otherwise, and every other call that waits behind it. */
    @Test
    void aCallIsKeptThoughWhoseItIsCannotBe() {
        ownership.claim(new Caller("dan", null, Set.of(), Set.of("x".repeat(101))), "late");
        start("late");
        assertThat(store.log().read("late", 0)).hasSize(1);
        assertThat(store.sessions().owner("late")).isEmpty();
    }

    @Test
    void practiceThatCouldNotBeClaimedAtOnceIsInNobodyElsesList() throws Exception {
        ownership.claim(ANN, "never begun");
        ownership.claim(ANN, "late");
        start("late");

        http.perform(get("/api/sessions").requestAttr(Caller.ATTRIBUTE, TRAINER))
                .andExpect(jsonPath("$[*].session", contains("of-nobody")));
        http.perform(get("/api/sessions").requestAttr(Caller.ATTRIBUTE, ANN))
                .andExpect(jsonPath("$[*].session", containsInAnyOrder("of-ann", "late")));
    }

    private void start(String session) {
        store.log().append(session, 0, Events.startedAt(session, Instant.parse("2026-11-21T20:00:00Z")));
    }
}
