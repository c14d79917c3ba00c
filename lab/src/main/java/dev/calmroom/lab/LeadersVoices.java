package dev.calmroom.lab;

import dev.calmroom.synthesis.VoiceCatalogue;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.synthesis.VoiceStore;
import java.util.List;
import picocli.CommandLine.Option;

/** Who speaks where it is measured what is heard. */
final class LeadersVoices {
    @Option(
            names = "--voices",
            split = ",",
            required = true,
            paramLabel = "NAME",
            description =
                    "Whose voices, with commas: installed ones, freetts, or programs of the machine: 'flite slt'.")
    private List<String> names = List.of();

    List<String> names() {
        return names;
    }

    /** The voices that are here; one that cannot be loaded ends the measurement. */
    static VoiceChoice installed(VoiceStore store) {
        return new VoiceChoice(store, VoiceCatalogue.builtIn(), trouble -> {
            throw trouble;
        });
    }
}
