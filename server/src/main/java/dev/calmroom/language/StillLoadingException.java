package dev.calmroom.language;

import dev.langchain4j.exception.InternalServerException;

/** A server is there, and its model not yet: it comes by itself. */
final class StillLoadingException extends InternalServerException {
    StillLoadingException(String words) {
        super(words);
    }
}
