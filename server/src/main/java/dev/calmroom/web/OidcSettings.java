package dev.calmroom.web;

import java.util.List;
import java.util.Set;

/**
 * Who says who people are, and what is read of what it says.
 *
 * @param issuer its address, exactly as it names itself
 * @param client as which the issuer knows this service
 * @param secret of that client; tickets are sealed with it as well
 * @param scopes what is asked for; {@code openid} among it
 * @param roles name of the claim that lists roles, with dots where it lies deeper: {@code realm_access.roles}
 * @param groups name of the claim that lists groups, likewise
 * @param admit of whom one role or group is among these comes in; empty: everybody whom the issuer knows
 */
public record OidcSettings(
        String issuer,
        String client,
        String secret,
        List<String> scopes,
        String roles,
        String groups,
        Set<String> admit) {
    public OidcSettings {
        scopes = List.copyOf(scopes);
        admit = Set.copyOf(admit);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[issuer=%s, client=%s]".formatted(issuer, client);
    }
}
