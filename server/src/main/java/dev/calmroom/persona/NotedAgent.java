package dev.calmroom.persona;

import dev.calmroom.transcript.Turn;
import java.util.List;

/** Words by another agent, and notes what each turn tells, asks and promises. */
record NotedAgent(PersonaAgent agent, Telling telling, Manner manner) implements BesideAgent {
    @Override
    public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
        return agent.word(brief, conversation, new Overhearing(listener) {
            // Whoever is interrupted now has said so much: what it tells is known with the words.
            @Override
            public void onPause() {
                onTold(telling.in(text(), brief, manner));
                super.onPause();
            }

            @Override
            public void onComplete(String speaker, String note) {
                onTold(telling.in(text(), brief, manner));
                super.onComplete(speaker, note);
            }
        });
    }
}
