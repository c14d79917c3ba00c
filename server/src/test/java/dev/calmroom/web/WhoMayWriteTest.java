package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.calmroom.log.SessionEvent.CommentLeft;
import dev.calmroom.web.Caller.Role;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is added to a call after it, and taken back, by whoever may see it. */
class WhoMayWriteTest extends ReportCase {
    private static final Set<String> NORTH = Set.of("north");
    private static final Caller ANN = new Caller("ann", "Ann Lee", Set.of(), NORTH);
    private static final Caller BEN = new Caller("ben", "Ben", Set.of(), NORTH);
    private static final Caller WEBER = new Caller("weber", "Ms Weber", Set.of(Role.TRAINER), NORTH);
    private static final Caller NAMESAKE = new Caller("other", "Ms Weber", Set.of(Role.TRAINER), NORTH);
    private static final Caller ADMIN = new Caller("admin", "Admin", Set.of(Role.ADMIN), Set.of());
    private static final Caller BY_KEY = Caller.learner("ann");
    private static final String VERDICT = "/api/sessions/call-1/criteria/shield.phone";

    @BeforeEach
    void claim() throws Exception {
        store.sessions().claim(CALL, "ann", "Ann Lee", NORTH);
        http.perform(post("/api/sessions/call-1/grading"));
    }

    @Test
    void aCommentIsTakenBackByWhoeverLeftItAndByAdministrators() throws Exception {
        asked(comment(), WEBER, 201);
        asked(comment(), WEBER, 201);
        for (Caller other : new Caller[] {ANN, BY_KEY, NAMESAKE}) {
            asked(takenBack(), other, 403);
        }
        asked(takenBack(), WEBER, 204);
        asked(takenBack(), ADMIN, 204);
        assertThat(report().at("/turns/1/comments")).isEmpty();
    }

    @Test
    void whoeverCameByAKeyTakesBackTheirOwn() throws Exception {
        asked(comment(), BY_KEY, 201);
        asked(takenBack(), Caller.learner("ben"), 403);
        asked(takenBack(), BY_KEY, 204);
    }

    /** In logs from before there were marks; whoever wrote it may have no login by that name. */
    @Test
    void aCommentWithoutAMarkIsItsNamesAndTrainers() throws Exception {
        store.log().append(CALL, 12_000, new CommentLeft(2, "You let him answer.", "Ann Lee"));
        asked(takenBack(), BEN, 403);
        asked(takenBack(), BY_KEY, 403);
        asked(takenBack(), ANN, 204);
        store.log().append(CALL, 12_000, new CommentLeft(2, "You let him answer.", "the trainer"));
        asked(takenBack(), ANN, 403);
        asked(takenBack(), WEBER, 204);
    }

    @Test
    void whereThereIsALoginVerdictsAreTrainers() throws Exception {
        asked(verdict(), ANN, 403);
        asked(verdict(), BY_KEY, 403);
        asked(verdict(), WEBER, 200);
        asked(delete(VERDICT), ANN, 403);
        asked(delete(VERDICT), NAMESAKE, 403);
        asked(delete(VERDICT), WEBER, 200);
        asked(verdict(), Caller.trainer("trainer"), 200);
        asked(delete(VERDICT), ADMIN, 200);
    }

    @Test
    void onlyWhoseCallItWasSaysWhatWasReallySaid() throws Exception {
        asked(correction(), WEBER, 403);
        asked(correction(), ADMIN, 403);
        asked(correction(), ANN, 202);
    }

    @Test
    void theMarkOfALoginIsInNoReport() throws Exception {
        asked(comment(), WEBER, 201);
        asked(verdict(), WEBER, 200);
        assertThat(report().toString()).contains("Ms Weber").doesNotContain(WEBER.mark());
    }

    private static MockHttpServletRequestBuilder comment() {
        return post("/api/sessions/call-1/turns/2/comments")
                .content("{\"by\":\"Ms Weber\",\"text\":\"You let him answer.\"}");
    }

    private static MockHttpServletRequestBuilder verdict() {
        return put(VERDICT).content("{\"by\":\"Ms Weber\",\"verdict\":\"yes\",\"reason\":\"Said in another way.\"}");
    }

    private static MockHttpServletRequestBuilder correction() {
        return put("/api/sessions/call-1/turns/4").content("{\"text\":\"I need you to try for midnight\"}");
    }

    private MockHttpServletRequestBuilder takenBack() throws Exception {
        long comment = report().at("/turns/1/comments/0/id").asLong();
        return delete("/api/sessions/call-1/turns/2/comments/" + comment);
    }

    private JsonNode report() throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(http.perform(get("/api/sessions/call-1/report"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
    }

    private void asked(MockHttpServletRequestBuilder request, Caller caller, int answer) throws Exception {
        http.perform(request.contentType(MediaType.APPLICATION_JSON).requestAttr(Caller.ATTRIBUTE, caller))
                .andExpect(status().is(answer));
    }
}
