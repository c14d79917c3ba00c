package dev.calmroom.app;

import static dev.calmroom.app.ServiceSettingsTest.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.web.Login;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether it starts, by where it listens and whether anybody is asked for a key. */
class DoorConfigurationTest {
    private final DoorConfiguration doors = new DoorConfiguration();

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.20", "10.0.0.1"})
    void onANetworkItDoesNotStartWhileNobodyIsAsked(String address) {
        assertThatThrownBy(() -> doors.login(settings(Map.of()), address))
                .isInstanceOf(OpenDoorException.class)
                .hasMessageContaining(address);
        assertThat(doors.login(settings(Map.of("CALMROOM_ACCESS_KEY", "a key for all of us")), address)
                        .getFilter())
                .isInstanceOf(Login.class);
        assertThat(doors.login(settings(Map.of("CALMROOM_ACCESS_LOGIN", "elsewhere")), address)
                        .getFilter())
                .isNotInstanceOf(Login.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
    void onThisMachineNobodyIsAskedUnlessAKeyIsSet(String address) {
        assertThat(doors.login(settings(Map.of()), address).getFilter()).isNotInstanceOf(Login.class);
        assertThat(doors.login(settings(Map.of("CALMROOM_ACCESS_KEY", "a key for all of us")), address)
                        .getFilter())
                .isInstanceOf(Login.class);
    }

    @Test
    void whoStartsItIsToldWhatToSetBeforeAnythingIsLoaded() {
        assertThat(OpenDoor.objection("0.0.0.0", name -> null))
                .hasValueSatisfying(objection -> assertThat(objection)
                        .contains("At 0.0.0.0", "CALMROOM_ACCESS_KEY", "CALMROOM_ACCESS_LOGIN=elsewhere"));
        assertThat(OpenDoor.objection("127.0.0.1", name -> null)).isEmpty();
        assertThat(OpenDoor.objection("0.0.0.0", Map.of("CALMROOM_ACCESS_KEY", "a key for all of us")::get))
                .isEmpty();
    }

    @Test
    void whereThereIsAnIssuerNoKeyIsNeededAndAWrongOneIsToldWithWhatToSet() {
        assertThat(OpenDoor.objection("0.0.0.0", Map.of("CALMROOM_OIDC_ISSUER", "https://id.example.org")::get))
                .isEmpty();
        assertThatThrownBy(() -> doors.login(
                        settings(Map.of(
                                "CALMROOM_OIDC_ISSUER", "http://127.0.0.1:1",
                                "CALMROOM_OIDC_CLIENT", "calmroom",
                                "CALMROOM_OIDC_SECRET", "a secret of the client")),
                        "0.0.0.0"))
                .isInstanceOf(NoIssuerException.class)
                .hasMessageContainingAll("There is no issuer", "http://127.0.0.1:1", "CALMROOM_OIDC_ISSUER");
        assertThatThrownBy(() -> settings(Map.of("CALMROOM_OIDC_ISSUER", "https://id.example.org")))
                .rootCause()
                .hasMessageContainingAll("CALMROOM_OIDC_CLIENT", "CALMROOM_OIDC_SECRET");
    }

    @Test
    void theKeyIsInNoMessage() {
        assertThat(settings(Map.of(
                                "CALMROOM_OIDC_ISSUER", "https://id.example.org",
                                "CALMROOM_OIDC_CLIENT", "calmroom",
                                "CALMROOM_OIDC_SECRET", "a secret of the client"))
                        .toString())
                .doesNotContain("a secret");
        assertThat(settings(Map.of("CALMROOM_ACCESS_KEY", "a key for all of us"))
                        .toString())
                .doesNotContain("a key for all");
    }
}
