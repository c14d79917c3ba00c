package dev.calmroom.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Put on what is given to a browser, so that it comes back as it was: only who knows the secret can make it. */
final class Seal {
    private static final Base64.Encoder WORDS = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;

    /** @param secret of this purpose alone: what is sealed for another is not taken for it */
    Seal(String secret) {
        key = new SecretKeySpec(digest(secret), "HmacSHA256");
    }

    String of(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return WORDS.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    boolean isOn(String text, String seal) {
        return same(seal, of(text));
    }

    /** In a time that does not depend on how much of it is right. */
    static boolean same(String given, String expected) {
        return MessageDigest.isEqual(digest(given), digest(expected));
    }

    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
