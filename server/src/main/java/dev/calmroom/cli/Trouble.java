package dev.calmroom.cli;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.springframework.beans.BeansException;

/** What went wrong, as a sentence for whoever typed the command. */
final class Trouble {
    private Trouble() {}

    static String sentence(Throwable failure) {
        return switch (failure) {
            case ConnectException _, HttpConnectTimeoutException _ ->
                "Nothing answers at that address. Is it running, and are host and port right?";
            case HttpTimeoutException _ -> "It was reached, but did not answer in time.";
            case UnknownHostException _, UnresolvedAddressException _ ->
                "No machine is known by that name%s.".formatted(named(failure));
            case CharacterCodingException _ ->
                "A file holds bytes that are no UTF-8 text. Save it as UTF-8, or leave it out.";
            case NoSuchFileException gone -> "There is no file %s.".formatted(gone.getFile());
            case NotDirectoryException file -> "%s is no folder.".formatted(file.getFile());
            case AccessDeniedException denied -> "%s may not be read or written.".formatted(denied.getFile());
            // A part that could not be made: which parts need it is no news to whoever starts the service.
            case BeansException wrapped when wrapped.getCause() != null -> sentence(wrapped.getCause());
            default -> otherwise(failure);
        };
    }

    private static String otherwise(Throwable failure) {
        Throwable cause = failure.getCause();
        String message = failure.getMessage();
        // Wrapped without words of its own, a failure says what it wraps.
        if (cause != null && (message == null || message.equals(cause.toString()))) {
            return sentence(cause);
        }
        return message == null || message.isBlank()
                ? "Something went wrong that has no words (%s). With CALMROOM_DEBUG=1 it says where."
                        .formatted(failure.getClass().getSimpleName())
                : message;
    }

    private static String named(Throwable failure) {
        return failure.getMessage() == null ? "" : ": " + failure.getMessage();
    }
}
