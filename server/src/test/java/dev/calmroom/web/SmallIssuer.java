package dev.calmroom.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of OpenID Connect, small but a real one: discovery, keys, the code flow with PKCE, clients that have to show
 * their secret, codes that are good once. Messages are read and written by Nimbus' library. Whoever comes is whom the test
 * has set.
 */
final class SmallIssuer implements AutoCloseable {
    static final String CLIENT = "calmroom";
    static final String SECRET = "the secret of this client";

    private final HttpServer server;
    /** To make one takes a second: all issuers of a run have the same. */
    private static final RSAKey KEY = rsa("k");

    private static final RSAKey ANOTHER = rsa("another");

    private final Map<String, AuthenticationRequest> codes = new ConcurrentHashMap<>();
    /** Who logs in next. */
    volatile Map<String, Object> person = Map.of("sub", "ann");
    /** Says something else than it should in its next tokens. */
    volatile Map<String, Object> lies = Map.of();
    /** Signs with another key than it names. */
    volatile boolean forged;

    volatile boolean refuses;
    /** What the next tokens are said to be. */
    volatile @Nullable JOSEObjectType kind;

    SmallIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(id)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    OidcSettings settings(List<String> admit) {
        return new OidcSettings(
                address(),
                CLIENT,
                SECRET,
                List.of("openid", "profile"),
                "realm_access.roles",
                "groups",
                java.util.Set.copyOf(admit));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> json(exchange, 200, metadata());
                case "/keys" -> json(exchange, 200, new JWKSet(KEY.toPublicJWK()).toString());
                case "/authorize" -> authorize(exchange);
                case "/token" -> token(exchange);
                default -> json(exchange, 404, "{}");
            }
        } catch (ParseException | JOSEException e) {
            throw new IOException(e);
        }
    }

    private String metadata() {
        OIDCProviderMetadata metadata = new OIDCProviderMetadata(
                new Issuer(address()), List.of(SubjectType.PUBLIC), URI.create(address() + "/keys"));
        metadata.setAuthorizationEndpointURI(URI.create(address() + "/authorize"));
        metadata.setTokenEndpointURI(URI.create(address() + "/token"));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
        return metadata.toString();
    }

    private void authorize(HttpExchange exchange) throws IOException, ParseException {
        AuthenticationRequest request =
                AuthenticationRequest.parse(exchange.getRequestURI().getRawQuery());
        if (!request.getClientID().equals(new ClientID(CLIENT)) || request.getCodeChallenge() == null) {
            json(exchange, 400, "{\"error\":\"invalid_request\"}");
            return;
        }
        if (refuses) {
            redirect(exchange, request.getRedirectionURI() + "?error=access_denied&state=" + request.getState());
            return;
        }
        AuthorizationCode code = new AuthorizationCode();
        codes.put(code.getValue(), request);
        redirect(
                exchange,
                new AuthorizationSuccessResponse(request.getRedirectionURI(), code, null, request.getState(), null)
                        .toURI()
                        .toString());
    }

    private void token(HttpExchange exchange) throws IOException, ParseException, JOSEException {
        HTTPRequest http = new HTTPRequest(HTTPRequest.Method.POST, URI.create(address() + "/token"));
        http.setHeader("Content-Type", "application/x-www-form-urlencoded");
        http.setAuthorization(exchange.getRequestHeaders().getFirst("Authorization"));
        http.setBody(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        TokenRequest request = TokenRequest.parse(http);
        AuthorizationCodeGrant grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
        AuthenticationRequest asked = codes.remove(grant.getAuthorizationCode().getValue());
        boolean known = request.getClientAuthentication() instanceof ClientSecretBasic shown
                && shown.getClientSecret().equals(new Secret(SECRET));
        if (!known || asked == null || !isBySame(grant, asked)) {
            json(
                    exchange,
                    400,
                    Objects.requireNonNull(new TokenErrorResponse(OAuth2Error.INVALID_GRANT)
                            .toHTTPResponse()
                            .getBody()));
            return;
        }
        String nonce = Objects.requireNonNull(asked.getNonce()).getValue();
        HTTPResponse response = new OIDCTokenResponse(
                        new OIDCTokens(signed(Map.of("nonce", nonce)), new BearerAccessToken(), null))
                .toHTTPResponse();
        json(exchange, 200, Objects.requireNonNull(response.getBody()));
    }

    private static boolean isBySame(AuthorizationCodeGrant grant, AuthenticationRequest asked) {
        return asked.getRedirectionURI().equals(grant.getRedirectionURI())
                && grant.getCodeVerifier() != null
                && CodeChallenge.compute(asked.getCodeChallengeMethod(), grant.getCodeVerifier())
                        .equals(asked.getCodeChallenge());
    }

    /** A token about whoever logs in next. */
    SignedJWT signed(Map<String, Object> further) throws JOSEException {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(address())
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
        person.forEach(claims::claim);
        further.forEach(claims::claim);
        lies.forEach((name, lie) -> claims.claim(name, lie instanceof Instant time ? Date.from(time) : lie));
        RSAKey signing = forged ? ANOTHER : KEY;
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(KEY.getKeyID())
                        .type(kind)
                        .build(),
                claims.build());
        token.sign(new RSASSASigner(signing));
        return token;
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void json(HttpExchange exchange, int status, String body) {
        try {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
