package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/** What making synthetic segments is expected to need, before there are data. */
class SynthesisEstimateTest {
  private static final int TRACKS = 400;
  private static final long GIB = 1L << 30;

  private static Experiment experiment(String set, String branch) {
    return SoundFolder.experiment(
        "genres: [a, b, c, d]",
        "featureSets: {frames33: {}}",
        "splits: {folds: {folds: 5}, part: {}}",
        "synthesis: {sets: {x: {" + set + "}}}",
        "branches: [{net: net5, split: part, synthesis: x" + branch + "}]");
  }

  private static SynthesisEstimate estimate(String set, String branch, Integer limitMinutes) {
    return SynthesisEstimate.of(experiment(set, branch), source -> TRACKS, 2, 2, limitMinutes);
  }

  @Test
  void p1sGan_takesWhatWasMeasured() {
    SynthesisEstimate one = estimate("method: waveform-gan, samples: 1, epochs: 1", "", null);
    // 70% of 4,000 segments
    double perStep = one.seconds() / Math.ceil(2800 / 32.0);
    assertThat(perStep).isCloseTo(1.2, within(0.1));
    assertThat(one.memoryBytes()).isBetween(3 * GIB, 4 * GIB);
    // three checkpoints of weights and two averages, a generator, the training side as PCM
    assertThat(one.diskBytes()).isBetween(7 * GIB, 9 * GIB);
  }

  @Test
  void whatTrainsNoNet_takesNoMemory() {
    assertThat(estimate("method: repeat", "", null).memoryBytes()).isZero();
  }

  @Test
  void generators_areCountedOnceAFold_orOnceASeed() {
    String five = ", seeds: [1, 2, 3, 4, 5]";
    double one = estimate("method: feature-gan, samples: 10", "", null).seconds();
    assertThat(estimate("method: feature-gan, samples: 10", five, null).seconds())
        .isCloseTo(5 * one, withinPercentage(0.1));
    assertThat(estimate("method: feature-gan, samples: 10, per: fold", five, null).seconds())
        .isCloseTo(one, withinPercentage(0.1));
  }

  @Test
  void segmentsOfAllGenres_takeDisk() {
    long values = 16 * 33;
    assertThat(estimate("method: smote, samples: 10", "", null).diskBytes())
        .isEqualTo(2 * 4 * 10 * 4 * values);
    assertThat(estimate("method: smote", "", null).diskBytes())
        .as("a fifth of the training side, to balance the genres")
        .isEqualTo(2 * 4 * 2800 / 5 * values);
    assertThat(estimate("method: smote, beforeSplit: true", "", null).diskBytes())
        .as("of all sides")
        .isEqualTo(2 * 4 * 4000 / 5 * values);
  }

  @Test
  void timeLimit_capsEachTraining() {
    assertThat(
            estimate("method: waveform-gan, samples: 1, per: seed", ", seeds: [1, 2, 3]", 7)
                .seconds())
        .isEqualTo(3 * 7 * 60);
  }
}
