package dev.calmroom.call;

import dev.calmroom.conversation.SpokenClause;

/**
 * One reply on its way to the leader's ears: made clause by clause, unheard, and played when the core says so. How long
 * something is, is told in samples, or in characters where the client speaks the words itself.
 */
interface Rendition extends AutoCloseable {

    /** Makes the next clause, and takes as long as that takes. @return the clause, and where it lies in the reply */
    SpokenClause add(String words);

    /** Nothing is added any more. @return the length of the whole */
    long complete();

    /** The client begins to hear it. */
    void play();

    /** All clauses have been shown to the client. */
    void shown();

    void hold();

    void resume();

    /** The client was away: it hears it again from here. */
    void resend(long from);

    /** Stops making and playing, at once; from any thread. */
    @Override
    void close();
}
