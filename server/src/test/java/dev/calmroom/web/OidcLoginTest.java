package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEObjectType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** People log in at an issuer, with a browser of their own, over HTTP: door, login and issuer are real. */
@Timeout(120)
class OidcLoginTest {
    private static final String KEY = "a key for all of us";

    private Instant now = Instant.now();
    private final InstantSource clock = () -> now;
    private SmallIssuer issuer;
    private WebServer service;

    /** Says who has come in. */
    private static final class WhoServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Caller caller = Caller.of(request);
            response.getWriter()
                    .write("%s|%s|%s|%s|%s"
                            .formatted(
                                    request.getRequestURI(),
                                    caller.owner(),
                                    caller.name(),
                                    new TreeSet<>(caller.roles()),
                                    caller.groups() == null ? "all" : new TreeSet<>(caller.groups())));
        }
    }

    @BeforeEach
    void open() throws Exception {
        issuer = new SmallIssuer();
        service = serve(new Login(null, new OidcLogin(issuer.settings(List.of()), clock), clock));
    }

    @AfterEach
    void close() {
        service.stop();
        issuer.close();
    }

    private static WebServer serve(Login login) {
        WebServer server = new TomcatServletWebServerFactory(0).getWebServer(context -> {
            context.addFilter("door", new Door("127.0.0.1", Set.of(), 1 << 20))
                    .addMappingForUrlPatterns(null, true, "/*");
            context.addFilter("login", login).addMappingForUrlPatterns(null, true, "/*");
            context.addServlet("who", new WhoServlet()).addMapping("/*");
        });
        server.start();
        return server;
    }

    /** One person's browser. */
    private final class Someone {
        final CookieManager cookies = new CookieManager();
        final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        HttpResponse<String> opens(String path) throws Exception {
            return http.send(
                    HttpRequest.newBuilder(at(path))
                            .header("Accept", "text/html")
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        URI at(String path) {
            return URI.create("http://127.0.0.1:%d%s".formatted(service.getPort(), path));
        }

        String ticket() {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("calmroom"))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .orElse("");
        }

        String owner() throws Exception {
            return opens("/").body().split("\\|", -1)[1];
        }
    }

    @Test
    void whoLogsInIsBackWhereTheyWereAndWhoTheIssuerSays() throws Exception {
        issuer.person = Map.of(
                "sub",
                "ann",
                "name",
                "Ann Lee",
                "realm_access",
                Map.of("roles", List.of("calmroom-trainer", "offline_access")),
                "groups",
                List.of("north", "night"));
        Someone ann = new Someone();

        String[] who = ann.opens("/report/abc").body().split("\\|", -1);

        assertThat(who).hasSize(5);
        assertThat(who[0]).isEqualTo("/report/abc");
        assertThat(who[2]).isEqualTo("Ann Lee");
        assertThat(who[3]).isEqualTo("[TRAINER]");
        assertThat(who[4]).isEqualTo("[night, north]");
        assertThat(who[1]).hasSize(24).doesNotContain("ann");
    }

    @Test
    void aPersonIsTheSameInEveryBrowserAndAnotherIsAnother() throws Exception {
        Someone first = new Someone();
        Someone second = new Someone();
        assertThat(first.owner()).isEqualTo(second.owner());

        issuer.person = Map.of("sub", "ben", "preferred_username", "ben");
        assertThat(new Someone().owner()).isNotEqualTo(first.owner());
    }

    @Test
    void anotherServerWithTheSameSecretFinishesALoginAndKnowsTheTicket() throws Exception {
        Someone ann = new Someone();
        ann.owner();
        WebServer former = service;
        service = serve(new Login(null, new OidcLogin(issuer.settings(List.of()), clock), clock));
        former.stop();
        issuer.refuses = true;

        assertThat(ann.opens("/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "aud", "iss", "exp", "key"})
    void aTokenThatIsNotForThisLoginIsRefused(String wrong) throws Exception {
        issuer.forged = wrong.equals("key");
        issuer.lies = switch (wrong) {
            case "key" -> Map.of();
            case "exp" -> Map.of("exp", Instant.now().minusSeconds(3_600));
            case "aud" -> Map.of("aud", List.of("another client"));
            case "iss" -> Map.of("iss", "https://issuer.example");
            default -> Map.of(wrong, "of another login");
        };
        Someone ann = new Someone();

        HttpResponse<String> refused = ann.opens("/");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("could not be used", "Log in");
        assertThat(ann.ticket()).isEmpty();
    }

    @Test
    void aLoginIsFinishedOnlyByTheBrowserThatBeganIt() throws Exception {
        Someone ann = new Someone();
        HttpClient halfWay = HttpClient.newBuilder().cookieHandler(ann.cookies).build();
        HttpResponse<Void> sent = halfWay.send(
                HttpRequest.newBuilder(ann.at("/login/oidc")).build(), HttpResponse.BodyHandlers.discarding());
        URI authorize = URI.create(sent.headers().firstValue("Location").orElseThrow());
        String back = halfWay.send(HttpRequest.newBuilder(authorize).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String path = back.substring(back.indexOf("/login"));

        Someone thief = new Someone();
        assertThat(thief.opens(path).body()).contains("begun in another window");
        assertThat(thief.ticket()).isEmpty();
        assertThat(ann.opens(path).statusCode()).isEqualTo(200);
        assertThat(ann.ticket()).isNotEmpty();
        assertThat(ann.opens(path).statusCode()).as("twice").isEqualTo(403);
    }

    @Test
    void aLoginThatTookTooLongIsBegunAgainAndATicketIsOverAfterHalfADay() throws Exception {
        Someone ann = new Someone();
        ann.owner();
        String ticket = ann.ticket();
        OidcPeople people = new OidcPeople(issuer.settings(List.of()), clock);
        assertThat(people.holder(ticket)).isPresent();
        assertThat(people.holder(ticket.substring(0, 20) + "x" + ticket.substring(21)))
                .isEmpty();
        assertThat(people.holder("o." + ticket)).isEmpty();
        now = now.plus(OidcPeople.LASTS).plusSeconds(1);
        assertThat(people.holder(ticket)).isEmpty();
    }

    @Test
    void whoeverHasNoneOfTheRolesOrGroupsThatAreAdmittedStaysOut() throws Exception {
        service.stop();
        service = serve(new Login(null, new OidcLogin(issuer.settings(List.of("leaders", "trainer")), clock), clock));
        issuer.person = Map.of("sub", "cim", "groups", List.of("followers"));
        assertThat(new Someone().opens("/").body()).contains("not among those");

        issuer.person = Map.of("sub", "ann", "groups", List.of("leaders"));
        assertThat(new Someone().opens("/").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheIssuerRefusesIsToldAndNotTriedForEver() throws Exception {
        issuer.refuses = true;
        Someone ann = new Someone();
        assertThat(ann.opens("/").body()).contains("refused there (access_denied)");
        for (int i = 1; i < Guesses.FROM_ONE; i++) {
            ann.opens("/");
        }
        assertThat(ann.opens("/").statusCode()).isEqualTo(429);
    }

    @Test
    void whoLogsOutIsOut() throws Exception {
        Someone ann = new Someone();
        ann.owner();
        HttpResponse<String> out = ann.http.send(
                HttpRequest.newBuilder(ann.at("/logout"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(out.body()).contains("Log in");
        assertThat(ann.ticket()).isEmpty();
    }

    @Test
    void aProgramComesWithATokenOfTheIssuer() throws Exception {
        issuer.person = Map.of("sub", "ann", "name", "Ann Lee");
        assertThat(bearing(issuer.signed(Map.of()).serialize())).isEqualTo(200);
        assertThat(bearing(issuer.signed(Map.of("aud", List.of("another"))).serialize()))
                .isEqualTo(401);
        assertThat(bearing(
                        issuer.signed(Map.of("cnf", Map.of("x5t#S256", "abc"))).serialize()))
                .as("bound to a key that nobody checks")
                .isEqualTo(401);
        issuer.lies = Map.of("exp", Instant.now().minusSeconds(3_600));
        assertThat(bearing(issuer.signed(Map.of()).serialize())).isEqualTo(401);
        assertThat(bearing("a.b.c")).isEqualTo(401);
    }

    /** A token of a login may lie in the log of any page of the same client. */
    @Test
    void aTokenThatTellsOfALoginOpensNothingAndOneThatIsForAccessDoes() throws Exception {
        for (Map<String, Object> login : List.<Map<String, Object>>of(
                Map.of("nonce", "n"), Map.of("at_hash", "h"), Map.of("typ", "ID", "scope", "openid"))) {
            assertThat(bearing(issuer.signed(login).serialize()))
                    .as(login.toString())
                    .isEqualTo(401);
        }
        assertThat(bearing(
                        issuer.signed(Map.of("nonce", "n", "scope", "openid")).serialize()))
                .as("as Keycloak made them")
                .isEqualTo(200);
        issuer.kind = new JOSEObjectType("at+jwt");
        assertThat(bearing(issuer.signed(Map.of()).serialize())).isEqualTo(200);
        issuer.kind = new JOSEObjectType("logout+jwt");
        assertThat(bearing(issuer.signed(Map.of()).serialize())).isEqualTo(401);
        issuer.kind = JOSEObjectType.JWT;
        issuer.lies = Collections.singletonMap("exp", null);
        assertThat(bearing(issuer.signed(Map.of()).serialize()))
                .as("never over")
                .isEqualTo(401);
    }

    @Test
    void ofManyGroupsAsManyAsFitAreKeptAndOneThatIsTooLongTakesNoneWithIt() throws Exception {
        issuer.person = Map.of(
                "sub", "ann", "name", "x".repeat(79) + "\ud83d\ude00", "groups", List.of("a".repeat(2_500), "north"));
        String[] who = new Someone().opens("/").body().split("\\|", -1);

        assertThat(who[2]).isEqualTo("x".repeat(79));
        assertThat(who[4]).isEqualTo("[north]");
    }

    private int bearing(String token) throws Exception {
        Someone program = new Someone();
        return program.http
                .send(
                        HttpRequest.newBuilder(program.at("/api/sessions"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void healthAndFiguresAreAnAdministrators() throws Exception {
        issuer.person = Map.of("sub", "ann", "realm_access", Map.of("roles", List.of("trainer", "author")));
        assertThat(new Someone().opens("/").statusCode()).isEqualTo(200);
        Someone ann = new Someone();
        ann.owner();
        assertThat(ann.opens("/actuator/prometheus").statusCode()).isEqualTo(403);
        assertThat(ann.opens("/actuator/health/liveness").statusCode()).isEqualTo(200);

        issuer.person = Map.of("sub", "adm", "realm_access", Map.of("roles", List.of("admin")));
        Someone admin = new Someone();
        admin.owner();
        assertThat(admin.opens("/actuator/prometheus").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyIsAskedForBesideTheIssuerWhereBothAreSet() throws Exception {
        service.stop();
        service = serve(
                new Login(new AccessKeys(KEY, "", clock), new OidcLogin(issuer.settings(List.of()), clock), clock));
        Someone ann = new Someone();
        assertThat(ann.opens("/report/abc").body())
                .contains("Access key", "\"login\"", "\"login/oidc?next=/report/abc\"");
        assertThat(ann.opens("/login/oidc?next=/report/abc").body()).startsWith("/report/abc|");

        Someone ben = new Someone();
        HttpResponse<String> entered = ben.http.send(
                HttpRequest.newBuilder(ben.at("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("key=" + KEY.replace(' ', '+') + "&next=/"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(entered.body()).startsWith("/|").endsWith("|null|[]|[]");
    }

    @Test
    void aWrongIssuerIsToldInOneSentence() {
        for (String address : List.of(issuer.address() + "/realm", "http://127.0.0.1:1", "no address")) {
            OidcSettings wrong = new OidcSettings(
                    address, SmallIssuer.CLIENT, SmallIssuer.SECRET, List.of("openid"), "roles", "groups", Set.of());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new OidcLogin(wrong, clock))
                    .withMessageStartingWith("There is no issuer of OpenID Connect at " + address)
                    .withMessageContaining("CALMROOM_OIDC_ISSUER")
                    .withMessageNotContaining(SmallIssuer.SECRET);
        }
    }
}
