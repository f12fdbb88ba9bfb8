package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/** What training is expected to need, before there are data. */
class TrainingEstimateTest {
  private static final int TRACKS = 1000;
  private static final long NET1_BYTES = 4L * (97_200 * 512 + 512 + 512 * 512 + 512 + 5_130);

  private static Experiment experiment(String branch) {
    return SoundFolder.experiment(
        "sources: [{content: pictures, folder: .}]",
        "pictureSets: {pictures: {}}",
        "splits: {track: {}}",
        "branches: [{" + branch + "}]");
  }

  private static TrainingEstimate estimate(String branch, int atOnce, int checkpoints) {
    return TrainingEstimate.of(experiment(branch), source -> TRACKS, atOnce, checkpoints, null);
  }

  @Test
  void step_takesWhatWasMeasured() {
    // 0.27 to 0.5 s of CPU a step of 32 pictures were measured on a busy machine
    double steps = 0.7 * TRACKS / 32; // what trains of 70/20/10
    double perStep = estimate("net: net1, epochs: 1", 1, 2).seconds() / steps;
    assertThat(perStep).isBetween(0.2, 0.6);
  }

  @Test
  void family_takesTheTimeOfItsLongest_andTheDiskOfEveryModel() {
    TrainingEstimate family = estimate("net: net1, epochs: [50, 100]", 1, 2);
    TrainingEstimate longest = estimate("net: net1, epochs: 100", 1, 2);
    assertThat(family.seconds()).isEqualTo(longest.seconds());
    assertThat(family.diskBytes() - longest.diskBytes()).isEqualTo(NET1_BYTES);
  }

  @Test
  void checkpoints_takeWeightsAndAverages_ofTrainingsThatRunAtOnce() {
    // Adam has two averages; a new checkpoint is there before the oldest is dropped
    assertThat(estimate("net: net1", 1, 2).diskBytes()).isEqualTo(NET1_BYTES * (1 + 3 * 3));
    assertThat(estimate("net: net1", 1, 1).diskBytes()).isEqualTo(NET1_BYTES * (1 + 2 * 3));
    assertThat(estimate("net: net1, optimizer: rmsprop", 1, 1).diskBytes())
        .isEqualTo(NET1_BYTES * (1 + 2 * 2));
    assertThat(estimate("net: net1, keep: best", 1, 1).diskBytes())
        .isEqualTo(NET1_BYTES * (1 + 2 * 4));
    assertThat(estimate("net: net1, seeds: [1, 2, 3]", 2, 1).diskBytes())
        .as("two of three at once")
        .isEqualTo(NET1_BYTES * (3 + 2 * 2 * 3));
  }

  @Test
  void memory_isThatOfTheBranchesThatRunAtOnce() {
    long one = estimate("net: net1, seeds: [1, 2, 3]", 1, 1).memoryBytes();
    assertThat(one).isGreaterThan(4 * NET1_BYTES);
    assertThat(estimate("net: net1, seeds: [1, 2, 3]", 2, 1).memoryBytes()).isEqualTo(2 * one);
    assertThat(estimate("net: net1, seeds: [1, 2, 3]", 8, 1).memoryBytes()).isEqualTo(3 * one);
  }

  @Test
  void timeLimit_capsEachTraining() {
    Experiment experiment = experiment("net: net1, seeds: [1, 2, 3], epochs: [50, 100]");
    assertThat(TrainingEstimate.of(experiment, source -> TRACKS, 1, 2, 7).seconds())
        .isCloseTo(3 * 7 * 60, withinPercentage(0.1));
  }
}
