package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What can be set, as it comes from the environment and as it is described. */
class ServiceSettingsTest {

    static ServiceSettings settings(Map<String, Object> environment) {
        return new Binder(ConfigurationPropertySources.from(
                        new SystemEnvironmentPropertySource("systemEnvironment", environment)))
                .bindOrCreate("calmroom", ServiceSettings.class);
    }

    @Test
    void whatNobodyHasSetHasItsDefault() {
        ServiceSettings settings = settings(Map.of());

        assertThat(settings.promptsFolder()).isEqualTo(Path.of("prompts"));
        assertThat(settings.dataFolder()).isEqualTo(Path.of("data"));
        assertThat(settings.lines()).isEqualTo(24);
        assertThat(settings.audio().days()).isEqualTo(30);
        assertThat(settings.hostNames()).isEmpty();
    }

    @Test
    void whatIsSetToNothingCountsAsNotSet() {
        ServiceSettings settings = settings(Map.of(
                "CALMROOM_DATA", "",
                "CALMROOM_LINES", "",
                "CALMROOM_AUDIO_DAYS", "",
                "CALMROOM_HOSTS", "",
                "CALMROOM_DATABASE_URL", ""));

        assertThat(settings).isEqualTo(settings(Map.of("CALMROOM_DATA", "")));
        assertThat(settings.dataFolder()).isEqualTo(Path.of("data"));
        assertThat(settings.databaseToOpen().url()).startsWith("jdbc:h2:");
    }

    @Test
    void theEnvironmentSetsAll() {
        ServiceSettings settings = settings(Map.of(
                "CALMROOM_LINES", "3",
                "CALMROOM_AUDIO_DAYS", "0",
                "CALMROOM_HOSTS", "calm.example, proxy.example",
                "CALMROOM_DATABASE_URL", "jdbc:postgresql://there/calmroom",
                "CALMROOM_DATABASE_USER", "me"));

        assertThat(settings.lines()).isEqualTo(3);
        assertThat(settings.audio().days()).isZero();
        assertThat(settings.hostNames()).containsExactlyInAnyOrder("calm.example", "proxy.example");
        assertThat(settings.databaseToOpen().user()).isEqualTo("me");
    }

    @Test
    void noPasswordIsInAMessage() {
        assertThat(settings(Map.of(
                                "CALMROOM_DATABASE_URL", "jdbc:postgresql://there/calmroom?password=of-the-url",
                                "CALMROOM_DATABASE_PASSWORD", "of-the-database"))
                        .toString())
                .contains("user=calmroom")
                .doesNotContain("of-the-url", "of-the-database");
    }

    @ParameterizedTest
    @CsvSource({
        "CALMROOM_LINES,0",
        "CALMROOM_LINES,many",
        "CALMROOM_AUDIO_DAYS,-1",
        "CALMROOM_SESSIONS_DAYS,-1",
        "CALMROOM_STOP_SECONDS,-1",
        "CALMROOM_LOG,xml",
        "CALMROOM_ADDRESS_LINES,0",
        "CALMROOM_ADDRESS_REQUESTS,0",
        "CALMROOM_PROXIES,nginx",
        "CALMROOM_ACCESS_KEY,short",
        "CALMROOM_ACCESS_LOGIN,never",
        "CALMROOM_PROXIES,10.0.0.0/40"
    })
    void whatCannotBeMeantIsRefused(String variable, String value) {
        assertThatThrownBy(() -> settings(Map.of(variable, value))).isInstanceOf(BindException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/team.md"})
    void everySettingIsDescribedWithItsDefault(String page) throws IOException {
        List<String> rows = Files.readAllLines(Path.of(System.getProperty("calmroom.root", ".."), page));
        Map<String, String> defaults = new LinkedHashMap<>();
        collect(ServiceSettings.class, "CALMROOM", defaults);
        assertThat(defaults).hasSize(24).containsEntry("CALMROOM_LINES", "24");
        defaults.forEach((variable, value) -> assertThat(rows)
                .as(variable)
                .anyMatch(row -> row.startsWith("| `%s` |".formatted(variable)) && row.contains(value)));
    }

    private static void collect(Class<?> type, String prefix, Map<String, String> defaults) {
        // A default stands on the constructor's parameter alone: the record's component does not show it.
        for (Parameter part : type.getDeclaredConstructors()[0].getParameters()) {
            String name = prefix + "_" + part.getName().toUpperCase(Locale.ROOT);
            if (part.getType().isRecord()) {
                collect(part.getType(), name, defaults);
            } else {
                DefaultValue otherwise = part.getAnnotation(DefaultValue.class);
                defaults.put(name, otherwise == null ? "" : String.join(",", otherwise.value()));
            }
        }
    }
}
