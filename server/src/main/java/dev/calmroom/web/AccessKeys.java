package dev.calmroom.web;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * One key for all who may practise, and one for those who may see what others did. Whoever has entered a key holds a
 * ticket: who they are, until when, and a signature that only a server with the same key can make; so every server of a
 * database knows it, and a key that is changed ends all tickets.
 */
public final class AccessKeys {
    static final Duration LASTS = Duration.ofDays(30);
    /** Twenty letters of an alphabet of 64 are more than anybody guesses through {@link Guesses}; twelve are too. */
    public static final int SHORTEST = 12;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder WORDS = Base64.getUrlEncoder().withoutPadding();

    private final String key;
    private final String trainers;
    private final Seal ofAll;
    private final Seal ofTrainers;
    private final InstantSource clock;

    /**
     * @param key at least {@value #SHORTEST} characters
     * @param trainers the key of those who see all, as long, or empty for nobody
     */
    public AccessKeys(String key, String trainers, InstantSource clock) {
        if (key.length() < SHORTEST || (!trainers.isEmpty() && trainers.length() < SHORTEST)) {
            throw new IllegalArgumentException("an access key has at least %d characters".formatted(SHORTEST));
        }
        if (key.equals(trainers)) {
            throw new IllegalArgumentException("the trainers' key is another than everybody's");
        }
        this.key = key;
        this.trainers = trainers;
        this.ofAll = new Seal("ticket " + key);
        this.ofTrainers = new Seal("ticket " + trainers);
        this.clock = clock;
    }

    /** @return a ticket of somebody new; empty where the key is none */
    Optional<String> enter(String given) {
        if (!opens(given)) {
            return Optional.empty();
        }
        boolean trainer = Seal.same(given, trainers) && !trainers.isEmpty();
        byte[] id = new byte[12];
        RANDOM.nextBytes(id);
        String claims = "%s.%s.%d"
                .formatted(
                        WORDS.encodeToString(id),
                        trainer ? "trainer" : "learner",
                        clock.instant().plus(LASTS).getEpochSecond());
        return Optional.of(claims + "." + seal(trainer).of(claims));
    }

    /** Whether this is one of the keys. Both are compared, whichever it is: how long this takes tells nothing. */
    boolean opens(String given) {
        boolean learner = Seal.same(given, key);
        boolean trainer = Seal.same(given, trainers) && !trainers.isEmpty();
        return learner || trainer;
    }

    /** Who holds this ticket; empty where it is none of ours, or over. */
    Optional<Caller> holder(String ticket) {
        String[] parts = ticket.split("\\.", -1);
        if (parts.length != 4 || !parts[2].matches("\\d{1,12}")) {
            return Optional.empty();
        }
        boolean trainer = parts[1].equals("trainer");
        if (trainer && trainers.isEmpty()) {
            return Optional.empty();
        }
        String claims = "%s.%s.%s".formatted(parts[0], parts[1], parts[2]);
        boolean ours = seal(trainer).isOn(claims, parts[3]);
        boolean lasts = Long.parseLong(parts[2]) > clock.instant().getEpochSecond();
        return ours && lasts
                ? Optional.of(trainer ? Caller.trainer(parts[0]) : Caller.learner(parts[0]))
                : Optional.empty();
    }

    private Seal seal(boolean trainer) {
        return trainer ? ofTrainers : ofAll;
    }
}
