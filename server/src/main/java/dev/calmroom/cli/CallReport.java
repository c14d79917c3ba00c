package dev.calmroom.cli;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.caller.Phone;
import dev.calmroom.caller.Playback;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.persona.Understudy;
import dev.calmroom.protocol.ToClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller's call came to.
 *
 * @param voice what the persona said, turn after turn
 * @param worded how much of it a language model worded, and how soon; empty where none is configured
 */
record CallReport(
        String session,
        String persona,
        List<Exchange> turns,
        AudioClip voice,
        @Nullable Integer score,
        Optional<String> worded) {

    /**
     * @param leader what was heard of the leader
     * @param persona what was heard of the persona after it
     * @param voiceToVoice milliseconds from the last sound of the leader's speech to the arrival of the persona's first
     *     sample; null where the persona did not answer or the leader was speaking (either of them cut in)
     * @param said who worded it, how soon and why; null where the persona did not answer
     */
    record Exchange(
            String leader,
            String persona,
            @Nullable Long voiceToVoice,
            @Nullable PersonaSpoke said) {
        static Exchange unanswered(String leader) {
            return new Exchange(leader, "", null, null);
        }

        /** Milliseconds from the end of the leader's turn to the first words that were there to be spoken. */
        @Nullable
        Long firstWord() {
            PersonaSpoke spoke = said;
            Duration took = spoke == null ? null : spoke.latency().firstWord();
            return took == null ? null : took.toMillis();
        }

        /** What stands in brackets behind the words; empty where nothing is known. */
        String details(boolean byModel) {
            List<String> details = new ArrayList<>();
            if (voiceToVoice != null) {
                details.add("%d ms".formatted(voiceToVoice));
            }
            PersonaSpoke spoke = said;
            if (byModel && spoke != null) {
                details.add("worded by " + spoke.speaker());
                Long first = firstWord();
                if (first != null) {
                    details.add("first word after %d ms".formatted(first));
                }
                if (!spoke.note().isEmpty()) {
                    details.add(spoke.note());
                }
            }
            return String.join(", ", details);
        }
    }

    static CallReport of(Phone phone) {
        ToClient.Welcome welcome = phone.welcome().orElseThrow();
        List<Exchange> turns = new ArrayList<>();
        Integer score = null;
        String leader = "";
        WordedTurns worded =
                new WordedTurns(spoke -> Optional.ofNullable(spoke.latency().firstWord()));
        for (SessionEvent event : phone.events(SessionEvent.class)) {
            worded.accept(event);
            if (event instanceof SessionEvent.LeaderSpoke spoke) {
                if (!leader.isEmpty()) {
                    turns.add(Exchange.unanswered(leader));
                }
                leader = spoke.text();
            } else if (event instanceof PersonaSpoke spoke) {
                Long latency =
                        leader.isEmpty() ? null : latency(phone, spoke.turn()).orElse(null);
                turns.add(new Exchange(leader, spoke.heard(), latency, spoke));
                leader = "";
            } else if (event instanceof SessionEvent.SessionGraded graded) {
                score = graded.scorecard().score();
            }
        }
        if (!leader.isEmpty()) {
            turns.add(Exchange.unanswered(leader));
        }
        boolean byModel = !welcome.engines().persona().equals(Understudy.NAME);
        return new CallReport(
                welcome.session(),
                welcome.scenario().persona().name(),
                turns,
                voice(phone),
                score,
                byModel ? Optional.of(worded.line()) : Optional.empty());
    }

    private static AudioClip voice(Phone phone) {
        List<AudioClip> clips = phone.playbacks().stream().map(Playback::clip).toList();
        return clips.isEmpty() ? new AudioClip(new short[0], AudioClip.SPEECH_RATE) : AudioClip.concat(clips);
    }

    /** From the end of whatever the leader said last before the persona began. */
    private static Optional<Long> latency(Phone phone, int turn) {
        Optional<Long> began = phone.playbacks().stream()
                .filter(playback -> playback.turn() == turn && playback.firstArrival() != 0)
                .map(Playback::firstArrival)
                .findFirst();
        return began.flatMap(at -> phone.spoken().stream()
                .map(Phone.SpokenClip::ended)
                .filter(ended -> ended != 0 && ended <= at)
                .max(Long::compare)
                .map(ended -> (at - ended) / 1_000_000));
    }

    String json() {
        ObjectNode report = JsonMapper.builder().build().createObjectNode();
        report.put("session", session);
        ArrayNode exchanges = report.putArray("turns");
        for (Exchange exchange : turns) {
            ObjectNode turn = exchanges
                    .addObject()
                    .put("leader", exchange.leader())
                    .put(persona.toLowerCase(Locale.ROOT), exchange.persona())
                    .put("voiceToVoiceMs", exchange.voiceToVoice());
            PersonaSpoke said = exchange.said();
            if (said != null) {
                turn.put("wordedBy", said.speaker())
                        .put("firstWordMs", exchange.firstWord())
                        .put("note", said.note());
            }
        }
        report.put("score", score);
        return report.toString();
    }

    String text() {
        StringBuilder text = new StringBuilder("Session " + session + "\n");
        for (Exchange exchange : turns) {
            if (!exchange.leader().isEmpty()) {
                text.append("Leader: ").append(exchange.leader()).append('\n');
            }
            if (!exchange.persona().isEmpty()) {
                text.append(persona).append(": ").append(exchange.persona());
                String details = exchange.details(worded.isPresent());
                text.append(details.isEmpty() ? "\n" : "   (%s)%n".formatted(details));
            }
        }
        worded.ifPresent(line -> text.append(line).append('\n'));
        return text.append(score == null ? "Not graded." : "Score: " + score + " of 100")
                .toString();
    }
}
