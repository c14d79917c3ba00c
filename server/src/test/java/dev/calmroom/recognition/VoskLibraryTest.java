package dev.calmroom.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoskLibraryTest {
    @ParameterizedTest
    @ValueSource(strings = {"linux-x86-64", "darwin-x86-64", "darwin-aarch64"})
    void thereIsALibraryForThePlatformsOfMostDevelopers(String platform) {
        assertThat(VoskLibrary.file("", platform)).isNotBlank();
    }

    @Test
    void aPlatformWithoutOneIsToldWhatHelps() {
        assertThatThrownBy(() -> VoskLibrary.file("", "linux-aarch64"))
                .isInstanceOf(RecognitionException.class)
                .hasMessageContaining("linux-aarch64")
                .hasMessageContaining("CALMROOM_VOSK_LIBRARY")
                .hasMessageContaining("docs/speech.md");
    }

    @Test
    void whereJnaCannotBeLoadedThatIsSaidAndNotThatAModelIsBroken() {
        for (LinkageError error : List.of(
                new UnsatisfiedLinkError("/tmp/jna/jna1.tmp: failed to map segment from shared object"),
                new NoClassDefFoundError("Could not initialize class com.sun.jna.Native"),
                new ExceptionInInitializerError("no"))) {
            assertThatThrownBy(() -> VoskLibrary.bind(
                            () -> {
                                throw error;
                            },
                            _ -> {}))
                    .isInstanceOf(RecognitionException.class)
                    .hasMessageContaining("JNA")
                    .hasMessageContaining("jna.tmpdir")
                    .hasMessageNotContaining("delete");
        }
    }

    @Test
    void aLibraryForAnotherMachineIsSaidToBeOne() {
        assertThatThrownBy(() -> VoskLibrary.bind(() -> "/opt/libvosk.so", _ -> {
                    throw new UnsatisfiedLinkError("wrong ELF class");
                }))
                .isInstanceOf(RecognitionException.class)
                .hasMessageContaining("/opt/libvosk.so does not run on")
                .hasMessageContaining("wrong ELF class");
    }

    @Test
    void aLibraryThatIsNamedAndNotThereIsOneSentence() {
        assertThatThrownBy(() -> VoskLibrary.file("/nowhere/libvosk.so", "linux-aarch64"))
                .isInstanceOf(RecognitionException.class)
                .hasMessage("CALMROOM_VOSK_LIBRARY=/nowhere/libvosk.so: there is no such file");
    }
}
