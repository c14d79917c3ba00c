package dev.calmroom.conversation;

import dev.calmroom.log.TurnLatency;
import dev.calmroom.persona.Brief;
import dev.calmroom.transcript.Tell;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A turn of the persona as far as it has come.
 *
 * @param id one a preparation: a reply that is thrown away and prepared anew has the same turn number but another id
 * @param length of the whole, once it is complete; negative before
 * @param asked when the leader had stopped speaking (or the moment at which the persona began unasked)
 * @param murmurs the murmur with which it begins can be played, be its first word made or not
 * @param overLeader the persona cuts in: the leader's voice, which goes on, does not take the floor again
 * @param worded its words as far as they had come when it was last known what they tell
 * @param tells what it tells, asks and promises, as far as it has come
 */
record Reply(
        int id,
        Brief brief,
        List<SpokenClause> clauses,
        String speaker,
        String note,
        long length,
        Duration asked,
        TurnLatency latency,
        boolean murmurs,
        boolean overLeader,
        String worded,
        List<Tell> tells) {

    static Reply begin(int id, Brief brief, Duration asked, TurnLatency latency) {
        return new Reply(id, brief, List.of(), "", "", -1, asked, latency, false, false, "", List.of());
    }

    /** The same, said over the leader's voice and to its end. */
    Reply overLeadersVoice() {
        return new Reply(id, brief, clauses, speaker, note, length, asked, latency, murmurs, true, worded, tells);
    }

    boolean complete() {
        return length >= 0;
    }

    Reply murmuring() {
        return new Reply(id, brief, clauses, speaker, note, length, asked, latency, true, overLeader, worded, tells);
    }

    /** Whether there is something of it that can be played, or all that there will be is there. */
    boolean canBegin() {
        return murmurs || !awaitsFirstWord();
    }

    boolean awaitsFirstWord() {
        return clauses.isEmpty() && !complete();
    }

    String text() {
        return clauses.stream().map(SpokenClause::text).collect(Collectors.joining(" "));
    }

    /**
     * The part of the text that was really heard: whole clauses, then of the clause that was cut the words that had
     * been said, taking characters to be spoken evenly.
     */
    String heard(long played) {
        return clauses.stream()
                .filter(clause -> clause.start() < played)
                .map(clause -> clause.end() <= played ? clause.text() : cut(clause, played))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** The clauses that were heard within so much before now, the one that is being said as far as it has come. */
    String heardLately(long played, long within) {
        return clauses.stream()
                .filter(clause -> clause.start() < played && clause.end() > played - within)
                .map(clause -> clause.end() <= played ? clause.text() : cut(clause, played))
                .collect(Collectors.joining(" "));
    }

    /** What it told, asked and promised in the part that was heard. */
    List<Tell> tells(String heard) {
        String known = complete() ? text() : worded;
        return heard.isBlank()
                ? List.of()
                : tells.stream().filter(tell -> tell.isIn(known, heard)).toList();
    }

    private static String cut(SpokenClause clause, long played) {
        int characters =
                Math.toIntExact((played - clause.start()) * clause.text().length() / (clause.end() - clause.start()));
        int boundary = clause.text().lastIndexOf(' ', characters);
        return boundary <= 0 ? "" : clause.text().substring(0, boundary).strip();
    }

    Reply with(SpokenClause clause) {
        return new Reply(
                id,
                brief,
                Stream.concat(clauses.stream(), Stream.of(clause)).toList(),
                speaker,
                note,
                length,
                asked,
                latency,
                murmurs,
                overLeader,
                worded,
                tells);
    }

    /** A murmur may have been heard before it was known where the first word lies. */
    Reply with(SpokenClause clause, int unitsPerSecond) {
        Reply longer = with(clause);
        Duration sound = latency.firstAudioPlayed();
        return sound != null && clauses.isEmpty() ? longer.heardFrom(sound, unitsPerSecond) : longer;
    }

    /** @param sound how long after the leader had stopped its first sound was heard */
    Reply heardFrom(Duration sound, int unitsPerSecond) {
        return measured(latency.played(sound, sound.plus(lead(unitsPerSecond))));
    }

    Reply telling(String words, List<Tell> tells) {
        return new Reply(id, brief, clauses, speaker, note, length, asked, latency, murmurs, overLeader, words, tells);
    }

    Reply completed(String speaker, String note, long length, List<Tell> tells) {
        return new Reply(id, brief, clauses, speaker, note, length, asked, latency, murmurs, overLeader, worded, tells);
    }

    /** Complete with what there is of it. */
    Reply brokenOff(String reason) {
        SpokenClause last = last();
        return completed(speaker, reason, last == null ? 0 : last.end(), tells);
    }

    Reply measured(TurnLatency latency) {
        return new Reply(id, brief, clauses, speaker, note, length, asked, latency, murmurs, overLeader, worded, tells);
    }

    /** How much of the current clause is still to be played; 0 between clauses and at the end. */
    long leftOfClause(long played) {
        return clauses.stream()
                .filter(clause -> clause.start() < played && played < clause.end())
                .mapToLong(clause -> clause.end() - played)
                .findFirst()
                .orElse(0);
    }

    /** Length of the murmur and breath before the first word; zero where there is none, or no first word yet. */
    Duration lead(int unitsPerSecond) {
        return clauses.isEmpty()
                ? Duration.ZERO
                : Duration.ofMillis(clauses.getFirst().start() * 1000 / unitsPerSecond);
    }

    /**
     * Session time at which its first word was played, or will have been; null as long as the client has not said that
     * it plays, and as long as the word is not made.
     */
    @Nullable
    Duration wordsHeardSince(int unitsPerSecond) {
        Duration after = latency.firstAudioPlayed();
        return after == null || awaitsFirstWord() ? null : asked.plus(after).plus(lead(unitsPerSecond));
    }

    /** When its last clause ends, or null while there is none. */
    @Nullable
    SpokenClause last() {
        return clauses.isEmpty() ? null : clauses.getLast();
    }
}
