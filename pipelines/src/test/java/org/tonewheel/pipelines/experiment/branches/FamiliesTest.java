package org.tonewheel.pipelines.experiment.branches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which branches one training serves. */
final class FamiliesTest {
  private static List<List<Integer>> epochs(String... branches) {
    return Families.of(branches(branches)).stream()
        .map(family -> family.stream().map(Branch::epochs).toList())
        .toList();
  }

  private static List<Branch> branches(String... branches) {
    return Grid.expand(
        experiment(
            "name: a",
            "featureSets: {mel: {mel: 64, hopLength: 1024}}",
            "splits: {s: {folds: 3}, t: {}}",
            "synthesis: {sets: {smote: {method: smote}, waveform: {method: waveform-gan}}}",
            "branches: [" + String.join(", ", branches) + "]"));
  }

  @Test
  void epochCountsOfOneBranch_areAFamilyInAscendingOrder() {
    assertThat(epochs("{net: net5, split: t, epochs: [60, 20, 100]}"))
        .containsExactly(List.of(20, 60, 100));
  }

  @Test
  void whateverElseDiffers_isAnotherFamily() {
    List<List<Branch>> families =
        Families.of(
            branches(
                "{net: net5, split: [s, t], optimizer: [adam, rmsprop], rate: [0.1, 0.01],"
                    + " seeds: [1, 2], epochs: [10, 20], synthesis: [none, smote, waveform]}",
                "{net: net6, split: t, epochs: [10, 20], synthesis: smote}"));
    assertThat(families)
        .hasSize((3 + 1) * 2 * 2 * 2 * 3 + 1)
        .allMatch(family -> family.size() == 2);
    assertThat(families)
        .allSatisfy(
            family ->
                assertThat(family.get(0).id().replace("-e10-", "-e20-"))
                    .isEqualTo(family.get(1).id()));
  }

  @Test
  void entriesThatDifferInNameAndEpochs_shareATraining() {
    assertThat(
            epochs(
                "{net: net5, split: t, name: short, epochs: 10}",
                "{net: net5, split: t, name: long, epochs: 30}"))
        .containsExactly(List.of(10, 30));
  }

  @Test
  void entriesThatDifferInNameAlone_areTwo() {
    assertThat(
            epochs(
                "{net: net5, split: t, name: one, epochs: 10}",
                "{net: net5, split: t, name: two, epochs: 10}"))
        .containsExactly(List.of(10), List.of(10));
  }

  @Test
  void ratesThatMove_andTablesModels_areTrainedOneByOne() {
    assertThat(
            epochs(
                "{net: ffn, split: t, epochs: [10, 20]}",
                "{net: house-cnn, split: t, epochs: 30}",
                "{net: house-cnn, split: t, epochs: 40}"))
        .containsExactlyInAnyOrder(List.of(10), List.of(20), List.of(30), List.of(40));
  }

  @Test
  void families_areInTheOrderOfTheirFirstMembers() {
    List<Branch> branches =
        branches("{net: net5, split: t, epochs: [10, 90]}", "{net: net5, split: s, epochs: 50}");
    assertThat(branches).extracting(Branch::epochs).containsExactly(90, 50, 50, 50, 10);
    assertThat(Families.of(branches).get(0)).extracting(Branch::epochs).containsExactly(10, 90);
  }
}
