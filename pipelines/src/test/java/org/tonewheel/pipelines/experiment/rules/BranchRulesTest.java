package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import com.google.common.collect.ObjectArrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.ClassWeights;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Keep;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.Optimizer;
import org.tonewheel.pipelines.experiment.settings.Schedule;

/** What holds between a branch, its net and the rest of the experiment. */
final class BranchRulesTest {
  private static final String[] BEFORE = {
    "name: a", "featureSets: {frames33: {}}", "splits: {track: {}, byFold: {folds: 5}}", "branches:"
  };

  private static Problem wrong(String... branch) {
    return mistake(ObjectArrays.concat(BEFORE, branch, String.class));
  }

  @Test
  void fieldOfAnotherNet_isAnErrorThatNamesTheNetsOwn() {
    Problem problem = wrong("  - net: forest", "    split: track", "    dropout: 0.5");
    assertThat(problem.line()).isEqualTo(7);
    assertThat(problem.field()).isEqualTo("branches[0].dropout");
    assertThat(problem.what()).isEqualTo("the net `forest` does not take it");
    assertThat(problem.expected())
        .isEqualTo(
            "one of `name`, `net`, `source`, `features`, `split`, `seeds`, `synthesis`, `trees`,"
                + " `classWeights`, `copies`, `published`");
  }

  @Test
  void unknownNet_isAnError() {
    Problem problem = wrong("  - {net: net50, split: track}");
    assertThat(problem.hint()).isEqualTo("did you mean `net5`?");
    assertThat(problem.expected())
        .isEqualTo(
            "one of `net1`, `net2`, `net3`, `net4`, `net5`, `net6`, `house-cnn`, `ffn`,"
                + " `logistic`, `forest`, `boosting`, `knn`, `ensemble`");
  }

  @Test
  void unknownSplit_isAnErrorThatSuggestsTheNearOne() {
    Problem problem = wrong("  - net: net5", "    split:", "      - track", "      - byfolds");
    assertThat(problem.line()).isEqualTo(8);
    assertThat(problem.field()).isEqualTo("branches[0].split[1]");
    assertThat(problem.what()).isEqualTo("there is no split `byfolds`");
    assertThat(problem.hint()).isEqualTo("did you mean `byFold`?");
  }

  @Test
  void unknownFeatureSetAndSource_areErrors() {
    assertThat(wrong("  - {net: net5, split: track, features: mel}").what())
        .isEqualTo("there is no feature set `mel`");
    assertThat(wrong("  - {net: net5, split: track, source: four}").expected())
        .isEqualTo("one of `main`");
  }

  @Test
  void splitLeftOutWhereThereAreSeveral_isAnError() {
    Problem problem = wrong("  - net: net5");
    assertThat(problem.field()).isEqualTo("branches[0].split");
    assertThat(problem.expected()).isEqualTo("one of `track`, `byFold`");
  }

  @Test
  void branchWithoutSplitsAndFeatureSets_isToldToAddThem() {
    assertThat(mistakes("name: a", "branches: [{net: net5}]"))
        .extracting(Problem::expected)
        .containsExactly(
            "a feature set under `featureSets`, which has none",
            "a split under `splits`, which has none");
  }

  @Test
  void valueGivenTwice_isAnError() {
    Problem problem = wrong("  - {net: net5, split: track, rate: [0.001, 1e-3]}");
    assertThat(problem.field()).isEqualTo("branches[0].rate[1]");
    assertThat(problem.what()).endsWith("is given twice");
  }

  @Test
  void severalWidthsOfNet5_areAnError() {
    assertThat(wrong("  - {net: net5, split: track, hidden: [128, 64]}").field())
        .isEqualTo("branches[0].hidden");
  }

  @Test
  void groupSplitOfASourceWithoutMetadata_isAnError() {
    Problem problem =
        mistake(
            "name: a",
            "featureSets: {x: {}}",
            "splits: {artist: {protocol: group, group: artist}}",
            "branches:",
            "  - net: net5");
    assertThat(problem.line()).isEqualTo(5);
    assertThat(problem.field()).isEqualTo("branches[0].split");
    assertThat(problem.expected()).isEqualTo("a source with `metadata` or `manifest`");
  }

  @Test
  void branchesThatDifferInNothingAnIdShows_areToldToTakeAName() {
    Problem problem =
        wrong("  - {net: net5, split: track}", "  - {net: net5, split: track, dropout: 0.5}");
    assertThat(problem.line()).isEqualTo(6);
    assertThat(problem.what())
        .isEqualTo("has the id `net5-adam-0.001-e100-frames33-track-s42`, as branches[0] has");
    assertThat(problem.expected()).startsWith("a `name` that tells the two apart");
  }

