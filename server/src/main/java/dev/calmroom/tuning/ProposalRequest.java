package dev.calmroom.tuning;

import dev.calmroom.checks.CheckResult;
import dev.calmroom.checks.CheckResult.Miss;
import dev.calmroom.checks.CheckResult.Outcome;
import dev.calmroom.checks.ExaminedCall;
import dev.calmroom.scenario.ConditionPart;
import dev.calmroom.scenario.PromptFile;
import dev.calmroom.tuning.Proposing.Proposal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a language model is told that is to propose an edit: the file, what does not hold with calls that show it, what
 * holds and may not be lost, and what was tried. A call is told once, whatever else it shows.
 */
final class ProposalRequest {
    private static final int MISSES = 2;
    /** So many calls with all that moved the persona are some thousand tokens. */
    private static final int CALLS = 4;

    private final Proof now;
    private final String file;
    private final String text;
    private final PromptFile plot;
    private final Set<ExaminedCall.Place> told = new HashSet<>();

    /** @param plot says what an ending asks for */
    ProposalRequest(Proof now, String file, String text, PromptFile plot) {
        this.now = now;
        this.file = file;
        this.text = text;
        this.plot = plot;
    }

    /** @param template with {@code {file}}, {@code {failed}}, {@code {held}}, {@code {tried}} and {@code {text}} in it */
    String fill(String template, List<Proposal> before) {
        // The file last: what it says in braces is its own.
        return template.replace("{file}", file)
                .replace("{failed}", failed())
                .replace("{held}", held())
                .replace("{tried}", before.isEmpty() ? "nothing yet" : tried(before))
                .replace("{text}", text);
    }

    private List<CheckResult> with(Outcome outcome) {
        return now.pairs().stream()
                .map(Proof.Pair::after)
                .filter(result -> result.outcome() == outcome)
                .toList();
    }

    private String held() {
        String held = with(Outcome.PASSED).stream()
                .map(result -> "- " + sentence(result))
                .distinct()
                .collect(Collectors.joining("\n"));
        return held.isEmpty() ? "nothing" : held;
    }

    private String failed() {
        return with(Outcome.FAILED).stream().map(this::failed).collect(Collectors.joining("\n"));
    }

    private static String sentence(CheckResult result) {
        List<String> leaders = result.check().scope().leaders();
        return leaders.isEmpty()
                ? result.check().text()
                : "%s, called by %s".formatted(result.check().text(), String.join(" or ", leaders));
    }

    private String failed(CheckResult result) {
        StringBuilder failed = new StringBuilder("- %s (%s)%n".formatted(sentence(result), result.finding()));
        result.check().endings().forEach(ending -> failed.append(wants(ending)));
        for (Miss miss : result.misses().stream().limit(MISSES).toList()) {
            failed.append("  The leader %s, call %d%s: %s%n"
                    .formatted(
                            miss.place().leader(),
                            miss.place().seed(),
                            miss.turn() == 0 ? "" : ", turn " + miss.turn(),
                            miss.because()));
            now.findings().played().calls().stream()
                    .filter(call -> call.place().equals(miss.place()))
                    .findFirst()
                    .ifPresent(call -> failed.append(course(call)));
        }
        return failed.toString();
    }

    private String wants(String ending) {
        JsonNode endings = plot.tree().path("endings");
        for (JsonNode one : endings.values()) {
            if (one.path("id").asString("").equals(ending)) {
                String parts = ConditionPart.of(one.path("when")).stream()
                        .map(ConditionPart::text)
                        .collect(Collectors.joining("; "));
                return "  %s is how it ends with: %s%n".formatted(ending, parts.isEmpty() ? "no other ending" : parts);
            }
        }
        return "";
    }

    private String course(ExaminedCall call) {
        if (told.contains(call.place())) {
            return "    (told above)%n".formatted();
        }
        if (told.size() == CALLS) {
            return "";
        }
        told.add(call.place());
        return CallCourse.of(call).indent(4);
    }

    private static String tried(List<Proposal> before) {
        return before.stream()
                .map(it ->
                        "- %s%s -> %s".formatted(it.why().isEmpty() ? "An edit" : it.why(), changes(it), it.verdict()))
                .collect(Collectors.joining("\n"));
    }

    private static String changes(Proposal proposal) {
        return proposal.changes().stream()
                .map(change -> "%n    «%s» became «%s»".formatted(change.find(), change.replace()))
                .collect(Collectors.joining());
    }
}
