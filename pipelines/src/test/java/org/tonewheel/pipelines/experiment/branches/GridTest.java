package org.tonewheel.pipelines.experiment.branches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Net;

/** How the grid of an experiment becomes branches. */
final class GridTest {

  @Test
  void grid_isEveryCombination() {
    Experiment experiment =
        experiment(
            "name: a",
            "featureSets: {frames33: {}}",
            "splits: {track: {}, wide: {folds: 3}}",
            "branches:",
            "  - net: net5",
            "    split: [track, wide]",
            "    optimizer: [adam, rmsprop]",
            "    rate: [0.01, 5e-4]",
            "    seeds: [1, 2]",
            "    epochs: 60");
    List<Branch> branches = Grid.expand(experiment);
    assertThat(branches).hasSize((1 + 3) * 2 * 2 * 2);
    assertThat(branches).extracting(Branch::id).doesNotHaveDuplicates();
    assertThat(branches)
        .extracting(Branch::id)
        .contains(
            "net5-adam-0.01-e60-frames33-track-s1", "net5-rmsprop-0.0005-e60-frames33-wide-f2-s2");
  }

  @Test
  void synthesis_isOneDimensionOfTheGrid_andPartOfTheIdWhereThereIsSome() {
    Experiment experiment =
        experiment(
            "name: a",
            "featureSets: {frames33: {}}",
            "splits: {artist: {folds: 3}, whole: {}}",
            "synthesis: {sets: {smote: {method: smote}, waveform: {method: waveform-gan}}}",
            "branches:",
            "  - {net: net5, split: [artist, whole], synthesis: [none, smote], seeds: [1, 2]}",
            "  - {net: net6, split: artist, synthesis: waveform}");
    List<Branch> branches = Grid.expand(experiment);
    assertThat(branches).hasSize((3 + 1) * 2 * 2 + 3);
    assertThat(branches)
        .extracting(Branch::id)
        .doesNotHaveDuplicates()
        .contains(
            "net5-adam-0.001-e100-frames33-artist-f0-s1",
            "net5-adam-0.001-e100-frames33-smote-artist-f0-s1",
            "net5-adam-0.001-e100-frames33-smote-whole-s2",
            "net6-adam-0.001-e100-frames33-waveform-artist-f2-s42");
    assertThat(branches)
        .filteredOn(branch -> branch.configuration().endsWith("smote-artist"))
        .hasSize(3 * 2)
        .allMatch(branch -> branch.synthesis().equals("smote"))
        .allMatch(
            branch ->
                branch
                    .generator()
                    .equals("smote-frames33-artist-f" + branch.fold() + "-s" + branch.seed()));
    assertThat(branches)
        .filteredOn(branch -> branch.configuration().endsWith("frames33-artist"))
        .hasSize(3 * 2)
        .allMatch(branch -> branch.synthesis() == null && branch.generator() == null);
  }

  @Test
  void net6_isNet5OnAnEnlargedSide() {
    Experiment experiment =
        experiment(
            "name: a",
            "featureSets: {x: {}}",
            "splits: {s: {}}",
            "synthesis: {sets: {smote: {method: smote}}}",
            "branches: [{net: net5, synthesis: [none, smote]}, {net: net6, synthesis: smote}]");
    List<Branch> branches = Grid.expand(experiment);
    assertThat(branches).extracting(Branch::plain).hasSize(3).containsOnly(branches.get(2).plain());
    assertThat(branches.get(2).id()).isEqualTo("net5-adam-0.001-e100-x-s-s42");
    assertThat(DeepSettings.of(branches.get(0)).hidden()).isEqualTo(128);
  }

  @Test
  void configuration_leavesOutFoldAndSeed() {
    Experiment experiment =
        experiment(
            "name: a",
            "featureSets: {x: {}}",
            "splits: {s: {folds: 5}}",
            "branches: [{net: forest, seeds: [1, 2]}]");
    assertThat(Grid.expand(experiment))
        .hasSize(10)
        .extracting(Branch::configuration)
        .containsOnly("forest-x-s");
  }

  @Test
  void source_isPartOfTheIdWhereThereAreSeveral() {
    Experiment experiment =
        experiment(
            "name: a",
            "sources: [{name: four, folder: four}, {name: ten, folder: ten}]",
            "featureSets: {x: {}}",
            "splits: {s: {}}",
            "branches: [{net: forest, source: four}, {net: forest, source: ten}]");
    assertThat(Grid.expand(experiment))
        .extracting(Branch::id)
        .containsExactlyInAnyOrder("forest-four-x-s-s42", "forest-ten-x-s-s42");
  }

  @Test
  void costliest_comeFirst() {
    Experiment experiment =
        experiment(
            "name: a",
            "featureSets: {x: {}}",
            "splits: {s: {}}",
            "branches: [{net: forest}, {net: logistic}, {net: ffn}, {net: net5, epochs: 50},"
                + " {net: net5, epochs: 60}]");
    assertThat(Grid.expand(experiment))
        .extracting(Branch::net)
        .startsWith(Net.NET5, Net.NET5, Net.FFN);
    assertThat(Grid.expand(experiment)).extracting(Branch::epochs).startsWith(60, 50);
  }

  @Test
  void singleValue_standsForAListOfOne() {
    Experiment experiment =
        experiment(
            "name: a",
            "featureSets: {x: {}}",
            "splits: {s: {}}",
            "branches: [{net: net5, split: s, optimizer: rmsprop, rate: 1e-4, seeds: 3, hidden: 64}]");
    Branch branch = Grid.expand(experiment).get(0);
    assertThat(branch.id()).isEqualTo("net5-rmsprop-0.0001-e100-x-s-s3");
    assertThat(branch.hidden()).containsExactly(64);
  }

  @Test
  void rate_isWrittenOutInIdsUnlessItIsVerySmall() {
    Experiment experiment =
        experiment(
            "name: a",
            "featureSets: {x: {}}",
            "splits: {s: {}}",
            "branches: [{net: ffn, rate: [1, 1.50e-2, 9.41e-4, 1e-300]}]");
    assertThat(Grid.expand(experiment))
        .extracting(Branch::configuration)
        .containsExactly(
            "ffn-1-e100-x-s",
            "ffn-0.015-e100-x-s",
            "ffn-0.000941-e100-x-s",
            "ffn-1.0e-300-e100-x-s");
  }
}
