package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who may edit prompts, and check the language model. */
class AuthorsDoorTest {
    @Test
    void aBrowserOnThisMachineMay() throws Exception {
        assertThat(knock(from("127.0.0.1"))).isEqualTo(200);
        assertThat(knock(from("0:0:0:0:0:0:0:1"))).isEqualTo(200);
    }

    @Test
    void nobodyFromElsewhereMay() throws Exception {
        assertThat(knock(from("192.168.1.20"))).isEqualTo(403);
    }

    @Test
    void nobodyMayWhomAProxyOnThisMachineLetsIn() throws Exception {
        MockHttpServletRequest request = from("127.0.0.1");
        request.addHeader("X-Forwarded-For", "203.0.113.9");

        assertThat(knock(request)).isEqualTo(403);
    }

    @Test
    void whereTheLoginKnowsWhoIsAnAuthorOnlyAuthorsMayAndFromAnywhere() throws Exception {
        for (Caller.Role role : Caller.Role.values()) {
            MockHttpServletRequest request = from("192.168.1.20");
            request.setAttribute(Caller.ATTRIBUTE, new Caller("a", "Ann", Set.of(role), Set.of()));
            assertThat(knock(request)).isEqualTo(role == Caller.Role.TRAINER ? 403 : 200);
        }
        MockHttpServletRequest learner = from("127.0.0.1");
        learner.setAttribute(Caller.ATTRIBUTE, new Caller("a", "Ann", Set.of(), Set.of()));
        assertThat(knock(learner)).isEqualTo(403);
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/studio");
        request.setRemoteAddr(address);
        return request;
    }

    private static int knock(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new AuthorsDoor("The studio").doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
