package dev.calmroom.language;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;

/** What is wrong with a model, for whoever is on the line: nothing of where its server is or what that said. */
final class InShort {
    static final String SILENT = "which is not answering";
    static final String LOADING = "which is still being loaded";
    static final String LATE = "which does not answer in time";

    static String of(LangChain4jException error) {
        return switch (error) {
            case AuthenticationException e -> "whose server refuses the key";
            case ModelNotFoundException e -> "which its server does not have";
            case RateLimitException e -> "whose server takes no more requests for now";
            case UnresolvedModelServerException e -> "whose server cannot be reached";
            case StillLoadingException e -> LOADING;
            case TimeoutException e -> LATE;
            default -> SILENT;
        };
    }

    private InShort() {}
}
