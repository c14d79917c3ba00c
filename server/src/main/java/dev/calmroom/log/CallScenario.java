package dev.calmroom.log;

import dev.calmroom.scenario.CallSettings;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.SpeakerNames;
import dev.calmroom.transcript.Transcript.Voice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
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
        String named = named(file);
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

    /**
     * The same from a folder of prompts, as the call was held: as hard, as fast, and with what was remembered. Where the
     * file says which it is, no other is read; where that has to be found out, one that cannot be used stands in
     * nobody's way.
     *
     * @param asked the scenario that somebody asks for, or null
     * @param passedOver told of each scenario that could not be read
     * @throws InvalidPromptsException when the one that it is cannot be used
     */
    public static Scenario held(
            CallFile file,
            Path prompts,
            @Nullable String asked,
            Collection<String> personas,
            Consumer<InvalidPromptsException> passedOver) {
        ScenarioFiles files = new ScenarioFiles(prompts);
        String named = named(file);
        String wanted = named != null ? named : asked;
        List<String> ids = files.ids();
        if (wanted != null && !ids.contains(wanted)) {
            throw new IllegalArgumentException(
                    "there is no scenario '%s'; there are %s".formatted(wanted, String.join(", ", ids)));
        }
        Map<String, InvalidPromptsException> broken = new LinkedHashMap<>();
        List<Scenario> read = new ArrayList<>();
        for (String id : named != null ? List.of(named) : ids) {
            try {
                read.add(files.load(id));
            } catch (InvalidPromptsException e) {
                broken.put(id, e);
            }
        }
        InvalidPromptsException instead = broken.get(wanted != null ? wanted : ids.isEmpty() ? "" : ids.getFirst());
        if (instead != null && (wanted != null || !isSpokenIn(file, read, personas))) {
            throw instead;
        }
        broken.values().forEach(passedOver);
        Scenario chosen = of(file, read, asked, personas);
        Circumstances circumstances =
                file.start().map(RecordedCall.Start::circumstances).orElse(Circumstances.PLAIN);
        return CallSettings.held(prompts, chosen, circumstances);
    }

    /** Whether the persona of one of them speaks in it. */
    private static boolean isSpokenIn(CallFile file, List<Scenario> scenarios, Collection<String> personas) {
        return labels(file, personas).stream()
                .anyMatch(label -> scenarios.stream().anyMatch(scenario -> isPersona(scenario, label)));
    }

    private static @Nullable String named(CallFile file) {
        return file.start()
                .map(RecordedCall.Start::scenario)
                .filter(id -> !id.isBlank())
                .orElse(null);
    }

    /** What the persona of a scenario may be called in a file. */
    public static SpeakerNames names(Scenario scenario) {
        return SpeakerNames.of(namesOf(scenario));
    }

    private static Scenario bySpeakers(CallFile file, List<Scenario> scenarios, Collection<String> personas) {
        List<String> labels = labels(file, personas);
        return scenarios.stream()
                .filter(scenario -> labels.stream().anyMatch(label -> isPersona(scenario, label)))
                .findFirst()
                .orElse(scenarios.getFirst());
    }

    private static List<String> labels(CallFile file, Collection<String> personas) {
        return Stream.concat(file.voices().stream().map(Voice::speaker), personas.stream())
                .toList();
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
