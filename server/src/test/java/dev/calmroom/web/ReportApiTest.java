package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent.HeardAgain;
import dev.calmroom.log.SessionEvent.SessionGraded;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The report over HTTP, from a real store and the built-in judge. */
class ReportApiTest extends ReportCase {
    @Test
    void everythingButTheGradeIsThereBeforeTheGrade() throws Exception {
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.grading.stage").value("failed"))
                .andExpect(jsonPath("$.grading.message").value(containsString("it can be graded now")))
                .andExpect(jsonPath("$.grade").isEmpty())
                .andExpect(jsonPath("$.ending.text").value("He went back to the fix."))
                .andExpect(jsonPath("$.turns", hasSize(5)))
                .andExpect(jsonPath("$.turns[0].meant").value("It is still down. There is more."))
                .andExpect(jsonPath("$.delivery[?(@.id == 'words-a-minute')].value")
                        .isNotEmpty())
                .andExpect(jsonPath("$.sources", hasSize(2)));
        http.perform(get("/api/sessions/call-1/xapi")).andExpect(status().isConflict());
    }

    @Test
    void aGradedCallHasReceiptsAdviceAndTheOneChange() throws Exception {
        grade();
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grading.stage").value("done"))
                .andExpect(jsonPath("$.grade.criteria", hasSize(20)))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'regulate.asks-how')].evidence[0].quote")
                        .value("kenji how are you holding up"))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'shield.phone')].advice.try")
                        .isNotEmpty())
                .andExpect(jsonPath("$.oneChange.try").isNotEmpty())
                .andExpect(jsonPath("$.oneChange.scoreAfter").isNumber());
    }

    @Test
    void aGradeByOtherFilesThanTodaysSaysSo() throws Exception {
        grade();
        SessionGraded given = (SessionGraded) store.log().read(CALL, 0).stream()
                .map(LoggedEvent::event)
                .filter(SessionGraded.class::isInstance)
                .reduce((a, b) -> b)
                .orElseThrow();
        Scorecard card = given.scorecard();
        store.log()
                .append(
                        CALL,
                        0,
                        new SessionGraded(new Scorecard(
                                card.score(),
                                card.criteria(),
                                card.judge(),
                                card.rubric(),
                                "another version",
                                card.seed(),
                                card.because())));

        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grade.notes[0]").value(containsString("edited since this call was graded")));
    }

    @Test
    void aMisheardWordIsNotTheLeadersFaultAndACorrectedLineIsGradedAgain() throws Exception {
        grade();
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'trap.certainty')].verdict")
                        .value("unsure"))
                .andExpect(jsonPath("$.turns[3].unclear[0]").value("guarantee"));

        http.perform(put("/api/sessions/call-1/turns/4")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\":\"I warranty nothing and I ask for nothing\"}"))
                .andExpect(status().isAccepted());

        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.turns[3].correctedFrom").value("i need you to guarantee me midnight"))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'trap.certainty')].verdict")
                        .value("no"))
                .andExpect(jsonPath("$.grade.because").value(containsString("corrected")))
                .andExpect(jsonPath("$.grade.notes[0]").value(containsString("1 line")));
    }

    @Test
    void aSecondHearingIsWhatIsShownAndGradedUntilSomebodyPutsTheLineRight() throws Exception {
        store.log().append(CALL, 0, new HeardAgain(4, "I need you to get some sleep tonight.", "ears at home"));
        grade();
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.turns[3].text").value("I need you to get some sleep tonight."))
                .andExpect(jsonPath("$.turns[3].correctedFrom").value("i need you to guarantee me midnight"))
                .andExpect(jsonPath("$.turns[3].heardBy").value("ears at home"))
                .andExpect(jsonPath("$.turns[3].unclear").isEmpty())
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'trap.certainty')].verdict")
                        .value("no"))
                .andExpect(jsonPath("$.grade.notes[0]").value(containsString("second recogniser")));

        http.perform(put("/api/sessions/call-1/turns/4")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\":\"I warranty nothing and I ask for nothing\"}"))
                .andExpect(status().isAccepted());

        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.turns[3].text").value("I warranty nothing and I ask for nothing"))
                .andExpect(jsonPath("$.turns[3].heardBy").doesNotExist());
    }

    @Test
    void aTrainersVerdictCountsIsKeptWithItsReasonAndTheScoreSaysSo() throws Exception {
        grade();
        http.perform(put("/api/sessions/call-1/criteria/shield.phone")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"by\":\"Dana\",\"verdict\":\"yes\",\"reason\":\"Said in her own way.\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'shield.phone')].override.was")
                        .value("no"))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'shield.phone')].override.by")
                        .value("Dana"))
                .andExpect(jsonPath("$.grade.notes[0]").value(containsString("A trainer changed 1 verdict")));
        http.perform(post("/api/sessions/call-1/turns/2/comments")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"by\":\"Dana\",\"text\":\"You let him answer.\"}"))
                .andExpect(status().isCreated());
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.turns[1].comments[0].text").value("You let him answer."));
    }

    @Test
    void aCommentAndAVerdictCanBeTakenBackOnce() throws Exception {
        grade();
        int before = score();
        http.perform(put("/api/sessions/call-1/criteria/shield.phone")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"by\":\"Dana\",\"verdict\":\"yes\",\"reason\":\"Said in another way.\"}"));
        assertThat(score()).isGreaterThan(before);
        http.perform(delete("/api/sessions/call-1/criteria/shield.phone"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.grade.score").value(before))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'shield.phone')].override.by")
                        .isEmpty());
        http.perform(delete("/api/sessions/call-1/criteria/shield.phone")).andExpect(status().isNotFound());

        http.perform(post("/api/sessions/call-1/turns/2/comments")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"by\":\"Dana\",\"text\":\"You let him answer.\"}"));
        long comment = report().at("/turns/1/comments/0/id").asLong();
        http.perform(delete("/api/sessions/call-1/turns/4/comments/" + comment)).andExpect(status().isNotFound());
        http.perform(delete("/api/sessions/call-1/turns/2/comments/" + comment)).andExpect(status().isNoContent());
        assertThat(report().at("/turns/1/comments")).isEmpty();
        assertThat(report().at("/call/length").asLong())
                .as("what is done afterwards does not make the call longer")
                .isEqualTo(12_000);
    }

    private int score() throws Exception {
        return report().at("/grade/score").asInt();
    }

    private JsonNode report() throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(http.perform(get("/api/sessions/call-1/report"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
    }

    @Test
    void whatWasTypedHasASpanToo() throws Exception {
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.turns[0].at").value(2_000 - 4 * 375))
                .andExpect(jsonPath("$.turns[0].end").value(2_000))
                .andExpect(jsonPath("$.turns[4].at").value(9_450))
                .andExpect(jsonPath("$.turns[4].end").value(11_000));
    }

    @Test
    void badRequestsAreToldWhatIsWrong() throws Exception {
        http.perform(get("/api/sessions/nobody/report")).andExpect(status().isNotFound());
        http.perform(put("/api/sessions/call-1/criteria/shield.phone")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"by\":\"Dana\",\"verdict\":\"yes\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("reason is missing."));
        http.perform(put("/api/sessions/call-1/turns/1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\":\"x\"}"))
                .andExpect(status().isBadRequest());
        http.perform(post("/api/sessions/call-1/turns/99/comments")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"by\":\"Dana\",\"text\":\"x\"}"))
                .andExpect(status().isNotFound());
        http.perform(put("/api/sessions/call-1/turns/2")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\":\"%s\"}".formatted("x".repeat(2001))))
                .andExpect(status().isBadRequest());
    }

    @Test
    void aFailedGradingIsTriedAgainAndThenSaysWhy() throws Exception {
        failures = 2;
        desk.start(CALL, "the call ended");
        assertThat(pauses).hasSize(2);
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grading.stage").value("done"))
                .andExpect(jsonPath("$.grading.attempt").value(3));

        failures = 3;
        desk.start(CALL, "again");
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grading.stage").value("failed"))
                .andExpect(jsonPath("$.grading.message").value(containsString("connection refused")));

        http.perform(post("/api/sessions/call-1/grading")).andExpect(status().isAccepted());
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grading.stage").value("done"));
    }
}
