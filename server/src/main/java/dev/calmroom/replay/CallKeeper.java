package dev.calmroom.replay;

import dev.calmroom.persona.BesideAgent;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.replay.CarriedCall.Answer;
import dev.calmroom.replay.CarriedCall.Refused;
import dev.calmroom.replay.CarriedCall.Worded;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Writes down who worded each turn of a rehearsed call, of which answers, and what was refused. One turn at a time. */
final class CallKeeper implements BesideAgent {
    private final PersonaAgent agent;
    private final Consumer<String> before;
    private final Supplier<List<Answer>> answers;
    private final List<Kept> kept = new ArrayList<>();

    /**
     * @param before hears what a turn is to answer, before it is worded
     * @param answers what a model has answered since it was asked last; may block until it is whole
     */
    CallKeeper(PersonaAgent agent, Consumer<String> before, Supplier<List<Answer>> answers) {
        this.agent = agent;
        this.before = before;
        this.answers = answers;
    }

    @Override
    public PersonaAgent agent() {
        return agent;
    }

    @Override
    public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
        conclude();
        String to = brief.leader().words().isBlank()
                ? brief.scene().happened()
                : brief.leader().words();
        before.accept(to);
        Kept turn = new Kept(brief, to, listener);
        kept.add(turn);
        return agent.word(brief, conversation, turn);
    }

    /** The call so far. */
    List<Worded> turns() {
        conclude();
        return kept.stream().map(Kept::worded).toList();
    }

    /** Not when a turn is over: who tells us so may be the one who brings the rest of the answer. */
    private void conclude() {
        List<Answer> taken = answers.get();
        if (!kept.isEmpty()) {
            kept.getLast().answers.addAll(taken);
        }
    }

    private static final class Kept implements WordingListener {
        private final Brief brief;
        private final String to;
        private final WordingListener listener;
        private final List<Answer> answers = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private List<String> told = List.of();
        private String speaker = "";
        private String note = "";

        Kept(Brief brief, String to, WordingListener listener) {
            this.brief = brief;
            this.to = to;
            this.listener = listener;
        }

        @Override
        public synchronized void onText(String piece) {
            text.append(piece);
            listener.onText(piece);
        }

        @Override
        public synchronized void onPause() {
            listener.onPause();
        }

        @Override
        public synchronized void onTold(List<Tell> tells) {
            told = tells.stream()
                    .map(Tell::fact)
                    .filter(fact -> !fact.isEmpty())
                    .distinct()
                    .toList();
            listener.onTold(tells);
        }

        @Override
        public synchronized void onRefused(String sentence, String reason) {
            refused.add(new Refused(sentence, reason));
            listener.onRefused(sentence, reason);
        }

        @Override
        public synchronized void onComplete(String who, String why) {
            speaker = who;
            note = why;
            listener.onComplete(who, why);
        }

        synchronized Worded worded() {
            return new Worded(
                    brief.turn(),
                    to,
                    brief.task().act(),
                    answers,
                    refused,
                    told,
                    text.toString().strip(),
                    speaker,
                    note);
        }
    }
}
