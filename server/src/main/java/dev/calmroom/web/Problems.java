package dev.calmroom.web;

import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.report.Workbench;
import dev.calmroom.scenario.InvalidPromptsException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What goes wrong in the REST interface, as {@code application/problem+json} with {@code title} and {@code detail}. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {

    /** @param detail what happened and what to do, in a sentence for people */
    static ErrorResponseException of(HttpStatusCode status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    static ErrorResponseException noSession() {
        return of(HttpStatus.NOT_FOUND, "There is no such session. It may have been deleted.");
    }

    /** @param why from the scenario's files or settings */
    static ErrorResponseException notPlayable(String scenario, RuntimeException why) {
        return of(
                HttpStatus.CONFLICT,
                "The scenario '%s' cannot be played any more: %s".formatted(scenario, why.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail storeAway(LogUnavailableException away) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, away.getMessage() + " Calls go on; try this again in a moment.");
    }

    @ExceptionHandler
    ProblemDetail tooMuch(Workbench.FullException full) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, full.getMessage());
    }

    @ExceptionHandler
    ProblemDetail promptsInvalid(InvalidPromptsException invalid) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "The files in prompts/ cannot be used. " + invalid.getMessage());
    }
}
