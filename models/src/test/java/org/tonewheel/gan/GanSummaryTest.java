package org.tonewheel.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.nets.LayerSummary;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.engine.TorchEngine;

class GanSummaryTest {
  /** Embeddings of 10 × 10, and each layer's weights and biases. */
  @Test
  void waveformNets_haveThePapersParameters() {
    GanSummary summary =
        GanSummary.of(RowShape.frames(66_000, 1), 10, GanSettings.waveform(100, 1));
    assertThat(summary.generatorParameters())
        .isEqualTo(
            100 + 110 * 512 + 512 + 512 * 1024 + 1024 + 1024 * 2048 + 2048 + 2048 * 66_000 + 66_000)
        .isEqualTo(137_915_444);
    assertThat(summary.discriminatorParameters())
        .isEqualTo(100 + 66_010 * 1024 + 1024 + 1024 * 512 + 512 + 512 + 1)
        .isEqualTo(68_120_677);
    assertThat(summary.parameters()).isEqualTo(206_036_121);
    assertThat(summary.generator())
        .extracting(LayerSummary::name)
        .containsExactly(
            "embedding", "fc1", "relu1", "fc2", "relu2", "fc3", "relu3", "row", "output");
    // weights and two averages are 2.5 GB, the generator's gradients 0.55
    assertThat(summary.memoryBytes()).isBetween(3_024_000_000L, 3_224_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "DENSE, 16, 33, false",
    "CONVOLUTIONAL, 16, 33, false",
    "CONVOLUTIONAL, 42, 33, true",
    "CONVOLUTIONAL, 42, 128, false",
    "CONVOLUTIONAL, 1, 1, false",
    "CONVOLUTIONAL, 7, 5, true"
  })
  void nets_areAsSummedUpAndMakeRowsOfAnyShape(
      GanKind kind, int frames, int features, boolean spectralNorm) {
    RowShape row = RowShape.frames(frames, features);
    GanSettings settings = Gans.settings(kind, 1, spectralNorm, 0);
    GanSummary summary = GanSummary.of(row, 4, settings);
    try (NDManager manager = TorchEngine.newManager();
        GanTensors tensors = GanTensors.first(manager, row, 4, settings);
        GradientScope scope = GradientScope.inference(manager)) {
      assertThat(trained(tensors.generator())).isEqualTo(summary.generatorParameters());
      assertThat(trained(tensors.discriminator())).isEqualTo(summary.discriminatorParameters());
      GeneratorInputs inputs = new GeneratorInputs(3, settings.noise(), 4);
      var made =
          tensors
              .generator()
              .forward(
                  inputs.noise(scope.manager(), 3, (i, place) -> i + place),
                  inputs.classes(scope.manager(), new int[] {3, 0, 1}),
                  false);
      assertThat(made.getShape().getShape()).containsExactly(3, (long) frames * features);
    }
  }

  @Test
  void memory_countsAveragesAndTheMovingAverage() {
    RowShape row = RowShape.frames(16, 33);
    GanSettings plain = Gans.settings(GanKind.DENSE, 1, false, 0);
    GanSettings averaged = Gans.settings(GanKind.DENSE, 1, false, 0.9);
    GanSummary summary = GanSummary.of(row, 4, plain);
    assertThat(GanSummary.of(row, 4, averaged).memoryBytes() - summary.memoryBytes())
        .isEqualTo(4 * summary.generatorParameters());
  }

  @Test
  void settings_areChecked() {
    assertThatThrownBy(() -> GanSettings.waveform(0, 1)).hasMessageContaining("epochs is 0");
    assertThatThrownBy(() -> Gans.settings(GanKind.DENSE, 1, false, 1))
        .hasMessageContaining("averaging is 1");
  }

  private static long trained(ConditionalNet net) {
    return net.parameters().entries().stream()
        .filter(Parameters.Entry::trained)
        .mapToLong(entry -> entry.array().getShape().size())
        .sum();
  }
}
