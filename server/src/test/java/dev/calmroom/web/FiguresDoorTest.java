package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Whatever collects the figures keeps no cookie: it sends a key, and may see those and nothing else. */
class FiguresDoorTest {
    private static final String KEY = "a key for all of us";
    private static final String TRAINERS = "the key of the trainers";
    private static final String FIGURES = "/actuator/prometheus";

    private final Login login = new Login(new AccessKeys(KEY, TRAINERS, Clock.systemUTC()), null, Clock.systemUTC());

    @Test
    void eitherKeyOpensTheFiguresAndNothingElse() throws Exception {
        assertThat(ask(FIGURES, "Bearer " + KEY, "10.0.0.1")).isEqualTo(200);
        assertThat(ask(FIGURES, "Bearer " + TRAINERS, "10.0.0.1")).isEqualTo(200);
        for (String path : new String[] {"/api/sessions", "/api/export", "/actuator/health", "/ws/call"}) {
            assertThat(ask(path, "Bearer " + TRAINERS, "10.0.0.1")).as(path).isEqualTo(401);
        }
    }

    @Test
    void withoutOneTheyAreClosedAndItIsGuessedAtNoOftenerThanAtTheForm() throws Exception {
        MockHttpServletRequest plain = new MockHttpServletRequest("GET", FIGURES);
        assertThat(answer(plain)).isEqualTo(401);
        assertThat(ask(FIGURES, "Basic " + KEY, "10.0.0.1")).isEqualTo(401);
        for (int i = 0; i < Guesses.FROM_ONE; i++) {
            assertThat(ask(FIGURES, "Bearer guess " + i, "10.0.0.1")).isEqualTo(401);
        }
        assertThat(ask(FIGURES, "Bearer " + KEY, "10.0.0.1"))
                .as("even the right one")
                .isEqualTo(401);
        assertThat(ask(FIGURES, "Bearer " + KEY, "10.0.0.2")).isEqualTo(200);
    }

    private int ask(String path, String authorization, String address) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.addHeader("Authorization", authorization);
        request.setRemoteAddr(address);
        return answer(request);
    }

    private int answer(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        login.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
