package dev.calmroom.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * People of every role log in at a real Keycloak, each with a real browser, make a call, hand it in, and try what is
 * another's. Run it with {@code -Dcalmroom.keycloak=keycloak-quarkus-dist-VERSION.zip}, which
 * {@code mvn dependency:copy -Dartifact=org.keycloak:keycloak-quarkus-dist:VERSION:zip -DoutputDirectory=.} fetches.
 */
@Tag("slow")
@Tag("browser")
@EnabledIfSystemProperty(named = "calmroom.keycloak", matches = ".+")
class KeycloakLoginTest {
    private static final String SECRET = "a secret of sixteen";

    @TempDir
    private static Path folder;

    private static KeycloakProcess keycloak;
    private static ServerProcess service;

    @BeforeAll
    static void start() throws Exception {
        int port = ProxyProcess.freePort();
        keycloak = KeycloakProcess.start(
                        Path.of(System.getProperty("calmroom.keycloak")),
                        folder,
                        URI.create("http://127.0.0.1:" + port))
                .awaitReady();
        service = ServerProcess.start(
                Map.of(
                        "CALMROOM_OIDC_ISSUER",
                        keycloak.issuer().toString(),
                        "CALMROOM_OIDC_CLIENT",
                        "calmroom",
                        "CALMROOM_OIDC_SECRET",
                        SECRET),
                folder,
                port,
                "--studio");
        service.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        if (service != null) {
            service.kill();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    void eachComesInByNameAndSeesWhatTheirRoleSays() throws Exception {
        String call;
        try (Browser ann = loggedIn("ann", "Ann Lee")) {
            call = typedCall(ann);
            assertThat(status(ann, call + "/report")).isEqualTo(200);
            notTheirs(call, "tom", "Tom Oak");
            ann.part("hand-in").click();
            assertThat(ann.part("handed-in")).containsText("trainers of north");
            assertThat(status(ann, "/api/studio")).isEqualTo(403);
            assertThat(status(ann, "/actuator/prometheus")).isEqualTo(403);
        }
        notTheirs(call, "ben", "Ben Ray");
        notTheirs(call, "sue", "Sue Elm");
        notTheirs(call, "eve", "Eve Ash");
        try (Browser tom = loggedIn("tom", "Tom Oak")) {
            assertThat(status(tom, call + "/report")).isEqualTo(200);
            assertThat(comment(tom, call)).isEqualTo(201);
            assertThat(retake(tom, call)).isEqualTo(403);
            assertThat(delete(tom, call)).isEqualTo(403);
        }
        try (Browser eve = loggedIn("eve", "Eve Ash")) {
            assertThat(status(eve, "/api/studio")).isEqualTo(200);
            assertThat(status(eve, "/actuator/prometheus")).isEqualTo(403);
        }
        try (Browser max = loggedIn("max", "Max Fir")) {
            assertThat(status(max, "/actuator/prometheus")).isEqualTo(200);
            assertThat(status(max, call + "/report")).isEqualTo(200);
            assertThat(delete(max, call)).isEqualTo(204);
            assertThat(status(max, call + "/report")).isEqualTo(404);
        }
    }

    @Test
    void whoLogsOutIsOutAndAWrongPasswordIsTheIssuersAffair() {
        try (Browser ann = Browser.open()) {
            ann.visit(service.address() + "/");
            enter(ann, "ann", "wrong");
            assertThat(ann.page.locator("#username")).isVisible();
            assertThat(ann.page.url()).startsWith(keycloak.issuer().toString());
            enter(ann, "ann", "practice");
            ann.page.waitForURL(service.address() + "/");
            ann.visit(service.address() + "/#/sessions");
            assertThat(status(ann, "/api/sessions")).isEqualTo(200);

            ann.part("log-out").click();

            assertThat(ann.page.getByText("Log in").first()).isVisible();
            assertThat(status(ann, "/api/sessions")).isEqualTo(401);
        }
    }

    @Test
    void aProgramComesWithAnAccessTokenAndNotWithAnIdToken() throws Exception {
        assertThat(bearing("")).isEqualTo(401);
        assertThat(bearing(token("access_token"))).isEqualTo(200);
        assertThat(bearing(token("id_token"))).isEqualTo(401);
    }

    private Browser loggedIn(String user, String name) {
        Browser browser = Browser.open();
        browser.visit(service.address() + "/");
        enter(browser, user, "practice");
        browser.page.waitForURL(service.address() + "/");
        browser.visit(service.address() + "/#/sessions");
        assertThat(browser.page.getByText(name).first()).isVisible();
        return browser;
    }

    private static void enter(Browser browser, String user, String password) {
        browser.page.locator("#username").fill(user);
        browser.page.locator("#password").fill(password);
        browser.page.locator("#kc-login").click();
    }

    /** @return where the call is asked for */
    private String typedCall(Browser browser) {
        browser.visit(service.address() + "/");
        browser.call();
        String session = browser.session();
        browser.type("How are you holding up, Kenji?");
        browser.part("hangup").click();
        assertThat(browser.part("score")).isVisible();
        assertThat(browser.page).hasURL(Pattern.compile(".*#/report/" + session));
        return "/api/sessions/" + session;
    }

    /** By every address; and it is in nobody's list. */
    private void notTheirs(String call, String user, String name) {
        try (Browser other = loggedIn(user, name)) {
            for (String what : new String[] {"", "/report", "/audio", "/handed-in", "/xapi"}) {
                assertThat(status(other, call + what)).as(user + what).isEqualTo(404);
            }
            assertThat(comment(other, call)).isEqualTo(404);
            assertThat(retake(other, call)).isEqualTo(404);
            assertThat(delete(other, call)).isEqualTo(404);
            assertThat(get(other, "/api/sessions").text()).isEqualTo("[]");
        }
    }

    private APIResponse get(Browser browser, String path) {
        return browser.page.request().get(service.address() + path);
    }

    private int status(Browser browser, String path) {
        return get(browser, path).status();
    }

    private int delete(Browser browser, String path) {
        return browser.page.request().delete(service.address() + path).status();
    }

    private int comment(Browser browser, String call) {
        return post(browser, call + "/turns/2/comments", "{\"text\":\"Well asked.\",\"by\":\"me\"}");
    }

    private int retake(Browser browser, String call) {
        return post(browser, call + "/retakes", "{\"turn\":2}");
    }

    private int post(Browser browser, String path, String body) {
        return browser.page
                .request()
                .post(
                        service.address() + path,
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/json")
                                .setData(body))
                .status();
    }

    private String token(String kind) throws Exception {
        String form =
                "grant_type=password&scope=openid&client_id=calmroom&username=ann&password=practice&client_secret="
                        + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        String answer = send(HttpRequest.newBuilder(URI.create(keycloak.issuer() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)))
                .body();
        assertThat(answer).contains("\"" + kind + "\"");
        return answer.replaceAll("(?s).*\"%s\":\"([^\"]+)\".*".formatted(kind), "$1");
    }

    private int bearing(String token) throws Exception {
        return send(HttpRequest.newBuilder(service.address().resolve("/api/sessions"))
                        .header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
