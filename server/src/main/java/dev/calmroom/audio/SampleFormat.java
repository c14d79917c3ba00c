package dev.calmroom.audio;

import java.io.EOFException;
import java.io.IOException;

/**
 * How the samples of a WAV file are written, from its {@code fmt} chunk.
 *
 * @param width bytes of one sample of one channel
 * @param frame bytes of one sample of all channels
 */
record SampleFormat(Code code, int channels, int rate, int width, int frame) {
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int SIXTEEN_BIT = 32_768;

    enum Code {
        WHOLE,
        FLOAT,
        MU_LAW,
        A_LAW
    }

    /** @throws IOException when it is compressed or cannot be */
    static SampleFormat of(byte[] fmt) throws IOException {
        if (fmt.length < 16) {
            throw new EOFException();
        }
        int tag = int16(fmt, 0);
        int channels = int16(fmt, 2);
        int rate = int32(fmt, 4);
        int bits = int16(fmt, 14);
        if (tag == EXTENSIBLE && fmt.length >= 26) {
            tag = int16(fmt, 24);
        }
        SoundFile.check(channels, rate);
        int width = (bits + 7) / 8;
        Code code = code(tag, width);
        int block = int16(fmt, 12);
        int frame = block >= width * channels ? block : width * channels;
        return new SampleFormat(code, channels, rate, width, frame);
    }

    private static Code code(int tag, int width) throws IOException {
        if (tag == 1 && width >= 1 && width <= 4) {
            return Code.WHOLE;
        }
        if (tag == 3 && (width == 4 || width == 8)) {
            return Code.FLOAT;
        }
        if (tag == 7 && width == 1) {
            return Code.MU_LAW;
        }
        if (tag == 6 && width == 1) {
            return Code.A_LAW;
        }
        throw new IOException("its sound is compressed (format %d, %d bits); convert it to an uncompressed WAV"
                .formatted(tag, 8 * width));
    }

    /** One sample as 16 bits. */
    short sample(byte[] bytes, int at) {
        return switch (code) {
            case WHOLE -> whole(bytes, at);
            case FLOAT -> {
                double value = width == 4
                        ? Float.intBitsToFloat(int32(bytes, at))
                        : Double.longBitsToDouble(
                                Integer.toUnsignedLong(int32(bytes, at)) | ((long) int32(bytes, at + 4) << 32));
                yield (short) Math.clamp(Math.round(value * SIXTEEN_BIT), Short.MIN_VALUE, Short.MAX_VALUE);
            }
            case MU_LAW -> muLaw(bytes[at]);
            case A_LAW -> aLaw(bytes[at]);
        };
    }

    private short whole(byte[] bytes, int at) {
        if (width == 1) {
            return (short) (((bytes[at] & 0xFF) - 128) << 8);
        }
        // The two bytes that weigh most: the rest is below what 16 bits can tell.
        return (short) ((bytes[at + width - 1] << 8) | (bytes[at + width - 2] & 0xFF));
    }

    /** ITU-T G.711. */
    private static short muLaw(byte coded) {
        int value = ~coded & 0xFF;
        int magnitude = ((((value & 0x0F) << 3) + 0x84) << ((value & 0x70) >> 4)) - 0x84;
        return (short) ((value & 0x80) != 0 ? -magnitude : magnitude);
    }

    /** ITU-T G.711. */
    private static short aLaw(byte coded) {
        int value = coded ^ 0x55;
        int exponent = (value & 0x70) >> 4;
        int magnitude = (value & 0x0F) << 4;
        magnitude = exponent == 0 ? magnitude + 8 : (magnitude + 0x108) << (exponent - 1);
        return (short) ((value & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static int int16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
    }

    static int int32(byte[] bytes, int at) {
        return int16(bytes, at) | (int16(bytes, at + 2) << 16);
    }
}
