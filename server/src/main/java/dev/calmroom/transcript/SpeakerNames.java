package dev.calmroom.transcript;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the two sides are called in a file, and who else speaks in it. Compared without regard to case, accents, and what
 * stands behind a name in brackets or after a comma («Anna Weber (CEO)», «Anna Weber, Acme»).
 */
public final class SpeakerNames {
    private static final String LEADER = "Leader";

    private final List<String> persona;
    private final Set<String> leaders;
    private final Set<String> personas;
    private final Set<String> neither;

    private SpeakerNames(List<String> persona, Set<String> leaders, Set<String> personas, Set<String> neither) {
        this.persona = persona;
        this.leaders = leaders;
        this.personas = personas;
        this.neither = neither;
    }

    /**
     * The leader is called leader.
     *
     * @param persona what the other side may be called, what it is called most first; blank names are passed over
     */
    public static SpeakerNames of(List<String> persona) {
        List<String> named = persona.stream().filter(name -> !name.isBlank()).toList();
        return new SpeakerNames(named, keys(List.of(LEADER)), keys(named), Set.of());
    }

    /**
     * The same, with what somebody who knows the file says.
     *
     * @param neither who speaks in it and is neither side; these lines are left out
     * @throws IllegalArgumentException when a name is said to be two
     */
    public SpeakerNames with(Collection<String> leader, Collection<String> other, Collection<String> neither) {
        List<Set<String>> sides = List.of(keys(leader), keys(other), keys(neither));
        long different = sides.stream().flatMap(Set::stream).distinct().count();
        if (different < sides.stream().mapToInt(Set::size).sum()) {
            throw new IllegalArgumentException("the same name is given for two sides; each speaker is one of them");
        }
        Set<String> said = sides.stream().flatMap(Set::stream).collect(Collectors.toSet());
        return new SpeakerNames(
                persona,
                joined(without(leaders, said), sides.get(0)),
                joined(without(personas, said), sides.get(1)),
                joined(this.neither, sides.get(2)));
    }

    /** Which side a speaker is. */
    public enum Side {
        LEADER,
        PERSONA,
        NEITHER,
        UNKNOWN
    }

    public Side side(String label) {
        return Stream.of(key(label), bare(label))
                .map(this::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Side.UNKNOWN);
    }

    private Optional<Side> known(String key) {
        if (leaders.contains(key)) {
            return Optional.of(Side.LEADER);
        }
        if (personas.contains(key)) {
            return Optional.of(Side.PERSONA);
        }
        return neither.contains(key) ? Optional.of(Side.NEITHER) : Optional.empty();
    }

    /** The labels that are expected, for messages. */
    String expected() {
        return "«%s: …»".formatted(LEADER) + (persona.isEmpty() ? "" : " or «%s: …»".formatted(persona.getFirst()));
    }

    String persona() {
        return persona.isEmpty() ? "the persona" : persona.getFirst();
    }

    private static Set<String> keys(Collection<String> names) {
        return names.stream().filter(n -> !n.isBlank()).map(SpeakerNames::key).collect(Collectors.toSet());
    }

    private static Set<String> joined(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    private static Set<String> without(Set<String> names, Set<String> gone) {
        return names.stream().filter(n -> !gone.contains(n)).collect(Collectors.toSet());
    }

    static String key(String label) {
        String plain = Normalizer.normalize(label, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ");
        return plain.strip();
    }

    /** The name without what is said about it. */
    private static String bare(String label) {
        return key(Arrays.stream(label.split("\\s*[(\\[,|/]|\\s+[-–—]\\s+", -1))
                .filter(part -> !part.isBlank())
                .findFirst()
                .orElse(label));
    }
}
