package dev.calmroom.app;

import dev.calmroom.web.Door;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Whether the service would listen on a network and ask nobody who they are; told before anything is loaded. */
public final class OpenDoor {
    static final String WHAT_TO_DO = "Set CALMROOM_ACCESS_KEY to a key of 12 characters or more, or"
            + " CALMROOM_OIDC_ISSUER to where people log in (docs/team.md), or CALMROOM_ACCESS_LOGIN=elsewhere where a proxy before it asks who people are, or listen at 127.0.0.1.";

    private OpenDoor() {}

    /**
     * @param address where it is to listen
     * @param environment a variable's value; null where it is not set
     * @return why it does not start there, and what to set; empty where it may
     */
    public static Optional<String> objection(String address, UnaryOperator<@Nullable String> environment) {
        return isOpen(
                        address,
                        said(environment.apply("CALMROOM_ACCESS_KEY"))
                                + said(environment.apply("CALMROOM_OIDC_ISSUER")),
                        said(environment.apply("CALMROOM_ACCESS_LOGIN")))
                ? Optional.of(new OpenDoorException(address).getMessage() + " " + WHAT_TO_DO)
                : Optional.empty();
    }

    /** @param asked what whoever comes is asked by, a key or an issuer; empty: nothing */
    static boolean isOpen(String address, String asked, String login) {
        return asked.isBlank() && !login.equals("elsewhere") && !Door.isThisMachine(address);
    }

    private static String said(@Nullable String value) {
        return value == null ? "" : value;
    }
}
