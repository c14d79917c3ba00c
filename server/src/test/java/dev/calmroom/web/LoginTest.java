package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LoginTest {
    private static final String KEY = "a key for all of us";
    private static final String TRAINERS = "the key of the trainers";

    private Instant now = Instant.parse("2026-11-21T20:00:00Z");
    private final InstantSource clock = () -> now;
    private final AccessKeys keys = new AccessKeys(KEY, TRAINERS, clock);
    private final Login login = new Login(keys, null, clock);

    @Test
    void whoHasEnteredTheKeyComesInAndIsSomebodyOfTheirOwn() throws Exception {
        Caller one = caller(ticket(KEY));
        Caller another = caller(ticket(KEY));

        assertThat(one.roles()).isEmpty();
        assertThat(one.owner()).isNotEqualTo(another.owner()).hasSize(16);
        assertThat(caller(ticket(TRAINERS)).is(Caller.Role.TRAINER)).isTrue();
    }

    @Test
    void withoutATicketThePageAsksForTheKeyAndAllElseIsRefused() throws Exception {
        MockHttpServletRequest page = new MockHttpServletRequest("GET", "/report/abc");
        page.addHeader("Accept", "text/html,*/*");
        MockHttpServletResponse asked = answer(page);
        assertThat(asked.getStatus()).isEqualTo(303);
        assertThat(asked.getHeader("Location")).isEqualTo("/login?next=%2Freport%2Fabc");

        for (String path : new String[] {
            "/api/sessions",
            "/ws/call",
            "/assets/index.js",
            "/api/x",
            "/actuator/health",
            "/actuator/health/prompts",
            "/actuator/health/../../api/sessions"
        }) {
            assertThat(answer(new MockHttpServletRequest("GET", path)).getStatus())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(answer(new MockHttpServletRequest("GET", "/actuator/health/liveness"))
                        .getStatus())
                .as("containers have no key")
                .isEqualTo(200);
    }

    @Test
    void theTicketIsForTheBrowserOnlyAndOverTlsOnlyWhereThereIsTls() throws Exception {
        MockHttpServletResponse plain = enter(KEY, "/", "10.0.0.1", false);
        assertThat(plain.getHeader("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
        assertThat(enter(KEY, "/", "10.0.0.1", true).getHeader("Set-Cookie")).contains("Secure");
        assertThat(plain.getHeader("Location")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "", "/a?b\r\nX: y"})
    void nobodyIsSentElsewhereAfterwards(String next) throws Exception {
        assertThat(enter(KEY, next, "10.0.0.1", false).getHeader("Location")).isEqualTo("/");
    }

    /** The field has the focus when the page comes, and a screen reader says it and not what stands above. */
    @Test
    void whyAKeyWasRefusedIsSaidWithItsField() throws Exception {
        String page = enter("a guess", "/", "10.0.0.8", false).getContentAsString();

        assertThat(page)
                .contains("id=\"told\">That is not the key.<")
                .containsPattern("<input id=\"key\"[^>]*aria-describedby=\"told\"");
    }

    @Test
    void aTicketThatIsChangedOverOrOfAnotherKeyIsNone() throws Exception {
        String ticket = ticket(KEY);
        assertThat(keys.holder(ticket)).isPresent();
        assertThat(keys.holder(ticket.replace(".learner.", ".trainer."))).isEmpty();
        assertThat(keys.holder("AAAA" + ticket.substring(4))).isEmpty();
        for (String broken : new String[] {"", ".", "a.b.c.d", "a.learner.99999999999999.x", ticket + "."}) {
            assertThat(keys.holder(broken)).as(broken).isEmpty();
        }
        assertThat(new AccessKeys("another key for all", "", clock).holder(ticket))
                .isEmpty();
        assertThat(new AccessKeys(KEY, "", clock).holder(ticket(TRAINERS)))
                .as("the trainers' key was taken away")
                .isEmpty();
        now = now.plus(AccessKeys.LASTS).plusSeconds(1);
        assertThat(keys.holder(ticket)).isEmpty();
    }

    @Test
    void guessesAreFewAndComeBackSlowlyAndAnotherAddressIsNotLockedOut() throws Exception {
        for (int i = 0; i < Guesses.FROM_ONE; i++) {
            assertThat(enter("guess " + i, "/", "10.0.0.1", false).getStatus()).isEqualTo(401);
        }
        assertThat(enter(KEY, "/", "10.0.0.1", false).getStatus())
                .as("even the right one")
                .isEqualTo(429);
        assertThat(enter(KEY, "/", "10.0.0.2", false).getStatus()).isEqualTo(303);
        now = now.plus(Guesses.ONE_MORE);
        assertThat(enter("one more", "/", "10.0.0.1", false).getStatus()).isEqualTo(401);
        assertThat(enter("and another", "/", "10.0.0.1", false).getStatus()).isEqualTo(429);
    }

    @Test
    void aNetworkOfAddressesIsOneAndAllTogetherAreBoundedToo() {
        Guesses guesses = new Guesses(clock);
        for (int i = 0; i < Guesses.FROM_ONE; i++) {
            guesses.failed("2001:db8:1:2::" + i);
        }
        assertThat(guesses.mayTry("2001:db8:1:2:ffff::9")).isFalse();
        for (int i = 0; i < Guesses.FROM_ALL; i++) {
            guesses.failed("10.1.%d.1".formatted(i));
        }
        assertThat(guesses.mayTry("10.9.9.9")).isFalse();
    }

    @Test
    void aKeyThatAnybodyGuessesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessKeys("letmein", "", clock));
        assertThatIllegalArgumentException().isThrownBy(() -> new AccessKeys(KEY, KEY, clock));
    }

    private String ticket(String key) throws Exception {
        String cookie =
                Objects.requireNonNull(enter(key, "/", "10.0.0.9", false).getHeader("Set-Cookie"));
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    private Caller caller(String ticket) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/sessions");
        request.setCookies(new Cookie("calmroom", ticket));
        assertThat(answer(request).getStatus()).isEqualTo(200);
        return Caller.of(request);
    }

    private MockHttpServletResponse enter(String key, String next, String address, boolean tls) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
        request.setRemoteAddr(address);
        request.setSecure(tls);
        request.setParameter("key", key);
        request.setParameter("next", next);
        return answer(request);
    }

    private MockHttpServletResponse answer(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        login.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
