package dev.calmroom.persona;

import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a language model is asked for a turn: who the persona is, the conversation as far as the budget goes, and the
 * director's order. The leader's words stand between marks that they cannot contain.
 */
final class PersonaPrompt {
    private static final int CHARACTERS_A_TOKEN = 4;
    private static final double NOTABLE = 0.35;

    private final Scenario scenario;
    private final String template;
    private final int historyTokens;
    private final Set<String> authored;

    /** @param template the wording of a turn's order, with places in braces */
    PersonaPrompt(Scenario scenario, String template, int historyTokens) {
        this.scenario = scenario;
        this.template = template;
        this.historyTokens = historyTokens;
        this.authored = scenario.lines().lines().stream()
                .filter(line -> scenario.plot().act(line.act()).authored())
                .map(line -> SaidSoFar.plain(line.text()))
                .collect(Collectors.toSet());
    }

    List<ChatMessage> messages(Brief brief, List<Turn> conversation) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(scenario.personaPrompt()));
        for (Turn turn : recent(conversation, brief)) {
            messages.add(turn.isLeader() ? UserMessage.from(fenced(turn.text())) : AiMessage.from(turn.text()));
        }
        messages.add(UserMessage.from(order(brief)));
        return messages;
    }

    /**
     * The newest turns that fit, beginning with one of the leader's; the turn that is answered now comes with the
     * order.
     */
    private List<Turn> recent(List<Turn> conversation, Brief brief) {
        List<Turn> before = new ArrayList<>(conversation);
        if (!before.isEmpty()
                && before.getLast().isLeader()
                && !brief.leaderWords().isEmpty()) {
            before.removeLast();
        }
        before = withoutAuthored(before);
        int from = before.size();
        int left = historyTokens * CHARACTERS_A_TOKEN;
        while (from > 0 && left - before.get(from - 1).text().length() >= 0) {
            left -= before.get(--from).text().length();
        }
        return before.subList(from, before.size()).stream()
                .filter(turn -> !turn.text().isBlank())
                .toList();
    }

    /** What an authored line answered was no part of the call: neither goes to the model, now or later. */
    private List<Turn> withoutAuthored(List<Turn> turns) {
        List<Turn> kept = new ArrayList<>();
        for (Turn turn : turns) {
            if (!turn.isLeader() && authored.contains(SaidSoFar.plain(turn.text()))) {
                if (!kept.isEmpty() && kept.getLast().isLeader()) {
                    kept.removeLast();
                }
            } else {
                kept.add(turn);
            }
        }
        return kept;
    }

    private String order(Brief brief) {
        Plot plot = scenario.plot();
        String act = Stream.concat(Stream.of(brief.act()), brief.also().stream())
                .map(id -> plot.act(id).about())
                .collect(Collectors.joining(" "));
        String facts = brief.facts().stream()
                .flatMap(id -> plot.fact(id).stream())
                .map(Plot.Fact::statement)
                .collect(Collectors.joining(" "));
        String mood = scenario.feelings().moods().stream()
                .filter(m -> m.id().equals(brief.mood()))
                .map(EmotionRules.Mood::about)
                .collect(Collectors.joining());
        Plot.FalsePromise promise = plot.falsePromise();
        boolean promises = promise != null && promise.acts().contains(brief.act());
        return template.replace("{act}", act)
                .replace("{mood}", mood)
                .replace("{feelings}", feelings(brief))
                .replace("{facts}", promises ? facts + " " + promise.says() : facts.isEmpty() ? "-" : facts)
                .replace("{min}", String.valueOf(brief.minWords()))
                .replace("{max}", String.valueOf(brief.maxWords()))
                // Last, so that nothing in the leader's words is taken for a placeholder.
                .replace("{caller}", brief.leaderWords().isBlank() ? "" : fenced(brief.leaderWords()))
                .strip();
    }

    /** The dimensions that stand out, each by the word for its end. */
    private String feelings(Brief brief) {
        return scenario.feelings().dimensions().stream()
                .filter(d -> brief.state().dimensions().containsKey(d.id()))
                .filter(d -> Math.abs(brief.state().get(d.id()) - 0.5) >= NOTABLE / 2)
                .map(d -> brief.state().get(d.id()) > 0.5 ? d.high() : d.low())
                .collect(Collectors.joining(", "));
    }

    private static String fenced(String words) {
        return "<caller>"
                + words.replaceAll("[<>{}\\[\\]|`]+", " ")
                        .replaceAll("\\s+", " ")
                        .strip() + "</caller>";
    }
}
