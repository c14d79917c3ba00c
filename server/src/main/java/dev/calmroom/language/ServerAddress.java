package dev.calmroom.language;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address as somebody wrote it, taken apart: people leave the scheme out, add a protocol's own path, or paste a whole
 * endpoint.
 *
 * @param root scheme, host, port and whatever path stands before a protocol's own, without a slash at its end
 * @param hint which protocol the path speaks of
 * @param login name and password as {@code name:password}, where the address has them; null where it does not
 */
record ServerAddress(String root, Hint hint, @Nullable String login) {
    /** What the path that was written gives away. */
    enum Hint {
        OPENAI,
        OLLAMA,
        NONE
    }

    private static final List<String> OPENAI_ENDPOINTS =
            List.of("/chat/completions", "/completions", "/models", "/responses", "/embeddings");
    private static final Pattern OLLAMA_PATH =
            Pattern.compile("^(.*?)/api(?:/(?:chat|generate|tags|ps|version|show))?$");
    private static final Pattern WITH_SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://.*");
    private static final Pattern LOCAL = Pattern.compile(
            "^(?:\\[?[0-9a-fA-F:.]+\\]?|[^.:/]+|[^:/]+\\.(?:local|lan|home|internal|localdomain|localhost|home\\.arpa))(?::\\d+)?(?:/.*)?$");
    private static final Pattern LOGIN = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?[^/\\s]*@");

    /**
     * @param variable named when the text is no address
     * @throws IllegalArgumentException when no server can be meant by it
     */
    static ServerAddress parse(String written, String variable) {
        URI uri = uri(written.strip(), variable);
        String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
        Hint hint = Hint.NONE;
        for (String endpoint : OPENAI_ENDPOINTS) {
            if (path.endsWith(endpoint)) {
                path = path.substring(0, path.length() - endpoint.length());
                hint = Hint.OPENAI;
            }
        }
        if (path.endsWith("/v1/messages")) {
            path = path.substring(0, path.length() - "/messages".length());
        }
        if (path.endsWith("/v1")) {
            path = path.substring(0, path.length() - "/v1".length());
            hint = Hint.OPENAI;
        } else {
            Matcher ollama = OLLAMA_PATH.matcher(path);
            if (hint == Hint.NONE && ollama.matches()) {
                path = ollama.group(1);
                hint = Hint.OLLAMA;
            }
        }
        String place = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        return new ServerAddress("%s://%s%s".formatted(uri.getScheme(), place, path), hint, uri.getUserInfo());
    }

    /** @return the address as it may be shown: without a name and a password */
    static String withoutLogin(String written) {
        return LOGIN.matcher(written).replaceFirst("$1");
    }

    private static URI uri(String written, String variable) {
        String whole = WITH_SCHEME.matcher(written).matches() ? written : scheme(written) + "://" + written;
        try {
            URI uri = new URI(whole);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https")) && uri.getPort() != 0) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw refused(written, variable);
        }
        throw refused(written, variable);
    }

    /** On this machine and in a house's own network servers speak plainly, elsewhere they do not. */
    private static String scheme(String written) {
        return LOCAL.matcher(withoutLogin(written)).matches() ? "http" : "https";
    }

    private static IllegalArgumentException refused(String written, String variable) {
        return new IllegalArgumentException(
                "%s is '%s'; expected the address of a model's server, as http://localhost:11434 or https://models.example.com/v1"
                        .formatted(variable, withoutLogin(written)));
    }
}
