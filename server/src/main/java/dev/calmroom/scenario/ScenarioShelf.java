package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios for new sessions, as the files stand now. Looks at the files each time it is asked, reads them again only
 * when one has changed, and keeps the last good version where an edit broke something. Safe for use by several threads:
 * one looks at a time, and whoever finds another looking for long goes on with what was good last.
 */
public final class ScenarioShelf {
    private final Path prompts;
    private final ScenarioFiles files;
    private final Runnable look;
    private final Consumer<InvalidPromptsException> refused;
    private final Looking looking = new Looking();
    private final Map<String, Copy> copies = new ConcurrentHashMap<>();
    private volatile List<String> ids = List.of();
    private @Nullable List<Problem> brokenOrder;

    /** @param refused is told once of each edit that cannot be used */
    public ScenarioShelf(Path prompts, Consumer<InvalidPromptsException> refused) {
        this(prompts, () -> {}, refused);
    }

    /** @param look brings the folder up to date; called before anything is read */
    public ScenarioShelf(Path prompts, Runnable look, Consumer<InvalidPromptsException> refused) {
        this.prompts = prompts;
        this.look = look;
        this.files = new ScenarioFiles(prompts);
        this.refused = refused;
    }

    /**
     * Ids of the scenarios that there are folders for, the default first; as they last were while the file that orders
     * them cannot be used.
     *
     * @throws InvalidPromptsException when there never was a good order
     */
    public List<String> ids() {
        return looking.orElse(ids.isEmpty() ? null : ids, this::idsNow);
    }

    private List<String> idsNow() {
        look.run();
        try {
            ids = files.ids();
            brokenOrder = null;
        } catch (InvalidPromptsException e) {
            if (ids.isEmpty()) {
                throw e;
            }
            if (!e.problems().equals(brokenOrder)) {
                refused.accept(e);
            }
            brokenOrder = e.problems();
        }
        return ids;
    }

    /**
     * The scenario as it stands now, or as it last stood when its files cannot be used.
     *
     * @throws InvalidPromptsException when there never was a good version
     */
    public Scenario current(String id) {
        if (!ScenarioFiles.isId(id)) {
            // Refused with those that there are, before anything is looked at that it may name.
            return files.load(id);
        }
        Copy known = copies.get(id);
        return looking.orElse(known == null ? null : known.scenario(), () -> currentNow(id));
    }

    private Scenario currentNow(String id) {
        look.run();
        Copy known = copies.get(id);
        String stamp = stamp(id);
        if (known != null && known.stamp().equals(stamp)) {
            return known.scenario();
        }
        try {
            Scenario scenario = files.load(id);
            copies.put(id, new Copy(stamp, scenario, null));
            return scenario;
        } catch (InvalidPromptsException e) {
            if (known == null) {
                throw e;
            }
            refused.accept(e);
            copies.put(id, new Copy(stamp, known.scenario(), e));
            return known.scenario();
        }
    }

    /**
     * The scenario as it is now under these circumstances.
     *
     * @throws InvalidPromptsException when there never was a good version, or the settings cannot be used
     * @throws IllegalArgumentException when they name a setting that there is none of
     */
    public Scenario current(String id, Circumstances circumstances) {
        Scenario plain = current(id);
        return circumstances.equals(Circumstances.PLAIN) ? plain : settings().apply(plain, circumstances);
    }

    /** @throws InvalidPromptsException when the file cannot be used */
    public CallSettings settings() {
        return CallSettings.read(prompts);
    }

    /** Why the files of a scenario are not in use as they stand; empty when they are. */
    public Optional<InvalidPromptsException> trouble(String id) {
        return Optional.ofNullable(copies.get(id)).map(Copy::trouble);
    }

    /** Sizes and times of all files that a scenario can depend on: cheap to take, different after any edit. */
    private String stamp(String id) {
        StringBuilder stamp = new StringBuilder();
        stampOf(prompts.resolve("scenarios").resolve(id), stamp);
        stampOf(prompts.resolve("frameworks"), stamp);
        stampOf(prompts.resolve("hearing.yaml"), stamp);
        stampOf(prompts.resolve("shared"), stamp);
        return stamp.toString();
    }

    private static void stampOf(Path place, StringBuilder stamp) {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> found = Files.walk(place)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                stamp.append(file)
                        .append(Files.size(file))
                        .append(Files.getLastModifiedTime(file).toMillis());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + place, e);
        }
    }

    private record Copy(
            String stamp, Scenario scenario, @Nullable InvalidPromptsException trouble) {}
}
