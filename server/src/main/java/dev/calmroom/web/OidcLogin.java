package dev.calmroom.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Logging in at an issuer of OpenID Connect, by the code flow with PKCE; the protocol is Spring Security's. Nothing is
 * remembered here between the two halves: what has to be is in a sealed cookie, so that any server can do the second.
 */
public final class OidcLogin {
    static final String BEGIN = "/login/oidc";
    static final String DONE = "/login/oidc/done";
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(OidcLogin.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ID = "oidc";

    private final ClientRegistration issuer;
    private final OidcPeople people;
    private final Seal seal;
    private final InstantSource clock;
    private final DefaultOAuth2AuthorizationRequestResolver asking;
    private final OidcAuthorizationCodeAuthenticationProvider answers = new OidcAuthorizationCodeAuthenticationProvider(
            new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService());
    private final NimbusJwtDecoder tokens;

    /**
     * Asks the issuer what it is.
     *
     * @throws IllegalArgumentException when nothing at that address is an issuer of that name; says what to do
     */
    public OidcLogin(OidcSettings settings, InstantSource clock) {
        this.clock = clock;
        issuer = registration(settings);
        people = new OidcPeople(settings, clock);
        seal = new Seal("oidc login " + settings.secret());
        asking = new DefaultOAuth2AuthorizationRequestResolver(id -> issuer, "/login");
        asking.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        tokens = AccessTokens.decoder(
                Objects.requireNonNull(issuer.getProviderDetails().getJwkSetUri()),
                settings.issuer(),
                settings.client());
    }

    private static ClientRegistration registration(OidcSettings settings) {
        try {
            ClientRegistration found = ClientRegistrations.fromOidcIssuerLocation(settings.issuer())
                    .registrationId(ID)
                    .clientId(settings.client())
                    .clientSecret(settings.secret())
                    .scope(settings.scopes())
                    .redirectUri("{baseUrl}" + DONE)
                    .build();
            if (found.getProviderDetails().getJwkSetUri() == null) {
                throw new IllegalArgumentException("it names no keys");
            }
            return found;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "There is no issuer of OpenID Connect at %s (%s). CALMROOM_OIDC_ISSUER is the address that the issuer gives"
                                    .formatted(settings.issuer(), reason(e))
                            + " itself, under which /.well-known/openid-configuration answers.",
                    e);
        }
    }

    private static String reason(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String message = last.getMessage();
        return message == null || message.isBlank()
                ? last.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /**
     * The first half: where the browser is sent, and what it keeps until it comes back.
     *
     * @param cookie for {@link #finish}
     */
    record Departure(String to, String cookie) {}

    private record Pending(String state, String nonce, String verifier, String back, String next, long until) {}

    /** What came of the second half. */
    sealed interface Arrival {
        /** @param ticket for the browser to keep */
        record In(Caller caller, String ticket, String next) implements Arrival {}

        /**
         * @param why a sentence for whoever wanted in
         * @param tried whether it was a login of this browser's at all, which counts as a guess
         */
        record Out(String why, boolean tried) implements Arrival {}
    }

    /** @param next a path of ours, for afterwards */
    Departure begin(HttpServletRequest request, String next) {
        OAuth2AuthorizationRequest asked = Objects.requireNonNull(asking.resolve(request, ID));
        Pending pending = new Pending(
                Objects.requireNonNull(asked.getState()),
                attribute(asked, OidcParameterNames.NONCE),
                attribute(asked, PkceParameterNames.CODE_VERIFIER),
                Objects.requireNonNull(asked.getRedirectUri()),
                next,
                clock.instant().plus(PATIENCE).getEpochSecond());
        String kept = Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(pending));
        return new Departure(asked.getAuthorizationRequestUri(), kept + "." + seal.of(kept));
    }

    private static String attribute(OAuth2AuthorizationRequest asked, String name) {
        return Objects.requireNonNull(asked.<String>getAttribute(name), name);
    }

    private Optional<Pending> pending(@Nullable String cookie) {
        String[] parts = cookie == null ? new String[0] : cookie.split("\\.", -1);
        if (parts.length != 2 || !seal.isOn(parts[0], parts[1])) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Base64.getUrlDecoder().decode(parts[0]), Pending.class))
                    .filter(pending -> pending.until() > clock.instant().getEpochSecond());
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param cookie of {@link #begin} */
    Arrival finish(HttpServletRequest request, @Nullable String cookie) {
        Optional<Pending> pending = pending(cookie);
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        if (pending.isEmpty()
                || state == null
                || !Seal.same(state, pending.get().state())) {
            return new Arrival.Out("The login took too long, or was begun in another window. Try again.", false);
        }
        String code = request.getParameter(OAuth2ParameterNames.CODE);
        if (code == null) {
            String error = String.valueOf(request.getParameter(OAuth2ParameterNames.ERROR))
                    .replaceAll("[^a-z_]", "");
            return new Arrival.Out(
                    "The login was refused there (%s).".formatted(error.substring(0, Math.min(40, error.length()))),
                    true);
        }
        return exchanged(pending.get(), code);
    }

    private Arrival exchanged(Pending pending, String code) {
        OAuth2AuthorizationRequest asked = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(issuer.getProviderDetails().getAuthorizationUri()))
                .clientId(issuer.getClientId())
                .redirectUri(pending.back())
                .scopes(issuer.getScopes())
                .state(pending.state())
                .attributes(Map.of(
                        OAuth2ParameterNames.REGISTRATION_ID, ID,
                        OidcParameterNames.NONCE, pending.nonce(),
                        PkceParameterNames.CODE_VERIFIER, pending.verifier()))
                .build();
        OAuth2AuthorizationResponse answer = OAuth2AuthorizationResponse.success(code)
                .redirectUri(pending.back())
                .state(pending.state())
                .build();
        try {
            OAuth2LoginAuthenticationToken authenticated = (OAuth2LoginAuthenticationToken)
                    Objects.requireNonNull(answers.authenticate(new OAuth2LoginAuthenticationToken(
                            issuer, new OAuth2AuthorizationExchange(asked, answer))));
            OidcUser user = (OidcUser) Objects.requireNonNull(authenticated.getPrincipal());
            return people.of(user.getClaims())
                    .<Arrival>map(caller -> new Arrival.In(caller, people.ticket(caller), pending.next()))
                    .orElseGet(() -> new Arrival.Out("You are known, but not among those who may come in here.", true));
        } catch (AuthenticationException e) {
            LOG.warn("a login could not be finished: {}", e.getMessage());
            return new Arrival.Out("What the login's issuer answered could not be used. Try again.", true);
        }
    }

    Optional<Caller> holder(String ticket) {
        return people.holder(ticket);
    }

    /** Of a program that comes with a token of the issuer's own, made out to this client. */
    Optional<Caller> bearer(String token) {
        try {
            return people.of(tokens.decode(token).getClaims());
        } catch (JwtException e) {
            LOG.debug("a token was refused", e);
            return Optional.empty();
        }
    }

    static @Nullable String cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
