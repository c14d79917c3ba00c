package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What an author has left out of a sheet and will miss in the call: it can be played all the same. */
final class SheetSlips {
    private static final Pattern DIGITS = Pattern.compile("\\d");

    private final PromptFile sheet;

    SheetSlips(PromptFile sheet) {
        this.sheet = sheet;
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (!sheet.tree().path("options").isEmpty()
                && sheet.tree().path("decides").isEmpty()) {
            problems.add(
                    sheet.problem(
                            "/options",
                            "no move decides for one of them, so that no decision is heard; expected moves of the framework under 'decides'"));
        }
        int index = 0;
        for (JsonNode fact : sheet.tree().path("facts").values()) {
            if (!fact.has("says")
                    && DIGITS.matcher(fact.path("statement").asString("")).find()) {
                problems.add(sheet.problem(
                        "/facts/%d/statement".formatted(index),
                        "is said as it stands, with its digits; expected 'says' with the figures as words"));
            }
            index++;
        }
        return problems;
    }
}
