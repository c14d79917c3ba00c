package dev.calmroom.web;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Reads what programs come with: tokens that an issuer has made out to this client, for access and nothing else. */
final class AccessTokens {
    /** As RFC 9068 names them; issuers that are older than it say {@code JWT}, or nothing. */
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private AccessTokens() {}

    /**
     * @param keys where the issuer's keys are
     * @param client as which the issuer knows this service
     */
    static NimbusJwtDecoder decoder(String keys, String issuer, String client) {
        NimbusJwtDecoder tokens = NimbusJwtDecoder.withJwkSource(keys(keys))
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(
                        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null)))
                .build();
        tokens.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(client)),
                forAccess()));
        return tokens;
    }

    /** Nobody can make us ask the issuer for its keys oftener than twice in half a minute, whatever tokens they bring. */
    private static JWKSource<SecurityContext> keys(String address) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(URI.create(address).toURL())
                    .refreshAheadCache(false)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("The issuer's keys have no address: " + address, e);
        }
    }

    /**
     * A token that says who has logged in, as it may lie in a log of any page of the same client, is no key to anything.
     * One that does not name its kind is known by what OpenID Connect puts into those alone.
     */
    private static OAuth2TokenValidator<Jwt> forAccess() {
        OAuth2Error error = new OAuth2Error(
                OAuth2ErrorCodes.INVALID_TOKEN, "this token tells of a login, and gives no access", null);
        // «cnf» binds a token to a key of its owner's, which nobody checks here: a thief could use it as well.
        return token -> tellsOfALogin(token) || token.hasClaim("cnf")
                ? OAuth2TokenValidatorResult.failure(error)
                : OAuth2TokenValidatorResult.success();
    }

    private static boolean tellsOfALogin(Jwt token) {
        if (String.valueOf(token.getHeaders().get("typ")).equalsIgnoreCase(ACCESS_TOKEN.getType())) {
            return false;
        }
        boolean scoped = token.hasClaim("scope") || token.hasClaim("scp");
        return token.hasClaim("at_hash")
                || token.hasClaim("c_hash")
                || "ID".equals(token.getClaims().get("typ"))
                || (token.hasClaim("nonce") && !scoped);
    }
}
