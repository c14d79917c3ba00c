package dev.calmroom.cli;

import dev.calmroom.authoring.Drafting;
import dev.calmroom.authoring.Proposals;
import dev.calmroom.authoring.Proposals.Proposal;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a language model propose what a sheet does not have yet. */
@Command(
        name = "draft",
        description = {
            "Let the configured language model propose facts for a scenario's sheet, with questions and lines, from a text.",
            "They are marked as proposed, and no call knows them, until --accept takes them."
        },
        mixinStandardHelpOptions = true)
final class Draft implements Callable<Integer> {
    private static final long LONGEST = 40_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The scenario's id; it is on one sheet.")
    private String name = "";

    @Option(names = "--from", paramLabel = "FILE", description = "A text about the situation.")
    private @Nullable Path from;

    @Option(
            names = "--accept",
            paramLabel = "N",
            split = ",",
            description = "Numbers of proposals that are written onto the sheet.")
    private List<Integer> accepted = List.of();

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Override
    public Integer call() throws IOException {
        Path folder = prompts.path().resolve("scenarios").resolve(name);
        Scenario scenario = new ScenarioFiles(prompts.path()).load(name);
        if (!Files.exists(folder.resolve("sheet.yaml"))) {
            throw new IllegalArgumentException(
                    "%s: is not on one sheet; its files are written by hand".formatted(folder));
        }
        Proposals proposals = new Proposals(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (!accepted.isEmpty()) {
            proposals
                    .accept(accepted, () -> new ScenarioFiles(prompts.path()).load(name))
                    .forEach(it -> out.printf("%s: on the sheet%n", it.id()));
        } else if (from != null) {
            propose(proposals, scenario, from);
        }
        List<Proposal> waiting = proposals.waiting();
        for (int i = 0; i < waiting.size(); i++) {
            Proposal it = waiting.get(i);
            out.printf("%d proposed: %s%n   «%s» asked for by: %s%n", i + 1, it.statement(), it.says(), it.asks());
        }
        if (waiting.isEmpty() && accepted.isEmpty()) {
            out.println("Nothing is proposed. --from FILE asks the model.");
        }
        out.flush();
        return 0;
    }

    private void propose(Proposals proposals, Scenario scenario, Path text) throws IOException {
        if (Files.size(text) > LONGEST) {
            throw new IllegalArgumentException("%s: is longer than %d characters".formatted(text, LONGEST));
        }
        LanguageModel model = LanguageModels.connect(
                        ModelSettings.from(System.getenv()::get).unhurried())
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "no language model is configured, so nothing is proposed; set CALMROOM_LLM_BASE_URL and"
                                        + " CALMROOM_LLM_MODEL, or write the sheet by hand: every part has a default that works"));
        spec.commandLine().getErr().printf("%s is asked; that may take a minute%n", model.name());
        spec.commandLine().getErr().flush();
        Set<String> taken = Stream.concat(
                        scenario.plot().facts().stream().map(Knowledge.Fact::id),
                        proposals.waiting().stream().map(Proposal::id))
                .collect(Collectors.toSet());
        List<Proposal> found = new Drafting(
                        model, Files.readString(prompts.path().resolve("shared").resolve("draft.md")))
                .propose(Files.readString(text), taken);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("%s proposed nothing that can be used".formatted(model.name()));
        }
        proposals.add(found, model.name());
    }
}
