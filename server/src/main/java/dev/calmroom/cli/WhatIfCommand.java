package dev.calmroom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What would have become of a past call with one line said otherwise. */
@Command(
        name = "whatif",
        description =
                "Say one line of a past call otherwise, let the same later lines follow, and see what becomes of it.",
        mixinStandardHelpOptions = true)
final class WhatIfCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SESSION:TURN", description = "The leader's turn that is said otherwise.")
    private String turn = "";

    @Parameters(index = "1", paramLabel = "WORDS", description = "What is said in it instead.")
    private String words = "";

    @Option(names = "--url", defaultValue = "http://localhost:8080", description = "The service (${DEFAULT-VALUE}).")
    private URI url = URI.create("http://localhost:8080");

    @Option(names = "--json", description = "Print the service's answer.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PastCall past = PastCall.of(turn);
        String question = JsonMapper.builder().build().writeValueAsString(Map.of("turn", past.turn(), "text", words));
        JsonNode answer = past.post(url, "/what-if", question);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer);
        } else {
            print(answer, out);
        }
        out.flush();
        return 0;
    }

    private static void print(JsonNode answer, PrintWriter out) {
        out.printf("as said    %s%n", answer.path("said").asString(""));
        way(answer.path("then"), out);
        out.printf("instead    %s%n", answer.path("instead").asString(""));
        way(answer.path("now"), out);
        out.println(
                answer.path("parts").isString()
                        ? "The two part in what was %s."
                                .formatted(answer.path("parts").asString())
                        : "Nothing becomes other by it.");
        out.println("From there on the understudy plays both again, each line at the time at which it was said.");
        if (!answer.path("asItWas").asBoolean(true)) {
            out.println(cameTo(answer));
        }
        if (!answer.path("faithful").asBoolean(true)) {
            out.println("The prompts have changed since that call: it is played as the persona is now.");
        }
    }

    private static String cameTo(JsonNode answer) {
        JsonNode ended = answer.path("ended");
        String alike = answer.path("then").path("ending").path("id").asString("none");
        return ended.path("id").asString("").equals(alike)
                ? "The call itself ended alike, with other feelings."
                : "The call itself came to something else: "
                        + ended.path("text").asString("it never ended");
    }

    private static void way(JsonNode play, PrintWriter out) {
        JsonNode curve = play.path("curve");
        StringBuilder state = new StringBuilder();
        curve.path(curve.size() - 1)
                .path("state")
                .properties()
                .forEach(e -> state.append(
                        " %s %.0f".formatted(e.getKey(), 100 * e.getValue().asDouble())));
        out.printf("           score %d, at the end%s%n", play.path("score").asInt(), state);
        out.printf("           %s%n", play.path("ending").path("text").asString("no ending"));
    }
}
