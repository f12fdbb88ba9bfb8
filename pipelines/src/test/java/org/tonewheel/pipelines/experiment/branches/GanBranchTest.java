package org.tonewheel.pipelines.experiment.branches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;

import org.junit.jupiter.api.Test;
import org.tonewheel.gan.GanKind;
import org.tonewheel.gan.GanLoss;
import org.tonewheel.gan.GanOutput;
import org.tonewheel.gan.GanSettings;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/** A synthetic set in the words of the gan package. */
final class GanBranchTest {
  private static Experiment with(String set) {
    return experiment(
        "name: a",
        "featureSets: {x: {}}",
        "splits: {s: {}}",
        "synthesis: {sets: {g: {" + set + "}}}",
        "branches: [{net: net6, synthesis: g, seeds: 5}]");
  }

  private static SynthesisBranch only(Experiment experiment) {
    return SynthesisGrid.expand(experiment).get(0);
  }

  @Test
  void waveformGan_isThatOfTheGanPackageByDefault() {
    Experiment experiment = with("method: waveform-gan");
    assertThat(GanBranch.settings(only(experiment))).isEqualTo(GanSettings.waveform(100, 42));
    assertThat(GanBranch.row(only(experiment), experiment)).isEqualTo(RowShape.frames(1, 66_000));
    assertThat(GanBranch.summary(only(experiment), experiment).parameters())
        .isBetween(205_000_000L, 207_000_000L);
  }

  @Test
  void everySetting_findsItsPlace() {
    Experiment experiment =
        with(
            "method: feature-gan, net: convolutional, noise: 7, output: tanh, loss: least-squares,"
                + " optimizer: rmsprop, rate: 0.01, discriminatorRate: 0.02, beta1: 0.3,"
                + " batchSize: 8, epochs: 9, labelSmoothing: 0.1, spectralNorm: true,"
                + " averaging: 0.99");
    assertThat(GanBranch.settings(only(experiment)))
        .isEqualTo(
            new GanSettings(
                GanKind.CONVOLUTIONAL,
                7,
                GanOutput.TANH,
                GanLoss.LEAST_SQUARES,
                "rmsprop",
                0.01,
                0.02,
                0.3,
                8,
                9,
                0.1,
                true,
                0.99,
                5));
    assertThat(GanBranch.row(only(experiment), experiment)).isEqualTo(RowShape.frames(16, 33));
  }
}
