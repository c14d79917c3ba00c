package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DoorTest {
    private final Door door = new Door("127.0.0.1", Set.of("calmroom.example"), 1024);

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST", "calmroom.example"})
    void whoComesByANameOfOursIsLetIn(String host) throws Exception {
        assertThat(status(request("GET", host))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example:8080", "127.0.0.1.evil.example", "10.0.0.5:8080"})
    void aNameThatSomebodyPointedHereIsRefused(String host) throws Exception {
        assertThat(status(request("GET", host))).isEqualTo(403);
    }

    @Test
    void aFormOfAnotherSiteIsRefusedAndOurOwnPageIsNot() throws Exception {
        assertThat(status(from(request("POST", "localhost:8080"), "https://evil.example")))
                .isEqualTo(403);
        assertThat(status(from(request("POST", "localhost:8080"), "null"))).isEqualTo(403);
        assertThat(status(from(request("DELETE", "localhost:8080"), "http://localhost:9999")))
                .as("another program of this machine")
                .isEqualTo(403);
        assertThat(status(from(request("POST", "localhost:8080"), "http://localhost:8080")))
                .isEqualTo(200);
        assertThat(status(from(request("POST", "127.0.0.1:8080"), "https://calmroom.example")))
                .as("a proxy that ends TLS")
                .isEqualTo(200);
    }

    @Test
    void aSocketOfAnotherSiteIsRefused() throws Exception {
        MockHttpServletRequest socket = from(request("GET", "localhost:8080"), "https://evil.example");
        socket.addHeader("Upgrade", "websocket");
        assertThat(status(socket)).isEqualTo(403);
    }

    @Test
    void aBrowserThatSaysItIsAnotherSiteIsBelieved() throws Exception {
        MockHttpServletRequest form = request("POST", "localhost:8080");
        form.addHeader("Sec-Fetch-Site", "cross-site");
        assertThat(status(form)).isEqualTo(403);
    }

    @Test
    void whatIsTooLongIsRefusedWhetherItSaysSoOrNot() throws Exception {
        MockHttpServletRequest told = request("POST", "localhost:8080");
        told.setContent(new byte[1025]);
        assertThat(status(told)).isEqualTo(413);

        MockHttpServletRequest untold = new MockHttpServletRequest("POST", "/api/sessions") {
            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
        untold.addHeader("Host", "localhost:8080");
        untold.setContent(new byte[1025]);
        MockFilterChain chain = new MockFilterChain();
        door.doFilter(untold, new MockHttpServletResponse(), chain);
        assertThatThrownBy(() -> Objects.requireNonNull(chain.getRequest())
                        .getInputStream()
                        .readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void whatIsServedSaysHowItIsToBeTreated() throws Exception {
        MockHttpServletResponse response = response(request("GET", "localhost:8080"));
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getHeader("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(response.getHeader("Content-Security-Policy"))
                .contains("script-src 'self';", "frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-site", "cross-site"})
    void anotherProgramOfThisMachineIsAnotherSiteToo(String site) throws Exception {
        MockHttpServletRequest form = request("DELETE", "localhost:8080");
        form.addHeader("Sec-Fetch-Site", site);
        assertThat(status(form)).isEqualTo(403);
    }

    @Test
    void onANetworkItIsReachedByItsNumberAndByNamesThatAreSetOnly() throws Exception {
        Door open = new Door("0.0.0.0", Set.of("studio.lan"), 1024);
        for (String host : List.of("192.168.1.20:8080", "[fe80::1]:8080", "studio.lan:8080", "localhost")) {
            assertThat(status(open, request("GET", host))).as(host).isEqualTo(200);
        }
        for (String host : List.of("evil.example:8080", "192.168.1.20.evil.example", "1.2.3.evil")) {
            assertThat(status(open, request("GET", host))).as(host).isEqualTo(403);
        }
    }

    @Test
    void nothingThatARequestBringsForgesALineOfTheLog() throws Exception {
        MockHttpServletResponse refused = response(request("GET", "evil.example\r\nINFO all is well\u001b[2K\u202e"));
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.getContentAsString())
                .contains("evil.example??info?all?is?well?[2k?")
                .doesNotContainPattern("[\\r\\n\\p{Cntrl}]");
    }

    @Test
    void aForwardedNameIsNoName() throws Exception {
        MockHttpServletRequest rebound = request("GET", "evil.example");
        rebound.addHeader("X-Forwarded-Host", "calmroom.example");
        rebound.addHeader("Forwarded", "host=calmroom.example");
        assertThat(status(rebound)).isEqualTo(403);
    }

    private static MockHttpServletRequest request(String method, String host) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/sessions");
        request.addHeader("Host", host);
        return request;
    }

    private static MockHttpServletRequest from(MockHttpServletRequest request, String origin) {
        request.addHeader("Origin", origin);
        return request;
    }

    private static int status(Door door, MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        door.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    private int status(MockHttpServletRequest request) throws Exception {
        return response(request).getStatus();
    }

    private MockHttpServletResponse response(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        door.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
