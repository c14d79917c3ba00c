package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PageFilesTest {
    private static final Pattern ASSET = Pattern.compile("assets/[\\w-]+\\.(?:js|css)");

    private final RunningService service = RunningService.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    /** «nosniff» goes with each file: what is sent as mere bytes is none that a browser need take. */
    @Test
    void theManifestIsSentAsOne() {
        assertThat(service.bean(ServletContext.class).getMimeType("manifest.webmanifest"))
                .isEqualTo("application/manifest+json");
    }

    /** Their names are made of what they hold. */
    @Test
    void whatBearsItsContentInItsNameIsFetchedOnceAndCompressed() throws Exception {
        for (String asset : assets()) {
            HttpResponse<byte[]> plain = get("/" + asset, "identity");
            HttpResponse<byte[]> packed = get("/" + asset, "gzip");
            for (HttpResponse<byte[]> answer : List.of(plain, packed)) {
                assertThat(answer.statusCode()).as(asset).isEqualTo(200);
                assertThat(header(answer, "Cache-Control"))
                        .as(asset)
                        .hasValueSatisfying(it -> assertThat(it)
                                .contains("max-age=31536000")
                                .contains("public")
                                .contains("immutable"));
            }
            assertThat(header(plain, "Content-Encoding")).isEmpty();
            // A few lines would be longer compressed.
            if (plain.body().length > 2_048) {
                assertThat(header(packed, "Content-Encoding")).as(asset).hasValue("gzip");
                assertThat(packed.body().length).as(asset).isLessThan(plain.body().length);
                assertThat(unpacked(packed.body())).isEqualTo(plain.body());
            }
        }
    }

    /** An old one would ask for files that a newer service no longer has. */
    @Test
    void whatNamesTheOthersIsAskedForEachTime() throws Exception {
        assertThat(assets()).isNotEmpty();
        for (String page : List.of("/", "/index.html", "/manifest.webmanifest")) {
            assertThat(header(get(page, "gzip"), "Cache-Control")).as(page).hasValue("no-cache");
        }
    }

    private List<String> assets() throws IOException, InterruptedException {
        HttpResponse<byte[]> page = get("/", "identity");
        Assumptions.assumeTrue(page.statusCode() == 200, "the page is not built");
        return ASSET.matcher(new String(page.body(), StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private HttpResponse<byte[]> get(String path, String encoding) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.address().resolve(path))
                .header("Accept", "*/*")
                .header("Accept-Encoding", encoding)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Optional<String> header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name);
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }
}
