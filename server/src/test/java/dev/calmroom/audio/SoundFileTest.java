package dev.calmroom.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One sentence in every form of WAV that programs write: the same samples come out. */
class SoundFileTest {
    private static final byte[] WHOLE_NUMBERS = HexFormat.of().parseHex("0100000000001000800000aa00389b71");
    private static final int UNKNOWN = 0xFFFF_FFFF;

    private final AudioClip sentence = Wav.read(Path.of("src/test/resources/speech/slt-1.wav"));
    private final short[] samples = sentence.samples();
    private final int rate = sentence.sampleRate();
    private final byte[] pcm = Wav.littleEndian(samples);

    SoundFileTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(ints = {UNKNOWN, 0x7FFF_FFFF - 36, 0})
    void aSizeThatWasNotKnownIsTheRestOfTheFile(int size) throws IOException {
        byte[] streamed = riff(chunk("fmt ", fmt(1, 1, 16, new byte[0])), chunk("data", pcm, size));

        assertThat(read(streamed).mono()).isEqualTo(sentence);
    }

    @Test
    void aFileThatWasCutGivesWhatIsThereAndSaysSo() throws IOException {
        byte[] whole = riff(chunk("fmt ", fmt(1, 1, 16, new byte[0])), chunk("data", pcm));

        SoundFile half = read(Arrays.copyOf(whole, 44 + pcm.length / 2));

        assertThat(half.mono()).isEqualTo(sentence.slice(0, half.mono().length()));
        assertThat(half.mono().length()).isBetween(samples.length / 2 - 1, samples.length / 2);
        assertThat(half.isCutShort()).isTrue();
        assertThat(read(whole).isCutShort()).isFalse();
    }

