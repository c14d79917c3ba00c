package dev.calmroom.replay;

import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.replay.CarriedCall.Answer;
import dev.calmroom.replay.CarriedCall.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Writes down what a model answered where it read the leader's turns of a rehearsed call. One turn at a time, waited for. */
final class ReadingKeeper {
    private final Consumer<String> before;
    private final Supplier<List<Answer>> answers;
    private final List<Read> kept = new ArrayList<>();

    /**
     * @param before hears which words are to be read
     * @param answers what a model has answered since it was asked last; may block until it is whole
     */
    ReadingKeeper(Consumer<String> before, Supplier<List<Answer>> answers) {
        this.before = before;
        this.answers = answers;
    }

    TurnReader keeping(TurnReader reader) {
        return question -> {
            before.accept(question.words());
            TurnReader.Answer answer = reader.ask(question).join();
            kept.add(new Read(question.words(), answers.get()));
            return CompletableFuture.completedFuture(answer);
        };
    }

    List<Read> readings() {
        return List.copyOf(kept);
    }
}
