package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of a natural voice without one; with one, {@link NaturalVoiceProofTest} listens. */
class NeuralSynthesizerTest {
    @TempDir
    Path folder;

    @Test
    void aVoiceOfOneFileIsNone() throws Exception {
        Files.writeString(folder.resolve("joe.onnx"), "not a network");
        assertThatThrownBy(() -> NeuralSynthesizer.piper(folder.resolve("joe.onnx"), folder))
                .isInstanceOf(SynthesisException.class)
                .hasMessageContaining("two files");
    }

    @Test
    void filesThatAreNoVoiceAreNamed() throws Exception {
        Files.writeString(folder.resolve("joe.onnx"), "not a network");
        Files.writeString(folder.resolve("joe.onnx.json"), "{\"audio\":");
        assertThatThrownBy(() -> NeuralSynthesizer.piper(folder.resolve("joe.onnx"), folder))
                .isInstanceOf(SynthesisException.class)
                .hasMessageContaining("joe.onnx.json");
        Files.writeString(
                folder.resolve("joe.onnx.json"),
                "{\"audio\":{\"sample_rate\":22050},\"inference\":{\"noise_scale\":0.6,\"length_scale\":1,\"noise_w\":0.8},\"num_speakers\":1,\"phoneme_id_map\":{}}");
        assertThatThrownBy(() -> NeuralSynthesizer.piper(folder.resolve("joe.onnx"), folder))
                .isInstanceOf(SynthesisException.class)
                .hasMessageContaining("joe.onnx")
                .hasMessageContaining("cannot be loaded");
    }

    @Test
    void aStyleOfTheWrongLengthIsRefusedBeforeTheNetworkIsLoaded() throws Exception {
        Files.write(folder.resolve("am_x.bin"), new byte[100]);
        assertThatThrownBy(() ->
                        NeuralSynthesizer.kokoro(folder.resolve("model.onnx"), folder.resolve("am_x.bin"), folder))
                .isInstanceOf(SynthesisException.class)
                .hasMessageContaining("am_x.bin");
    }
}
