package dev.calmroom.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells whoever asks who they are taken for. */
@RestController
@RequestMapping("/api/me")
final class MeController {
    /**
     * @param login whether anybody is asked who they are; where not, there is no logging out
     * @param roles besides learner, which all are
     * @param runs whether what concerns those who run the service is theirs to see: the language model and its check
     */
    record Me(
            boolean login,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String name,

            List<String> roles,
            boolean runs) {}

    @GetMapping
    Me me(HttpServletRequest request) throws IOException {
        Caller caller = Caller.of(request);
        return new Me(
                caller.owner() != null,
                caller.name(),
                caller.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                AuthorsDoor.isOpenTo(request));
    }
}
