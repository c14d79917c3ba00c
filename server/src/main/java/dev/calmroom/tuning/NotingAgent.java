package dev.calmroom.tuning;

import dev.calmroom.checks.ExaminedCall.WordedTurn;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.Overhearing;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Passes the orders for turns on to whoever words them, and notes what was told and how long it took. */
final class NotingAgent implements PersonaAgent {
    private final PersonaAgent agent;
    private final Supplier<Duration> spared;
    private final List<WordedTurn> wordings = new CopyOnWriteArrayList<>();
    private final List<String> speakers = new CopyOnWriteArrayList<>();
    private volatile String lastNote = "";

    /** @param spared how long all that was said from memory has taken when it was said first */
    NotingAgent(PersonaAgent agent, Supplier<Duration> spared) {
        this.agent = agent;
        this.spared = spared;
    }

    @Override
    public String name() {
        return agent.name();
    }

    @Override
    public void leave() {
        agent.leave();
    }

    @Override
    public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
        long asked = System.nanoTime();
        Duration before = spared.get();
        return agent.word(brief, conversation, new Overhearing(listener) {
            private List<Tell> told = List.of();

            @Override
            public void onTold(List<Tell> tells) {
                told = tells;
                super.onTold(tells);
            }

            @Override
            public void onComplete(String speaker, String note) {
                wordings.add(new WordedTurn(
                        brief.turn(),
                        told.stream()
                                .filter(tell -> tell.kind() == Tell.Kind.TOLD)
                                .map(Tell::fact)
                                .distinct()
                                .toList(),
                        Duration.ofMillis((System.nanoTime() - asked) / 1_000_000)
                                .plus(spared.get().minus(before))));
                speakers.add(speaker);
                lastNote = note.isEmpty() ? lastNote : note;
                super.onComplete(speaker, note);
            }
        });
    }

    List<WordedTurn> wordings() {
        return List.copyOf(wordings);
    }

    /** Who worded each turn. */
    List<String> speakers() {
        return List.copyOf(speakers);
    }

    /** Why somebody stepped in last; empty where nobody did. */
    String lastNote() {
        return lastNote;
    }
}
