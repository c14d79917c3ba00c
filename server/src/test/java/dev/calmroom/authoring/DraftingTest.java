package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.authoring.Proposals.Proposal;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.language.ScriptedModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model proposes; what it proposes is nothing before the author takes it. */
@NullMarked
class DraftingTest {
    private static final String ANSWER = """
            Sure! Here are some facts:

            fact: the-cold-store
            statement: The cold store failed at "four" in the morning.
            asks: When did it fail? | what happened to the cold store
            says: It went at four, before anybody was in.

            fact: the-key
            statement: This one is on the sheet already.
            asks: Who has it?
            says: I have it.

            fact: No name
            statement: A name with a blank.
            asks: Why?
            says: No.

            fact: half-of-it
            statement: No question and no line.
            """;

    @TempDir
    private Path folder;

    @Test
    void onlyWhatIsWholeAndNewIsProposed() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            stream.open("text/event-stream").openAi(ANSWER);
            stream.openAiEnd();
        })) {
            List<Proposal> found =
                    new Drafting(model(server), "Propose facts.").propose("A fishmonger.", Set.of("the-key"));

            assertThat(found).extracting(Proposal::id).containsExactly("the-cold-store");
            assertThat(found.getFirst().asks()).hasSize(2);
            assertThat(server.requests.getFirst()).contains("A fishmonger.").contains("the-key");
        }
    }

    @Test
    void whatIsAcceptedStandsOnTheSheetAndIsProposedNoMore() throws IOException {
        Path sheet = Files.writeString(
                folder.resolve("sheet.yaml"), "id: fish\nfacts:\n  - { id: the-key, statement: x }\n");
        Proposals proposals = new Proposals(folder);
        proposals.add(Proposals.in(ANSWER, Set.of()), "tiny");
        assertThat(proposals.waiting()).hasSize(2);
        assertThat(Files.readString(sheet)).doesNotContain("cold-store");

        proposals.accept(List.of(1), () -> {});

        assertThat(Files.readString(sheet))
                .contains("- id: the-cold-store")
                .contains("failed at 'four' in the morning.")
                .contains("id: the-key");
        assertThat(proposals.waiting()).extracting(Proposal::id).containsExactly("the-key");
        assertThatThrownBy(() -> proposals.accept(List.of(7), () -> {})).hasMessageContaining("there is no proposal 7");
    }

    @Test
    void aSheetThatWouldNotBeGoodStaysAsItWasAndSoDoWhatIsProposed() throws IOException {
        String before = "id: fish\nfacts:\n  - { id: the-key, statement: x }\n";
        Path sheet = Files.writeString(folder.resolve("sheet.yaml"), before);
        Proposals proposals = new Proposals(folder);
        proposals.add(Proposals.in(ANSWER, Set.of()), "tiny");

        assertThatThrownBy(() -> proposals.accept(List.of(1), () -> {
                    throw new IllegalStateException("not good: " + sheet);
                }))
                .hasMessageContaining("not good");

        assertThat(sheet).hasContent(before);
        assertThat(proposals.waiting()).hasSize(2);
    }

    @Test
    void aSecondDraftLeavesWhatStillWaits() throws Exception {
        Proposals proposals = new Proposals(folder);
        proposals.add(Proposals.in(ANSWER, Set.of()), "tiny");
        List<Proposal> first = proposals.waiting();
        String more = "fact: the-van\nstatement: The van is out.\nasks: Where is the van?\nsays: It is out.\n";

        proposals.add(Proposals.in(more + ANSWER.replace("at \"four\"", "at five"), Set.of()), "other");

        assertThat(proposals.waiting())
                .as("what waited stays as it was, and first")
                .startsWith(first.toArray(Proposal[]::new))
                .hasSize(first.size() + 1)
                .last()
                .extracting(Proposal::id)
                .isEqualTo("the-van");
    }

    private static LanguageModel model(ScriptedModelServer server) {
        Map<String, String> set = Map.of(
                "CALMROOM_LLM_PROVIDER", "openai",
                "CALMROOM_LLM_BASE_URL", server.url() + "/v1",
                "CALMROOM_LLM_MODEL", "stub");
        return LanguageModels.connect(ModelSettings.from(set::get).unhurried()).orElseThrow();
    }
}