  @Test
  void branchesThatDifferInName_areTwo() {
    Experiment experiment =
        experiment(
            ObjectArrays.concat(
                BEFORE,
                new String[] {
                  "  - {net: net5, split: track}",
                  "  - {net: net5, split: track, name: wet, dropout: 0.5}"
                },
                String.class));
    assertThat(Grid.expand(experiment))
        .extracting(Branch::id)
        .containsExactly(
            "net5-adam-0.001-e100-frames33-track-s42",
            "net5-wet-adam-0.001-e100-frames33-track-s42");
  }

  @Test
  void gridBeyondAnyRun_isAnErrorRatherThanALongWait() {
    String many = "[" + "1".repeat(9) + ", 2" + listTo(3, 20_000) + "]";
    assertThat(wrong("  - {net: net5, split: byFold, seeds: " + many + "}").what())
        .isEqualTo("the branches are more than 10000 models");
  }

  @Test
  void rowsOfWhichALayerLeavesNothing_areAnError() {
    Problem problem =
        mistake(
            "name: a",
            "audio: {segmentSamples: 22050}",
            "featureSets: {mel: {mel: 128}}",
            "splits: {s: {}}",
            "branches:",
            "  - {net: house-cnn, features: mel}");
    assertThat(problem.line()).isEqualTo(6);
    assertThat(problem.field()).isEqualTo("branches[0].features");
    assertThat(problem.what()).startsWith("house-cnn cannot take these rows: layer pool");
  }

  @Test
  void houseCnn_changesItsTrainingRowsUnlessToldNotTo() {
    String[] lines = {
      "name: a", "featureSets: {mel: {mel: 128, hopLength: 1024}}", "splits: {s: {}}", ""
    };
    lines[3] = "branches: [{net: house-cnn}]";
    assertThat(Grid.expand(experiment(lines))).extracting(Branch::augment).containsExactly(true);
    lines[3] = "branches: [{net: house-cnn, augment: false}]";
    assertThat(Grid.expand(experiment(lines))).extracting(Branch::augment).containsExactly(false);
    lines[3] = "branches: [{net: net5, augment: true}]";
    assertThat(mistake(lines).what()).isEqualTo("the net `net5` does not take it");
  }

  private static String listTo(int from, int to) {
    StringBuilder list = new StringBuilder();
    for (int i = from; i < to; i++) {
      list.append(',').append(i);
    }
    return list.toString();
  }

  @Test
  void everyNet_hasItsOwnDefaults() {
    Experiment experiment =
        experiment(
            "name: a",
            "seed: 7",
            "featureSets: {x: {}}",
            "splits: {s: {}}",
            "branches: [{net: net5}, {net: ffn}, {net: logistic}, {net: forest}]");
    assertThat(Grid.expand(experiment))
        .containsExactlyInAnyOrder(
            new Branch(
                "net5-adam-0.001-e100-x-s-s7",
                "net5-adam-0.001-e100-x-s",
                Net.NET5,
                "main",
                "x",
                null,
                null,
                "s",
                0,
                1,
                7,
                Optimizer.ADAM,
                0.001,
                Schedule.CONSTANT,
                0,
                0,
                0,
                100,
                7,
                Keep.BEST,
                32,
                List.of(128),
                2,
                0.3,
                false,
                0,
                ClassWeights.NONE,
                0,
                null),
            new Branch(
                "ffn-0.001-e100-x-s-s7",
                "ffn-0.001-e100-x-s",
                Net.FFN,
                "main",
                "x",
                null,
                null,
                "s",
                0,
                1,
                7,
                null,
                0.001,
                null,
                0,
                0,
                0,
                100,
                10,
                null,
                32,
                List.of(256, 128, 64),
                0,
                0.3,
                false,
                0,
                ClassWeights.NONE,
                0,
                null),
            new Branch(
                "logistic-0.1-e30-x-s-s7",
                "logistic-0.1-e30-x-s",
                Net.LOGISTIC,
                "main",
                "x",
                null,
                null,
                "s",
                0,
                1,
                7,
                null,
                0.1,
                null,
                0,
                0,
                0,
                30,
                0,
                null,
                0,
                List.of(),
                0,
                0,
                false,
                0,
                ClassWeights.NONE,
                0,
                null),
            new Branch(
                "forest-x-s-s7",
                "forest-x-s",
                Net.FOREST,
                "main",
                "x",
                null,
                null,
                "s",
                0,
                1,
                7,
                null,
                0,
                null,
                0,
                0,
                0,
                0,
                0,
                null,
                0,
                List.of(),
                0,
                0,
                false,
                0,
                ClassWeights.NONE,
                100,
                null));
  }

  @Test
  void idTooLongForAFile_isAnError() {
    String name = "n".repeat(40);
    Problem problem =
        mistake(
            "name: a",
            "sources: [{name: &n " + name + ", folder: .}, {name: b, folder: b}]",
            "featureSets: {" + name + ": {}}",
            "splits: {" + name + ": {}}",
            "branches:",
            "  - {net: net5, name: *n, source: *n, rate: 0.123456789012345678}");
    assertThat(problem.line()).isEqualTo(6);
    assertThat(problem.what()).endsWith("too long for a file's name");
  }
}
