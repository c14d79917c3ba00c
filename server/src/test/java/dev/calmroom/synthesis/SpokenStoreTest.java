package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was made once is there again, within bounds, and a broken disk costs nothing but the making. */
class SpokenStoreTest {
    private static final int CLIP_BYTES = 12 + 2 * 1_000;

    @TempDir
    Path folder;

    @Test
    void aClauseThatWasKeptIsThereAfterARestartAtItsSpeedOnly() {
        new SpokenStore(folder, 1_000_000).keep("hˈA", 1.05, clip(7));
        SpokenStore later = new SpokenStore(folder, 1_000_000);
        assertThat(later.find("hˈA", 1.05)).contains(clip(7));
        assertThat(later.find("hˈA", 1.10)).isEmpty();
        assertThat(later.find("hˈI", 1.05)).isEmpty();
    }

    @Test
    void beyondTheBoundWhatWasNotUsedForLongestGoes() throws Exception {
        SpokenStore store = new SpokenStore(folder, 5L * CLIP_BYTES);
        for (int i = 0; i < 5; i++) {
            store.keep("word" + i, 1, clip(i));
        }
        assertThat(store.find("word0", 1)).isPresent();
        store.keep("word5", 1, clip(5));
        assertThat(store.find("word1", 1)).isEmpty();
        assertThat(store.find("word0", 1)).contains(clip(0));
        assertThat(store.find("word5", 1)).contains(clip(5));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(5);
        }
    }

    @Test
    void aFileThatIsCutShortIsNoClauseAndGoes() throws Exception {
        SpokenStore store = new SpokenStore(folder, 1_000_000);
        store.keep("word", 1, clip(3));
        Path file;
        try (var files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 10));
        assertThat(store.find("word", 1)).isEmpty();
        assertThat(file).doesNotExist();
        store.keep("word", 1, clip(3));
        assertThat(store.find("word", 1)).contains(clip(3));
    }

    @Test
    void aPlaceThatCannotBeWrittenToKeepsNothingAndBreaksNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("a file"), "where a folder should be");
        SpokenStore store = new SpokenStore(file, 1_000_000);
        store.keep("word", 1, clip(3));
        assertThat(store.find("word", 1)).isEmpty();
    }

    @Test
    void aRehearsalGoesOnOnlyWhileItIsQuietAndInOrder() {
        AtomicBoolean quiet = new AtomicBoolean();
        List<String> made = new ArrayList<>();
        try (Rehearsal rehearsal = new Rehearsal(new Noting(made, quiet), quiet::get, trouble -> {})) {
            rehearsal.add(List.of(
                    new Rehearsal.Likely("Hello?", Prosody.PLAIN),
                    new Rehearsal.Likely("Stop here.", Prosody.PLAIN),
                    new Rehearsal.Likely("Later.", Prosody.PLAIN)));
            rehearsal.work();
            assertThat(made).isEmpty();
            quiet.set(true);
            rehearsal.work();
            assertThat(made).containsExactly("Hello?", "Stop here.");
            assertThat(rehearsal.left()).isEqualTo(1);
            quiet.set(true);
            rehearsal.work();
            assertThat(made).containsExactly("Hello?", "Stop here.", "Later.");
        }
    }

    @Test
    void aVoiceThatFailsEndsTheRehearsalAndIsTold() {
        List<SynthesisException> troubles = new ArrayList<>();
        Noting broken = new Noting(new ArrayList<>(), new AtomicBoolean(true)) {
            @Override
            public void rehearse(String clause, Prosody prosody) {
                throw new SynthesisException("no sound");
            }
        };
        try (Rehearsal rehearsal = new Rehearsal(broken, () -> true, troubles::add)) {
            rehearsal.add(
                    List.of(new Rehearsal.Likely("One.", Prosody.PLAIN), new Rehearsal.Likely("Two.", Prosody.PLAIN)));
            rehearsal.work();
            assertThat(troubles).hasSize(1);
            assertThat(rehearsal.left()).isZero();
        }
    }

    private static AudioClip clip(int value) {
        short[] samples = new short[1_000];
        java.util.Arrays.fill(samples, (short) value);
        return new AudioClip(samples, 22_050);
    }

    /** A voice that notes what it rehearses; a call comes in while it makes «Stop here.». */
    private static class Noting implements SpeechSynthesizer {
        private final List<String> made;
        private final AtomicBoolean quiet;

        Noting(List<String> made, AtomicBoolean quiet) {
            this.made = made;
            this.quiet = quiet;
        }

        @Override
        public void rehearse(String clause, Prosody prosody) {
            made.add(clause);
            if (clause.equals("Stop here.")) {
                quiet.set(false);
            }
        }

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public int sampleRate() {
            return 22_050;
        }

        @Override
        public AudioStream synthesize(String clause, Prosody prosody) {
            return EngineStream.start(Runnable::run, stream -> {});
        }

        @Override
        public void close() {}
    }
}
