package dev.calmroom.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Files that are given for a transcript and are something else, by their first bytes. */
enum OtherFile {
    ZIP("PK\3\4", 0, "a Word or OpenDocument file, or another archive", Remedy.SAVE_AS_TEXT),
    OLD_OFFICE("\u00D0\u00CF\u0011\u00E0", 0, "a file of an old Word", Remedy.SAVE_AS_TEXT),
    PDF("%PDF-", 0, "a PDF", Remedy.SAVE_AS_TEXT),
    RTF("{\\rtf", 0, "a rich text file", Remedy.SAVE_AS_TEXT),
    MP4("ftyp", 4, "an M4A or MP4 file", Remedy.CONVERT),
    FLAC("fLaC", 0, "a FLAC file", Remedy.CONVERT),
    WINDOWS_MEDIA("0&\u00B2u", 0, "a WMA or WMV file", Remedy.CONVERT),
    AMR("#!AMR", 0, "an AMR file", Remedy.CONVERT),
    CORE_AUDIO("caff\0", 0, "a Core Audio file", Remedy.CONVERT),
    AAC("\u00FF\u00F1", 0, "an AAC file", Remedy.CONVERT),
    OLDER_AAC("\u00FF\u00F9", 0, "an AAC file", Remedy.CONVERT),
    WAV("RIFF", 0, "a WAV or AVI file", Remedy.NAME_IT),
    OGG("OggS", 0, "an Ogg file", Remedy.NAME_IT),
    MP3("ID3", 0, "an MP3 file", Remedy.NAME_IT),
    BARE_MP3("\u00FF\u00FB", 0, "an MP3 file", Remedy.NAME_IT),
    WEBM("\u001AE\u00DF\u00A3", 0, "a WebM or Matroska file", Remedy.NAME_IT);

    private enum Remedy {
        SAVE_AS_TEXT("Save the transcript in it as plain text, or have the tool export WebVTT"),
        CONVERT("Sound of this kind cannot be read; convert it to WAV or MP3 and bring that in"),
        NAME_IT("A recording is read as one where its name ends as theirs do: .wav, .mp3, .webm, .ogg");

        private final String words;

        Remedy(String words) {
            this.words = words;
        }
    }

    private final String begin;
    private final int at;
    private final String called;
    private final Remedy remedy;

    OtherFile(String begin, int at, String called, Remedy remedy) {
        this.begin = begin;
        this.at = at;
        this.called = called;
        this.remedy = remedy;
    }

    static Optional<OtherFile> of(byte[] bytes) {
        return Arrays.stream(values()).filter(kind -> kind.begins(bytes)).findFirst();
    }

    private boolean begins(byte[] bytes) {
        return bytes.length >= at + begin.length()
                && begin.equals(new String(bytes, at, begin.length(), StandardCharsets.ISO_8859_1));
    }

    /** What it is and what to do, to go on with a file's name. */
    String refusal() {
        return "is %s, no transcript. %s".formatted(called, remedy.words);
    }
}
