package dev.calmroom.cli;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.caller.Phone;
import dev.calmroom.caller.Playback;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.protocol.ToClient;
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
 */
record CallReport(
        String session,
        String persona,
        List<Exchange> turns,
        AudioClip voice,
        @Nullable Integer score) {

    /**
     * @param leader what was heard of the leader
     * @param persona what was heard of the persona after it
     * @param voiceToVoice milliseconds from the last sound of the leader's speech to the arrival of the persona's first
     *     sample; null where the persona did not answer or the leader was speaking (either of them cut in)
     */
    record Exchange(String leader, String persona, @Nullable Long voiceToVoice) {}

    static CallReport of(Phone phone) {
        ToClient.Welcome welcome = phone.welcome().orElseThrow();
        List<Exchange> turns = new ArrayList<>();
        Integer score = null;
        String leader = "";
        for (SessionEvent event : phone.events(SessionEvent.class)) {
            if (event instanceof SessionEvent.LeaderSpoke spoke) {
                if (!leader.isEmpty()) {
                    turns.add(new Exchange(leader, "", null));
                }
                leader = spoke.text();
            } else if (event instanceof SessionEvent.PersonaSpoke spoke) {
                Long latency =
                        leader.isEmpty() ? null : latency(phone, spoke.turn()).orElse(null);
                turns.add(new Exchange(leader, spoke.heard(), latency));
                leader = "";
            } else if (event instanceof SessionEvent.SessionGraded graded) {
                score = graded.scorecard().score();
            }
        }
        if (!leader.isEmpty()) {
            turns.add(new Exchange(leader, "", null));
        }
        return new CallReport(welcome.session(), welcome.scenario().persona().name(), turns, voice(phone), score);
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
            exchanges
                    .addObject()
                    .put("leader", exchange.leader())
                    .put(persona.toLowerCase(Locale.ROOT), exchange.persona())
                    .put("voiceToVoiceMs", exchange.voiceToVoice());
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
                text.append(exchange.voiceToVoice() == null ? "\n" : "   (%d ms)%n".formatted(exchange.voiceToVoice()));
            }
        }
        return text.append(score == null ? "Not graded." : "Score: " + score + " of 100")
                .toString();
    }
}
