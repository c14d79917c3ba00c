package dev.calmroom.storage;

import org.jspecify.annotations.Nullable;

/** The store cannot be opened. The message says what happened and what to do. */
public final class StoreUnavailableException extends RuntimeException {
    private final transient StoreTrouble trouble;

    StoreUnavailableException(StoreTrouble trouble) {
        this(trouble, null);
    }

    StoreUnavailableException(StoreTrouble trouble, @Nullable Throwable cause) {
        super(trouble.what() + " " + trouble.remedy(), cause);
        this.trouble = trouble;
    }

    StoreTrouble trouble() {
        return trouble;
    }
}
