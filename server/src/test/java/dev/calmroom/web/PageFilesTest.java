package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.Test;

class PageFilesTest {
    /** «nosniff» goes with each file: what is sent as mere bytes is none that a browser need take. */
    @Test
    void theManifestIsSentAsOne() {
        assertThat(RunningService.shared().bean(ServletContext.class).getMimeType("manifest.webmanifest"))
                .isEqualTo("application/manifest+json");
    }
}
