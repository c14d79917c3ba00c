package dev.calmroom.transcript;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Text as programs write it: UTF-8 and UTF-16 with and without a byte-order mark, and Windows-1252 where it is neither.
 * Line ends of all systems become one, and a no-break space a space.
 *
 * @param charset what it was taken for, as people call it
 */
public record TextFile(String text, String charset) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    /** The longest piece of one character that can be missing at the end of a file that was cut. */
    private static final int HALF_A_CHARACTER = 3;

    /** @throws IllegalArgumentException when these bytes are no text, with what was looked for */
    public static TextFile decode(byte[] bytes) {
        OtherFile.of(bytes).ifPresent(other -> {
            throw new IllegalArgumentException(other.refusal());
        });
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            byte[] rest = Arrays.copyOfRange(bytes, 3, bytes.length);
            return utf8(rest)
                    .map(text -> plain(text, "UTF-8"))
                    .orElseThrow(() -> new IllegalArgumentException("is marked as UTF-8 and is not UTF-8 text"));
        }
        if (starts(bytes, 0xFF, 0xFE) || starts(bytes, 0xFE, 0xFF)) {
            Charset charset = (bytes[0] & 0xFF) == 0xFF ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            return utf16(Arrays.copyOfRange(bytes, 2, bytes.length), charset);
        }
        Optional<Charset> unmarked = unmarkedUtf16(bytes);
        if (unmarked.isPresent()) {
            return utf16(bytes, unmarked.get());
        }
        return utf8(bytes)
                .map(text -> plain(text, "UTF-8"))
                .or(() -> strict(bytes, WINDOWS).map(text -> plain(text, "Windows-1252")))
                .orElseThrow(() -> new IllegalArgumentException("is neither UTF-8, UTF-16 nor Windows-1252 text"));
    }

    private static TextFile utf16(byte[] bytes, Charset charset) {
        byte[] whole = Arrays.copyOf(bytes, bytes.length / 2 * 2);
        return strict(whole, charset)
                .map(text -> plain(text, "UTF-16"))
                .orElseThrow(() -> new IllegalArgumentException("is marked as UTF-16 and is not UTF-16 text"));
    }

    /** Half of the bytes of Latin text in UTF-16 are zero, all on the same side; no other text has any. */
    private static Optional<Charset> unmarkedUtf16(byte[] bytes) {
        int looked = Math.min(bytes.length, 4_096) / 2 * 2;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < looked; i++) {
            if (bytes[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        if (odd > looked / 4 && even == 0) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return even > looked / 4 && odd == 0 ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static Optional<String> utf8(byte[] bytes) {
        for (int missing = 0; missing <= HALF_A_CHARACTER && missing <= bytes.length; missing++) {
            Optional<String> text = strict(Arrays.copyOf(bytes, bytes.length - missing), StandardCharsets.UTF_8);
            if (text.isPresent()) {
                return text;
            }
            if (missing < bytes.length && bytes[bytes.length - 1 - missing] >= 0) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static TextFile plain(String text, String charset) {
        String plain = text.replace("\r\n", "\n")
                .replaceAll("[\\r\\u0085\\u2028\\u2029\\f\\x0B]", "\n")
                .replaceAll("[\\u00A0\\u202F]", " ")
                .replaceAll("[\\uFEFF\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\u061C\\u00AD]", "");
        int line = 1;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t') {
                throw new IllegalArgumentException("is no text: line %d has a byte that no text has".formatted(line));
            }
            line += c == '\n' ? 1 : 0;
        }
        return new TextFile(plain, charset);
    }

    private static boolean starts(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
