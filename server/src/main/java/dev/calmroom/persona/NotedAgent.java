package dev.calmroom.persona;

import dev.calmroom.transcript.Tell;
import dev.calmroom.transcript.Turn;
import java.util.List;

/** Words by another agent, and notes what each turn tells, asks and promises. */
record NotedAgent(PersonaAgent agent, Telling telling, Manner manner) implements PersonaAgent {
    @Override
    public String name() {
        return agent.name();
    }

    @Override
    public void ring() {
        agent.ring();
    }

    @Override
    public void leave() {
        agent.leave();
    }

    @Override
    public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
        StringBuilder text = new StringBuilder();
        return agent.word(brief, conversation, new WordingListener() {
            @Override
            public void onText(String piece) {
                text.append(piece);
                listener.onText(piece);
            }

            @Override
            public void onPause() {
                listener.onPause();
            }

            @Override
            public void onTold(List<Tell> tells) {
                listener.onTold(tells);
            }

            @Override
            public void onRefused(String sentence, String reason) {
                listener.onRefused(sentence, reason);
            }

            @Override
            public void onComplete(String speaker, String note) {
                listener.onTold(telling.in(text.toString(), brief, manner));
                listener.onComplete(speaker, note);
            }
        });
    }
}
