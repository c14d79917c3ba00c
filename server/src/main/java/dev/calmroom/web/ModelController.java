package dev.calmroom.web;

import dev.calmroom.exam.ModelDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which language models this service asks, what is wrong with them, and their check, which is asked how far it is. */
@RestController
@RequestMapping("/api/model")
final class ModelController {
    private final ModelDesk desk;

    ModelController(ModelDesk desk) {
        this.desk = desk;
    }

    /**
     * @param check the one that goes on, or the last since the start; null where there was none
     * @param mine whether whoever asks may break it off
     */
    record Models(List<ModelDesk.Known> models, ModelDesk.@Nullable Check check, boolean mine) {}

    @GetMapping
    Models models(HttpServletRequest request) {
        return new Models(
                desk.known(),
                desk.check().orElse(null),
                desk.isOf(of(request)) || Caller.of(request).is(Caller.Role.ADMIN));
    }

    @Costly
    @PostMapping("/check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ModelDesk.Check start(HttpServletRequest request) {
        return desk.start(of(request));
    }

    @DeleteMapping("/check")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void breakOff(HttpServletRequest request) {
        desk.breakOff(of(request), Caller.of(request).is(Caller.Role.ADMIN));
    }

    @ExceptionHandler
    ProblemDetail refused(ModelDesk.RefusedException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(refused.getMessage()));
    }

    private static String of(HttpServletRequest request) {
        String owner = Caller.of(request).owner();
        return owner == null ? "" : owner;
    }
}
