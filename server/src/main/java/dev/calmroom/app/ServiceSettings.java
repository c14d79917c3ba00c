package dev.calmroom.app;

import dev.calmroom.storage.Database;
import dev.calmroom.web.AccessKeys;
import dev.calmroom.web.OidcSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.util.NetMask;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What whoever runs the service may set besides engines and models: {@code calmroom.audio.days}, or
 * {@code CALMROOM_AUDIO_DAYS} in the environment, and so on. {@code docs/team.md} has each with its default. A variable
 * that is set to nothing counts as not set, because a compose file passes those that nobody has set as empty ones.
 *
 * @param prompts folder of scenarios and frameworks
 * @param data folder of the embedded database and of sound
 * @param lines how many calls there may be at once
 * @param hosts further names by which the service may be reached
 * @param log what the log is written as: {@code text}, or {@code json} for machines
 * @param sessions how long calls are kept
 * @param proxies addresses or networks ({@code 10.0.0.0/8}) whose word on who is calling is believed
 */
@ConfigurationProperties("calmroom")
record ServiceSettings(
        @DefaultValue("prompts") String prompts,
        @DefaultValue("data") String data,
        @DefaultValue("24") Integer lines,
        @DefaultValue List<String> hosts,
        @DefaultValue List<String> proxies,
        @DefaultValue("text") String log,
        @DefaultValue Access access,
        @DefaultValue Oidc oidc,
        @DefaultValue Address address,
        @DefaultValue Stop stop,
        @DefaultValue Sessions sessions,
        @DefaultValue Audio audio,
        @DefaultValue Login database) {
    ServiceSettings {
        if (lines < 1) {
            throw new IllegalArgumentException("CALMROOM_LINES is at least 1, not " + lines);
        }
        log = log.isBlank() ? "text" : log;
        if (!log.equals("text") && !log.equals("json")) {
            throw new IllegalArgumentException("CALMROOM_LOG is text or json, not " + log);
        }
        hosts = List.copyOf(hosts);
        proxies = proxies.stream()
                .map(String::strip)
                .filter(proxy -> !proxy.isEmpty())
                .map(ServiceSettings::network)
                .toList();
    }

    /**
     * @param key what whoever comes has to enter; empty: nobody is asked, which is for this machine only
     * @param trainer the key of those who see the sessions of others; empty: nobody does
     * @param login {@code here}, or {@code elsewhere} where a proxy has asked already
     */
    record Access(
            @DefaultValue("") String key,
            @DefaultValue("") String trainer,
            @DefaultValue("here") String login) {
        Access {
            login = login.isBlank() ? "here" : login;
            if (!login.equals("here") && !login.equals("elsewhere")) {
                throw new IllegalArgumentException("CALMROOM_ACCESS_LOGIN is here or elsewhere, not " + login);
            }
            if (key.isEmpty() ? !trainer.isEmpty() : key.length() < AccessKeys.SHORTEST) {
                throw new IllegalArgumentException(
                        "CALMROOM_ACCESS_KEY has at least %d characters, and is needed where CALMROOM_ACCESS_TRAINER is set"
                                .formatted(AccessKeys.SHORTEST));
            }
        }

        /** Without the keys. */
        @Override
        public String toString() {
            return "Access[login=%s]".formatted(login);
        }
    }

    /**
     * Who says who people are, by OpenID Connect.
     *
     * @param issuer its address; empty: nobody is asked there
     * @param client as which it knows this service
     * @param secret of that client
     * @param roles the claim that lists roles
     * @param groups the claim that lists groups
     * @param admit roles or groups of which whoever comes in has one; empty: everybody whom the issuer knows
     */
    record Oidc(
            @DefaultValue("") String issuer,
            @DefaultValue("") String client,
            @DefaultValue("") String secret,
            @DefaultValue({"openid", "profile"}) List<String> scopes,
            @DefaultValue("roles") String roles,
            @DefaultValue("groups") String groups,
            @DefaultValue List<String> admit) {
        Oidc {
            issuer = issuer.strip();
            scopes = scopes.stream()
                    .map(String::strip)
                    .filter(it -> !it.isEmpty())
                    .toList();
            scopes = scopes.isEmpty() ? List.of("openid", "profile") : scopes;
            roles = roles.isBlank() ? "roles" : roles.strip();
            groups = groups.isBlank() ? "groups" : groups.strip();
            admit = admit.stream()
                    .map(String::strip)
                    .filter(it -> !it.isEmpty())
                    .toList();
            if (!issuer.isEmpty() && (client.isBlank() || secret.length() < AccessKeys.SHORTEST)) {
                throw new IllegalArgumentException(
                        "CALMROOM_OIDC_ISSUER needs CALMROOM_OIDC_CLIENT and CALMROOM_OIDC_SECRET, of at least %d characters, as the issuer has given them"
                                .formatted(AccessKeys.SHORTEST));
            }
            if (!issuer.isEmpty() && !scopes.contains("openid")) {
                throw new IllegalArgumentException("CALMROOM_OIDC_SCOPES has openid among it");
            }
        }

        boolean isAsked() {
            return !issuer.isEmpty();
        }

        OidcSettings settings() {
            return new OidcSettings(issuer, client.strip(), secret, scopes, roles, groups, Set.copyOf(admit));
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Oidc[issuer=%s, client=%s]".formatted(issuer, client);
        }
    }

    /**
     * What one address may have; this machine's own are not counted.
     *
     * @param lines how many connections at once
     * @param requests how many costly ones a minute
     */
    record Address(
            @DefaultValue("12") Integer lines,
            @DefaultValue("120") Integer requests) {
        Address {
            if (lines < 1) {
                throw new IllegalArgumentException("CALMROOM_ADDRESS_LINES is at least 1, not " + lines);
            }
            if (requests < 1) {
                throw new IllegalArgumentException("CALMROOM_ADDRESS_REQUESTS is at least 1, not " + requests);
            }
        }
    }

    /** @param seconds how long calls may still go on when the service is asked to stop */
    record Stop(@DefaultValue("60") Integer seconds) {
        Stop {
            if (seconds < 0) {
                throw new IllegalArgumentException("CALMROOM_STOP_SECONDS is 0 or more, not " + seconds);
            }
        }
    }

    /** @param days how long a call, its words and its grade are kept from its beginning on; 0 for until it is deleted */
    record Sessions(@DefaultValue("0") Integer days) {
        Sessions {
            if (days < 0) {
                throw new IllegalArgumentException("CALMROOM_SESSIONS_DAYS is 0 or more, not " + days);
            }
        }
    }

    /** @param days how long the sound of a call is kept, where the leader asked for it; 0 for not at all */
    record Audio(@DefaultValue("30") Integer days) {
        Audio {
            if (days < 0) {
                throw new IllegalArgumentException("CALMROOM_AUDIO_DAYS is 0 or more, not " + days);
            }
        }
    }

    /** @param url a JDBC URL of PostgreSQL; empty: a file in the data folder */
    record Login(
            @DefaultValue("") String url,
            @DefaultValue("calmroom") String user,
            @DefaultValue("") String password) {
        /** Without the password, and without the URL, which may carry one. */
        @Override
        public String toString() {
            return "Login[user=%s]".formatted(user);
        }
    }

    Path promptsFolder() {
        return Path.of(prompts.isBlank() ? "prompts" : prompts);
    }

    Path dataFolder() {
        return Path.of(data.isBlank() ? "data" : data);
    }

    /** As a network; of a name nobody can say which address it has tomorrow. */
    private static String network(String proxy) {
        boolean numeric = proxy.matches("[0-9.]+(/\\d+)?|[0-9A-Fa-f:]+(/\\d+)?");
        String network = proxy.contains("/") ? proxy : proxy + (proxy.contains(":") ? "/128" : "/32");
        try {
            if (numeric) {
                new NetMask(network);
                return network;
            }
        } catch (IllegalArgumentException e) {
            // told below, as what is no number
        }
        throw new IllegalArgumentException(
                "CALMROOM_PROXIES has addresses or networks such as 10.0.0.0/8, not '%s'".formatted(proxy));
    }

    Set<String> hostNames() {
        return hosts.stream().filter(host -> !host.isBlank()).collect(Collectors.toSet());
    }

    Database databaseToOpen() {
        String url = database.url().strip();
        return url.isEmpty()
                ? Database.inFolder(dataFolder())
                : new Database(url, database.user(), database.password());
    }
}
