package dev.calmroom.roleplay;

import dev.calmroom.comprehension.ChosenReading;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.TurnChoice;
import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.log.KeptReading;
import dev.calmroom.log.ModelReading;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.persona.LeaderTurn;
import dev.calmroom.scenario.Knowledge.Fact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a reading that was made elsewhere, and what the log keeps of any. By a language model's choice a turn is
 * answered; feelings, gates, memory and what is agreed go by the built-in reading, whatever was chosen.
 *
 * @param keeps whether the log tells how turns were read, for whoever may have to go on with the call
 * @param reader is asked beside the ear
 */
record SecondReading(Hearing hearing, ReadingNotes notes, boolean keeps, TurnReader reader) {
    private static final String CODE_HAS_THE_SAY = "whether the call ends or a word was broken is not chosen";
    private static final String NO_LONGER_FITS = "what it chose is no choice any more";

    SecondReading keeping() {
        return new SecondReading(hearing, notes, true, reader);
    }

    SecondReading by(TurnReader other) {
        return new SecondReading(hearing, notes, keeps, other);
    }

    /** The same words, as they are answered where a model has chosen. */
    Understanding chosen(Understanding heard, TurnReader.Answer answer, List<Fact> known) {
        if (answer.by().isEmpty()) {
            return heard;
        }
        TurnChoice choice = answer.choice();
        List<ModelReading.Part> parts = choice == null
                ? List.of()
                : choice.parts().stream()
                        .map(part ->
                                new ModelReading.Part(part.from(), part.to(), part.asks(), part.does(), part.aimed()))
                        .toList();
        return recalled(heard, new ModelReading(answer.by(), answer.unused(), parts), known);
    }

    /** @return the reading that was kept of these words, unless it is by other prompts */
    Optional<Reading> recall(TurnAppraised then, String words) {
        return Optional.ofNullable(then.reading()).flatMap(note -> notes.read(note, words));
    }

    /** With what a model chose then, held once more against what can be chosen: files may be others by now. */
    Understanding recalled(Understanding heard, TurnAppraised then, List<Fact> known) {
        KeptReading kept = then.reading();
        return kept == null || kept.byModel() == null ? heard : recalled(heard, kept.byModel(), known);
    }

    private Understanding recalled(Understanding heard, ModelReading note, List<Fact> known) {
        if (!note.unused().isEmpty()) {
            return unused(heard, note.model(), note.unused());
        }
        TurnChoice choice = new TurnChoice(note.parts().stream()
                .map(part -> new TurnChoice.Chosen(part.from(), part.to(), part.asks(), part.does(), part.aimed()))
                .toList());
        String words = heard.said().text();
        Set<String> open = known.stream().map(Fact::id).collect(Collectors.toSet());
        try {
            choice.check(open);
            Reading read = ChosenReading.of(heard.reading(), choice, words, open);
            Reading answered = hearing.answered(hearing.asking(read, heard.appraisal()), words);
            return heard.with(new Understanding.Chosen(answered, hearing.topics(words, answered), note));
        } catch (TurnChoice.UnreadableException | IndexOutOfBoundsException e) {
            return unused(heard, note.model(), NO_LONGER_FITS);
        }
    }

    private static Understanding unused(Understanding heard, String model, String why) {
        return heard.with(
                new Understanding.Chosen(heard.reading(), heard.topics(), new ModelReading(model, why, List.of())));
    }

    /**
     * The turn as it is answered.
     *
     * @param heard as the ear has it
     * @param settles whether the answer to a turn is one that only code decides for
     */
    Understanding answered(Understanding understood, LeaderTurn heard, Predicate<LeaderTurn> settles) {
        Understanding.Chosen chosen = understood.chosen();
        return chosen != null && chosen.isUsed() && (settles.test(heard) || settles.test(turn(heard, chosen)))
                ? unused(understood, chosen.note().model(), CODE_HAS_THE_SAY)
                : understood;
    }

    /** The leader's turn by what was chosen, if anything was. */
    static LeaderTurn turn(LeaderTurn heard, Understanding.@Nullable Chosen chosen) {
        return chosen == null || !chosen.isUsed()
                ? heard
                : new LeaderTurn(
                        heard.text(),
                        heard.appraisal(),
                        chosen.topics(),
                        heard.options(),
                        chosen.reading(),
                        heard.cutShort());
    }

    /** What the log keeps of how the turn was read. */
    @Nullable
    KeptReading note(Understanding understood) {
        KeptReading kept = keeps ? notes.of(understood) : null;
        ModelReading model =
                understood.chosen() == null ? null : understood.chosen().note();
        if (model == null) {
            return kept;
        }
        return kept == null ? KeptReading.of(model) : kept.with(model);
    }
}
