package dev.calmroom.roleplay;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.comprehension.Reading;
import java.util.List;
import java.util.Set;

/**
 * What was made of a leader's words before they have any effect: all that needs a model to be asked.
 *
 * @param appraisal what the words do, with every confidence
 * @param reading what each part of them does and asks for
 * @param topics ids of the scenario's topics that they are about
 * @param options ids of the scenario's ways out that they name
 */
public record Understanding(Said said, Appraisal appraisal, Reading reading, Set<String> topics, Set<String> options) {
    public Understanding {
        topics = Set.copyOf(topics);
        options = Set.copyOf(options);
    }

    /** Where the words could not be appraised: nothing in them is taken for a move, a question or a topic. */
    public static Understanding none(Said said) {
        return new Understanding(said, new Appraisal(List.of(), List.of()), Reading.NOTHING, Set.of(), Set.of());
    }
}
