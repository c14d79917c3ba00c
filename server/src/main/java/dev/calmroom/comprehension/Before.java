package dev.calmroom.comprehension;

import java.util.List;

/**
 * What the leader's words answer.
 *
 * @param said the persona's words just before, empty where none were said
 * @param subject facts that the persona told last: what «Why?» and «And the other one?» are about
 */
public record Before(String said, List<String> subject) {
    public static final Before NOTHING = new Before("", List.of());

    public Before {
        subject = List.copyOf(subject);
    }
}
