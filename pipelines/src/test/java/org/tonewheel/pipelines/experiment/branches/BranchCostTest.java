package org.tonewheel.pipelines.experiment.branches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;

import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Net;

/** What the training of a branch takes, of work and of memory. */
final class BranchCostTest {
  private static final long MIB = 1 << 20;

  private final Experiment experiment =
      experiment(
          "name: a",
          "sources: [{name: files, folder: f, content: pictures}, {name: audio, folder: g}]",
          "featureSets: {frames33: {}, mel: {mel: 128, nFft: 2048, hopLength: 1024}}",
          "pictureSets: {p: {}}",
          "splits: {s: {}}",
          "branches:",
          "  - {net: net1, source: files, epochs: [50, 100]}",
          "  - {net: net2, source: files, epochs: 100}",
          "  - {net: net2, source: files, epochs: 10, optimizer: rmsprop}",
          "  - {net: net5, source: audio, features: frames33, epochs: 100}",
          "  - {net: house-cnn, source: audio, features: mel, epochs: 100}",
          "  - {net: ffn, source: audio, features: frames33, epochs: 100}",
          "  - {net: forest, source: audio, features: frames33}");

  private Branch branch(String start) {
    return Grid.expand(experiment).stream()
        .filter(branch -> branch.id().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  private double cost(String start) {
    return BranchCost.perTrack(branch(start), experiment);
  }

  @Test
  void cost_isTheNetsMultiplicationsForwardAndTwiceBackward() {
    double weights = 3.0 * 180 * 180 * 512 + 512 * 512 + 512 * 10;
    assertThat(cost("net1-adam-0.0001-e100")).isEqualTo(3 * 100 * weights);
    assertThat(cost("net1-adam-0.0001-e50")).isEqualTo(3 * 50 * weights);
  }

  @Test
  void branchOnSegments_countsAllThoseOfATrack() {
    double first = 4 * 128 * (33 + 128);
    double second = 4 * 128 * (128 + 128);
    double classifier = 128 * 10;
    assertThat(cost("net5"))
        .isCloseTo(
            3.0 * 100 * 10 * (16 * (first + second) + classifier), Percentage.withPercentage(1));
  }

  @Test
  void syntheticSegments_areTrainedOnToo() {
    Experiment enlarged =
        experiment(
            "name: a",
            "featureSets: {frames33: {}}",
            "genres: [a, b, c, d]",
            "splits: {s: {}}",
            "synthesis:",
            "  sets: {many: {method: smote, samples: 500}, even: {method: smote}}",
            "branches: [{net: net5, synthesis: [none, many, even]}, {net: ffn, synthesis: many}]");
    Map<String, Branch> branches = new HashMap<>();
    Grid.expand(enlarged).forEach(branch -> branches.put(branch.configuration(), branch));
    Branch plain = branches.get("net5-adam-0.001-e100-frames33-s");
    Branch many = branches.get("net5-adam-0.001-e100-frames33-many-s");
    Branch even = branches.get("net5-adam-0.001-e100-frames33-even-s");
    assertThat(BranchInput.rows(plain, enlarged, 300)).isEqualTo(3000);
    assertThat(BranchInput.rows(many, enlarged, 300)).isEqualTo(3000 + 4 * 500);
    assertThat(BranchInput.rows(even, enlarged, 300)).isEqualTo(3600);
    assertThat(BranchCost.of(many, enlarged, 300) / BranchCost.of(plain, enlarged, 300))
        .isCloseTo(5 / 3.0, Percentage.withPercentage(1e-6));
    assertThat(Grid.expand(enlarged).subList(0, 3)).containsExactly(many, even, plain);
    BranchNeeds table = BranchNeeds.of(branches.get("ffn-0.001-e100-frames33-many-s"), enlarged, 4);
    assertThat(table.memoryBytes(3000)).isEqualTo((3000 + 4 * 500) * 4L * 33 * 19);
  }

  @Test
  void costliest_comeFirst() {
    assertThat(Grid.expand(experiment))
        .extracting(Branch::net)
        .containsExactly(
            Net.NET2, Net.HOUSE_CNN, Net.NET2, Net.NET1, Net.NET5, Net.NET1, Net.FFN, Net.FOREST);
  }

  @Test
  void family_costsItsLongestTraining() {
    assertThat(
            Families.of(Grid.expand(experiment)).stream()
                .filter(family -> family.size() == 2)
                .map(family -> BranchCost.perTrack(family, experiment)))
        .containsExactly(cost("net1-adam-0.0001-e100"));
  }

  @Test
  void deepNet_needsItsWeightsFourTimesAndWhatAStepKeeps() {
    long parameters = 3L * 180 * 180 * 512 + 512 + 512 * 512 + 512 + 512 * 10 + 10;
    BranchNeeds needs = BranchNeeds.of(branch("net1"), experiment, 10);
    assertThat(needs.bytes())
        .isCloseTo(
            // the batch, and the first layer's gradients
            4 * 4 * parameters + 4L * 32 * (2 * 3 * 180 * 180 + 512), Percentage.withPercentage(1));
    assertThat(needs.rowBytes()).isZero();
    assertThat(needs.memoryBytes(1_000_000)).isEqualTo(needs.bytes());
    assertThat(BranchNeeds.of(branch("net2"), experiment, 10).bytes()).isGreaterThan(1000 * MIB);
    assertThat(BranchNeeds.of(branch("house-cnn"), experiment, 10).bytes()).isLessThan(200 * MIB);
  }

  @Test
  void tableModel_holdsItsRowsInMemory() {
    BranchNeeds needs = BranchNeeds.of(branch("ffn"), experiment, 10);
    assertThat(needs.memoryBytes(3650)).isEqualTo(3650 * 4L * 33 * 19);
  }

  @Test
  void forest_holdsItsTreesToo() {
    Branch forest = branch("forest");
    assertThat(BranchNeeds.of(forest, experiment, 10).memoryBytes(1000))
        .isEqualTo(1000L * (4 * 33 * 19 + 16 * forest.trees()));
  }
}
