package dev.calmroom.scenario;

import java.util.Set;

/**
 * A line that shows what moves sound like.
 *
 * @param text what the leader says
 * @param after what the other side had just said; empty when it does not matter
 * @param labels ids of every move and every criterion that it carries
 * @param voice who says it
 */
public record Example(String text, String after, Set<String> labels, String voice) {
    public Example {
        labels = Set.copyOf(labels);
    }
}
