package dev.calmroom.web;

import dev.calmroom.web.Caller.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Whom an issuer's claims speak of, and the ticket that their browser keeps: any server with the same secret knows it. */
final class OidcPeople {
    /** Roles that are taken away work no longer than this. */
    static final Duration LASTS = Duration.ofHours(12);

    private static final Logger LOG = LoggerFactory.getLogger(OidcPeople.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MARK = "o.";
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_GROUP = 100;
    /** A browser keeps four kilobytes, of which base64 and the seal take a third. */
    private static final int MOST_OF_GROUPS = 2_200;

    private final OidcSettings settings;
    private final Seal seal;
    private final InstantSource clock;

    OidcPeople(OidcSettings settings, InstantSource clock) {
        this.settings = settings;
        this.seal = new Seal("oidc ticket " + settings.issuer() + " " + settings.secret());
        this.clock = clock;
    }

    private record Ticket(String owner, String name, Set<Role> roles, List<String> groups, long until) {}

    /** @return empty where they are not among those who are let in */
    Optional<Caller> of(Map<String, Object> claims) {
        Set<String> roles = strings(claims, settings.roles());
        Set<String> groups = strings(claims, settings.groups());
        boolean admitted = settings.admit().isEmpty()
                || settings.admit().stream().anyMatch(one -> roles.contains(one) || groups.contains(one));
        Object subject = claims.get("sub");
        if (!admitted || subject == null) {
            return Optional.empty();
        }
        byte[] id = Arrays.copyOf(Seal.digest(settings.issuer() + " " + subject), 18);
        String owner = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        return Optional.of(new Caller(owner, name(claims), known(roles), fitting(groups)));
    }

    /** {@code calmroom-trainer} and {@code trainer} are the same; what else there is means nothing here. */
    private static Set<Role> known(Set<String> roles) {
        Set<Role> known = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            String word = role.name().toLowerCase(Locale.ROOT);
            if (roles.contains(word) || roles.contains("calmroom-" + word)) {
                known.add(role);
            }
        }
        return known;
    }

    private static String name(Map<String, Object> claims) {
        for (String claim : List.of("name", "preferred_username", "email")) {
            if (claims.get(claim) instanceof String name && !name.isBlank()) {
                String plain = name.strip().replaceAll("\\p{Cntrl}", " ");
                return plain.length() > LONGEST_NAME ? shortened(plain) : plain;
            }
        }
        return "somebody without a name";
    }

    /** Never in the middle of a character: half of one can be written nowhere. */
    private static String shortened(String name) {
        return name.substring(
                0, Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME);
    }

    private static Set<String> fitting(Set<String> groups) {
        Set<String> fitting = new TreeSet<>();
        int length = 0;
        for (String group : groups) {
            int more = group.getBytes(StandardCharsets.UTF_8).length + 3;
            if (group.length() <= LONGEST_GROUP && length + more <= MOST_OF_GROUPS) {
                fitting.add(group);
                length += more;
            }
        }
        if (fitting.size() < groups.size()) {
            LOG.warn("of somebody's {} groups only {} fit into a ticket", groups.size(), fitting.size());
        }
        return fitting;
    }

    private static Set<String> strings(Map<String, Object> claims, String path) {
        @Nullable Object found = claims.get(path);
        if (found == null) {
            found = claims;
            for (String step : path.split("\\.", -1)) {
                found = found instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return switch (found) {
            case Collection<?> many ->
                many.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
            case String one -> Set.of(one.strip().split("[\\s,]+"));
            case null, default -> Set.of();
        };
    }

    String ticket(Caller caller) {
        Ticket ticket = new Ticket(
                String.valueOf(caller.owner()),
                String.valueOf(caller.name()),
                caller.roles(),
                caller.groups() == null ? List.of() : List.copyOf(caller.groups()),
                clock.instant().plus(LASTS).getEpochSecond());
        String claims = Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(ticket));
        return MARK + claims + "." + seal.of(claims);
    }

    /** Who holds this ticket; empty where it is none of ours, or over. */
    Optional<Caller> holder(String value) {
        String[] parts = value.split("\\.", -1);
        if (!value.startsWith(MARK) || parts.length != 3 || !seal.isOn(parts[1], parts[2])) {
            return Optional.empty();
        }
        try {
            Ticket ticket = JSON.readValue(Base64.getUrlDecoder().decode(parts[1]), Ticket.class);
            return ticket.until() > clock.instant().getEpochSecond()
                    ? Optional.of(
                            new Caller(ticket.owner(), ticket.name(), ticket.roles(), Set.copyOf(ticket.groups())))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty(); // Of a version that sealed something else.
        }
    }
}
