package dev.calmroom.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Numbers that a measurement has chosen, a file each among the resources ({@code fitted/}), whose head names the script or
 * test that fits or measures them. Who changes one changes data, and no code.
 */
public final class FittedNumbers {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private FittedNumbers() {}

    /**
     * @param name of the file, without its ending
     * @param type has a component for each number in it, and no other
     * @throws IllegalStateException when the file lacks a number, or has one that nobody asks for
     */
    public static <T extends Record> T read(String name, Class<T> type) {
        String file = "/fitted/%s.yaml".formatted(name);
        try (InputStream in = FittedNumbers.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in this build");
            }
            return MAPPER.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (JacksonException e) {
            throw new IllegalStateException("%s: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }
}
