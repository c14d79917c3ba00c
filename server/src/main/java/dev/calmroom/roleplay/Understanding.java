package dev.calmroom.roleplay;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.log.ModelReading;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a leader's words before they have any effect: all that needs a model to be asked.
 *
 * @param appraisal what the words do, with every confidence
 * @param reading what each part of them does and asks for
 * @param topics ids of the scenario's topics that they are about
 * @param options ids of the scenario's ways out that they name
 * @param chosen how a language model reads them beside, which the answer goes by and nothing else does; null where none
 *     was asked
 */
public record Understanding(
        Said said,
        Appraisal appraisal,
        Reading reading,
        Set<String> topics,
        Set<String> options,
        @Nullable Chosen chosen) {
    public Understanding {
        topics = Set.copyOf(topics);
        options = Set.copyOf(options);
    }

    /** Where no language model was asked. */
    public Understanding(Said said, Appraisal appraisal, Reading reading, Set<String> topics, Set<String> options) {
        this(said, appraisal, reading, topics, options, null);
    }

    /**
     * @param note what the log keeps of it: why it is not used, where it is not
     */
    public record Chosen(Reading reading, Set<String> topics, ModelReading note) {
        public Chosen {
            topics = Set.copyOf(topics);
        }

        boolean isUsed() {
            return note.unused().isEmpty();
        }
    }

    Understanding with(Chosen model) {
        return new Understanding(said, appraisal, reading, topics, options, model);
    }

    /** Where the words could not be appraised: nothing in them is taken for a move, a question or a topic. */
    public static Understanding none(Said said) {
        return new Understanding(said, new Appraisal(List.of(), List.of()), Reading.NOTHING, Set.of(), Set.of());
    }
}
