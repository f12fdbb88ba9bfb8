package org.tonewheel.pipelines.experiment.branches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;

import com.google.common.collect.ObjectArrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/** What synthetic segments the branches of an experiment need. */
final class SynthesisGridTest {
  private static final String[] BEFORE = {
    "name: a",
    "seed: 7",
    "featureSets: {narrow: {mfcc: 5}, wide: {}}",
    "splits: {folds: {folds: 3}, whole: {}}",
    "synthesis:",
    "  sets:",
    "    w: {method: waveform-gan}",
    "    v: {method: waveform-gan, per: seed}",
    "    d: {method: feature-gan}",
    "    e: {method: feature-gan, per: fold}",
    "    j: {method: jitter}",
    "branches:"
  };

  private static List<SynthesisBranch> needed(String... branches) {
    return SynthesisGrid.expand(experiment(ObjectArrays.concat(BEFORE, branches, String.class)));
  }

  private static List<String> ids(String... branches) {
    return needed(branches).stream().map(SynthesisBranch::id).toList();
  }

  @Test
  void withoutSets_nothingIsMade() {
    assertThat(ids("  - {net: net5, features: wide, split: [folds, whole]}")).isEmpty();
  }

  @Test
  void perFold_seedsShareOneUnderTheExperimentsSeed() {
    assertThat(
            ids(
                "  - {net: net5, features: wide, split: folds, seeds: [1, 2, 3], synthesis: [w, e]}"))
        .containsExactlyInAnyOrder(
            "w-folds-f0-s7",
            "w-folds-f1-s7",
            "w-folds-f2-s7",
            "e-wide-folds-f0-s7",
            "e-wide-folds-f1-s7",
            "e-wide-folds-f2-s7");
  }

  @Test
  void perSeed_eachSeedHasItsOwn() {
    assertThat(
            ids(
                "  - {net: net5, features: wide, split: whole, seeds: [1, 2], synthesis: [v, d, j]}"))
        .containsExactlyInAnyOrder(
            "v-whole-s1",
            "v-whole-s2",
            "d-wide-whole-s1",
            "d-wide-whole-s2",
            "j-wide-whole-s1",
            "j-wide-whole-s2");
  }

  @Test
  void samplesServeAllFeatureSetsOfTheirUsers_featuresTheirOwn() {
    List<SynthesisBranch> needed =
        needed(
            "  - {net: net6, features: wide, split: whole, synthesis: [w, d]}",
            "  - {net: forest, features: narrow, split: whole, synthesis: [w, d]}");
    assertThat(needed)
        .extracting(SynthesisBranch::id)
        .containsExactlyInAnyOrder("w-whole-s7", "d-wide-whole-s7", "d-narrow-whole-s7");
    assertThat(needed)
        .filteredOn(branch -> branch.set().equals("w"))
        .extracting(SynthesisBranch::features)
        .containsExactly(List.of("narrow", "wide"));
    assertThat(needed)
        .filteredOn(branch -> branch.set().equals("d"))
        .extracting(SynthesisBranch::features)
        .containsExactlyInAnyOrder(List.of("wide"), List.of("narrow"));
  }

  @Test
  void whatItDependsOn_isWrittenOut() {
    SynthesisBranch made =
        needed("  - {net: net5, features: wide, split: folds, seeds: 3, synthesis: j}").get(0);
    assertThat(made.id()).isEqualTo("j-wide-folds-f0-s3");
    assertThat(made.set()).isEqualTo("j");
    assertThat(made.settings().method()).isEqualTo(SyntheticSet.Method.JITTER);
    assertThat(made.settings().sigma()).isEqualTo(0.1);
    assertThat(made.source()).isEqualTo("main");
    assertThat(made.features()).containsExactly("wide");
    assertThat(made.split()).isEqualTo("folds");
    assertThat(made.fold()).isZero();
    assertThat(made.seed()).isEqualTo(3);
  }

  @Test
  void source_isPartOfTheIdWhereThereAreSeveral() {
    Experiment experiment =
        experiment(
            "name: a",
            "sources: [{name: four, folder: four}, {name: ten, folder: ten}]",
            "featureSets: {x: {}}",
            "splits: {s: {}}",
            "synthesis: {sets: {w: {method: waveform-gan}}}",
            "branches: [{net: net6, source: ten, synthesis: w}]");
    assertThat(SynthesisGrid.expand(experiment))
        .extracting(SynthesisBranch::id)
        .containsExactly("w-ten-s-s42");
  }

  @Test
  void everyBranchFindsItsOwn() {
    Experiment experiment =
        experiment(
            ObjectArrays.concat(
                BEFORE,
                new String[] {
                  "  - {net: net6, features: wide, split: [folds, whole], seeds: [1, 2],"
                      + " synthesis: [w, v, d, e, j]}"
                },
                String.class));
    assertThat(SynthesisGrid.expand(experiment))
        .extracting(SynthesisBranch::id)
        .doesNotHaveDuplicates()
        .containsAll(Grid.expand(experiment).stream().map(Branch::generator).toList());
  }
}
