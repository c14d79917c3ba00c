package dev.calmroom.log;

import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.SpeakerNames;
import dev.calmroom.transcript.Transcript.Voice;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which scenario a file's call belongs to: the one that it names, else the one whose persona speaks in it. */
public final class CallScenario {
    private CallScenario() {}

    /**
     * @param scenarios all that there are, the default first
     * @param asked the scenario that somebody asks for, or null
     * @param personas whom somebody says to be the persona, by the file's names
     * @throws IllegalArgumentException when there is none, or the file belongs to another than is asked for
     */
    public static Scenario of(
            CallFile file, List<Scenario> scenarios, @Nullable String asked, Collection<String> personas) {
        if (scenarios.isEmpty()) {
            throw new IllegalArgumentException("there is no scenario to play");
        }
        String named = file.start()
                .map(RecordedCall.Start::scenario)
                .filter(id -> !id.isBlank())
                .orElse(null);
        if (named != null) {
            if (asked != null && !asked.equals(named)) {
                throw new IllegalArgumentException(
                        "the file is of a call of the scenario '%s', not '%s'".formatted(named, asked));
            }
            return byId(scenarios, named);
        }
        Scenario chosen = asked == null ? bySpeakers(file, scenarios, personas) : byId(scenarios, asked);
        refuseOtherPersona(file, scenarios, chosen, personas);
        return chosen;
    }

    /** What the persona of a scenario may be called in a file. */
    public static SpeakerNames names(Scenario scenario) {
        return SpeakerNames.of(namesOf(scenario));
    }

    private static Scenario bySpeakers(CallFile file, List<Scenario> scenarios, Collection<String> personas) {
        List<String> labels = Stream.concat(file.voices().stream().map(Voice::speaker), personas.stream())
                .toList();
        return scenarios.stream()
                .filter(scenario -> labels.stream().anyMatch(label -> isPersona(scenario, label)))
                .findFirst()
                .orElse(scenarios.getFirst());
    }

    /** Where somebody is the persona of another scenario, and nobody has said who that is here. */
    private static void refuseOtherPersona(
            CallFile file, List<Scenario> scenarios, Scenario chosen, Collection<String> said) {
        boolean own = file.voices().stream().anyMatch(voice -> isPersona(chosen, voice.speaker()));
        if (own || !said.isEmpty()) {
            return;
        }
        for (Voice voice : file.voices()) {
            List<String> others = scenarios.stream()
                    .filter(other -> isPersona(other, voice.speaker()))
                    .map(other -> other.plot().id())
                    .toList();
            if (!others.isEmpty()) {
                throw new IllegalArgumentException(
                        "line %d: «%s» is whom the leader calls in %s, not in '%s', whose persona is %s; choose that scenario, or say who plays the persona"
                                .formatted(
                                        voice.line(),
                                        voice.speaker(),
                                        others.stream().map("'%s'"::formatted).collect(Collectors.joining(" and ")),
                                        chosen.plot().id(),
                                        chosen.plot().persona().name()));
            }
        }
    }

    private static boolean isPersona(Scenario scenario, String label) {
        Plot.Profile persona = scenario.plot().persona();
        return SpeakerNames.of(Stream.of(persona.name(), persona.fullName())
                                .filter(name -> !name.isBlank())
                                .toList())
                        .side(label)
                == SpeakerNames.Side.PERSONA;
    }

    private static List<String> namesOf(Scenario scenario) {
        Plot.Profile persona = scenario.plot().persona();
        Stream<String> guests = scenario.guests().values().stream()
                .map(guest -> guest.plot().persona())
                .flatMap(guest -> Stream.of(guest.name(), guest.fullName()));
        return Stream.concat(
                        Stream.of(
                                persona.name(),
                                persona.fullName(),
                                persona.role(),
                                firstWord(persona.name()),
                                "Persona"),
                        guests)
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }

    private static String firstWord(String name) {
        String[] words = name.split(" ", -1);
        return words[0].toLowerCase(Locale.ROOT).endsWith(".") ? "" : words[0];
    }

    private static Scenario byId(List<Scenario> scenarios, String id) {
        return scenarios.stream()
                .filter(scenario -> scenario.plot().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no scenario '%s'; there are %s"
                        .formatted(
                                id, scenarios.stream().map(s -> s.plot().id()).collect(Collectors.joining(", ")))));
    }
}