    @Test
    void chunksBeforeTheFormatAndOddOnesArePassedOver() throws IOException {
        byte[] odd = riff(
                chunk("bext", new byte[9_001]),
                chunk("fmt ", fmt(1, 1, 16, new byte[0])),
                chunk("LIST", "INFOISFT\3\0\0\0abc".getBytes(StandardCharsets.ISO_8859_1)),
                chunk("data", pcm));
        byte[] unpadded = riff(
                chunk("fmt ", fmt(1, 1, 16, new byte[0])),
                bytes(out -> put(out, "junk", 3, new byte[] {1, 2, 3})),
                chunk("data", pcm));

        assertThat(read(odd).mono()).isEqualTo(sentence);
        assertThat(read(unpadded).mono()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({"1,24", "1,32", "3,32", "3,64", "0xFFFE,24"})
    void wholeAndFloatSamplesOfAnyWidthAreTheSame(String format, int bits) throws IOException {
        int tag = Integer.decode(format);
        ByteBuffer data = ByteBuffer.allocate(samples.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        BiConsumer<ByteBuffer, Short> write = tag == 3
                ? bits == 32 ? (b, s) -> b.putFloat(s / 32768f) : (b, s) -> b.putDouble(s / 32768.0)
                : bits == 32
                        ? (b, s) -> b.putInt(s << 16)
                        : (b, s) -> b.put((byte) 0).putShort(s);
        for (short sample : samples) {
            write.accept(data, sample);
        }
        byte[] extra = tag == 0xFFFE
                ? bytes(out -> out.put(ByteBuffer.allocate(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putShort((short) 22)
                                .putShort((short) 24)
                                .putInt(3)
                                .array())
                        .put(WHOLE_NUMBERS))
                : new byte[0];

        assertThat(read(riff(chunk("fmt ", fmt(tag, 1, bits, extra)), chunk("data", data.array())))
                        .mono())
                .isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "7,0x00,-32124",
        "7,0x80,32124",
        "7,0xFF,0",
        "7,0x0F,-16764",
        "6,0x2A,-32256",
        "6,0xAA,32256",
        "6,0xD5,8"
    })
    void telephoneSoundIsRead(int tag, String coded, short value) throws IOException {
        byte[] data = {Integer.decode(coded).byteValue(), Integer.decode(coded).byteValue()};

        assertThat(read(riff(chunk("fmt ", fmt(tag, 1, 8, new byte[0])), chunk("data", data)))
                        .mono()
                        .samples())
                .containsOnly(value);
    }

    @Test
    void twoChannelsAreTwoSounds() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(samples.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) {
            data.putShort(sample).putShort((short) 0);
        }

        SoundFile file = read(riff(chunk("fmt ", fmt(1, 2, 16, new byte[0])), chunk("data", data.array())));

        assertThat(file.channels()).hasSize(2);
        assertThat(file.channels().getFirst()).isEqualTo(sentence);
        assertThat(file.channels().getLast().samples()).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "494433030000000000000000           | is no MP3 file: it has no frame of sound",
                "FFFB9064000000000000000000         | no MP3 file",
                "0000001C66747970 4D344120          | an M4A or MP4 file",
                "1A45DFA3 0100000000000000          | a WebM or Matroska file",
                "4F676753 0002000000000000          | an Ogg file",
                "664C6143 0000002200000000          | a FLAC file",
                "FFF15080 03A1FC21                  | is an AAC file; WAV, MP3, WebM and Ogg with Opus can be read. Convert it",
                "FFF95080 03A1FC21                  | is an AAC file",
                "3026B275 8E66CF11                  | is a WMA or WMV file",
                "52494646 24000000 41564920         | is an AVI file",
                "62757920 6D696C6B                  | no sound file that is known",
                "52494646 24000000 57415645         | ends before its sound begins",
                "52494646 24000000 57415645 64617461 04000000 00000000 | its sound comes before its format",
            })
    void whatIsNoWavIsNamed(String hex, String message) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class).hasMessageContaining(message);
    }

    @Test
    void whatIsCompressedWithinAWavIsRefused() {
        assertThatThrownBy(() -> read(riff(chunk("fmt ", fmt(0x11, 1, 4, new byte[0])), chunk("data", pcm))))
                .hasMessageContaining("compressed (format 17");
        assertThatThrownBy(() -> read(riff(chunk("fmt ", format(1, 1, 4_000, 16, new byte[0])), chunk("data", pcm))))
                .hasMessageContaining("sample rate 4000 Hz");
    }

    private static SoundFile read(byte[] bytes) throws IOException {
        return SoundFile.read(new ByteArrayInputStream(bytes), "call");
    }

    private byte[] fmt(int tag, int channels, int bits, byte[] extra) {
        return format(tag, channels, rate, bits, extra);
    }

    private static byte[] format(int tag, int channels, int rate, int bits, byte[] extra) {
        int block = channels * bits / 8;
        return bytes(out -> out.putShort((short) tag)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * block)
                .putShort((short) block)
                .putShort((short) bits)
                .put(extra));
    }

    private static byte[] chunk(String name, byte[] data) {
        return chunk(name, data, data.length);
    }

    private static byte[] chunk(String name, byte[] data, int size) {
        byte[] padding = new byte[data.length % 2];
        return bytes(out -> put(out, name, size, data).put(padding));
    }

    private static byte[] riff(byte[]... chunks) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("WAVE".getBytes(StandardCharsets.US_ASCII));
        for (byte[] chunk : chunks) {
            body.writeBytes(chunk);
        }
        return bytes(out -> put(out, "RIFF", body.size(), body.toByteArray()));
    }

    private static ByteBuffer put(ByteBuffer out, String name, int size, byte[] data) {
        return out.put(name.getBytes(StandardCharsets.US_ASCII)).putInt(size).put(data);
    }

    private static byte[] bytes(java.util.function.Consumer<ByteBuffer> writing) {
        ByteBuffer out = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        writing.accept(out);
        return Arrays.copyOf(out.array(), out.position());
    }
}
