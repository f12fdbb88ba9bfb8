package org.tonewheel.pipelines.experiment.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.file.LoadedExperiment;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.tuning.CategoricalParameter;
import org.tonewheel.tuning.FloatParameter;
import org.tonewheel.tuning.IntParameter;
import org.tonewheel.tuning.LayersParameter;

/** What holds between a study, its branch and the rest of the experiment. */
final class TuningRulesTest {
  private static final String FFN = "branch: {net: ffn, split: apart}";

  private static String[] lines(String study) {
    return new String[] {
      "name: a",
      "featureSets: {wide: {}, narrow: {mfcc: 5, contrastBands: 0, centroid: false, chroma: 0},",
      "  mel: {mel: 64}}",
      "splits: {apart: {}, leaky: {protocol: segment}, folded: {folds: 3}}",
      "tuning:",
      "  s: {" + study + "}"
    };
  }

  private static Experiment right(String study) {
    return experiment(lines(study));
  }

  private static Tuning study(String study) {
    return right(study).tuning().get("s");
  }

  private static String ffn(String space) {
    return "branch: {net: ffn, features: wide, split: apart}, space: {" + space + "}";
  }

  private static Problem wrong(String space) {
    return mistake(lines(ffn(space)));
  }

  @Test
  void sourceWithAMistake_isToldAlone_thoughStudiesTryTheirBranches() {
    Problem problem =
        mistake(
            "name: a",
            "sources: [{table: songs.csv, columns: {energy: 7, genre: {role: label}}}]",
            "tableSets: {paper: {}}",
            "splits: {leaky: {protocol: row}}",
            "tuning:",
            "  s: {branch: {net: ffn, split: leaky}, space: {dropout: {low: 0, high: 0.5}}}");
    assertThat(problem.field()).isEqualTo("sources[0].columns.energy");
    assertThat(problem.line()).isEqualTo(2);
  }

  @Test
  void leftOut_thereIsNone_andNothingOfItIsWritten() {
    assertThat(experiment("name: a").tuning()).isEmpty();
    assertThat(Json.line(experiment("name: a"))).doesNotContain("tuning");
  }

  @Test
  void everyKindOfRange_isAParameterOfItsSettingsOwnKind() {
    Tuning study =
        study(
            ffn(
                "rate: {low: 1e-4, high: 1e-2, log: true}, batchSize: {choices: [32, 64]},"
                    + " epochs: {low: 2, high: 8, step: 2}, dropout: {low: 0, high: 0.5},"
                    + " hidden: {layers: [1, 3], units: [16, 32]}"));
    assertThat(SearchSpaces.of(study).parameters())
        .containsExactly(
            new CategoricalParameter("batchSize", List.of("32", "64")),
            new FloatParameter("dropout", 0, 0.5, false),
            new IntParameter("epochs", 2, 8, false, 2),
            new LayersParameter("hidden", 1, 3, List.of(16, 32)),
            new FloatParameter("rate", 1e-4, 1e-2, true));
    assertThat(study.trials()).isEqualTo(30);
    assertThat(study.multivariate()).isTrue();
    assertThat(study.seed()).isEqualTo(42);
    assertThat(study.branch().patience()).as("what is not searched is filled in").isEqualTo(10);
    assertThat(study.branch().rate()).as("what is searched is not").isEmpty();
  }

  @Test
  void resolvedAndReadAgain_fromYamlOrJson_itIsTheSame() throws Exception {
    Experiment experiment =
        right(ffn("batchSize: {choices: [32, 64]}, rate: {low: 1e-4, high: 1, log: true}"));
    String yaml = new LoadedExperiment(Path.of("a.yaml"), experiment).resolvedYaml();
    assertThat(ExperimentFile.parse(Path.of("a.yaml"), yaml).experiment()).isEqualTo(experiment);
    assertThat(Json.parse(Json.line(experiment), Experiment.class)).isEqualTo(experiment);
  }

  @Test
  void trial_isTheBranchWithItsValues_andWhatFollowsFromThem() {
    Experiment experiment =
        right(
            "branch: {net: house-cnn, features: mel, split: apart},"
                + " space: {schedule: {choices: [constant, cosine]}, epochs: {low: 3, high: 9}}");
    Branch cosine = TrialBranches.of(experiment, "s", Map.of("schedule", "cosine", "epochs", 3));
    assertThat(cosine.warmupEpochs()).as("at most one fewer than the epochs").isEqualTo(2);
    Branch constant =
        TrialBranches.of(experiment, "s", Map.of("schedule", "constant", "epochs", 9));
    assertThat(constant.warmupEpochs()).isZero();
    assertThat(constant.epochs()).isEqualTo(9);
    assertThat(constant.seed()).isEqualTo(42);
  }

  @Test
  void valuesThatContradictEachOther_areNamed() {
    Experiment experiment =
        right(
            "branch: {net: house-cnn, features: mel, split: apart, warmupEpochs: 4},"
                + " space: {epochs: {low: 5, high: 9}}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrialBranches.of(experiment, "s", Map.of("epochs", 4)))
        .withMessageContaining("warmupEpochs")
        .withMessageContaining("no epoch for the cosine");
  }

  @Test
  void layersThatStartAboveOne_areTriedWithTheirFewest() {
    Experiment experiment = right(ffn("hidden: {layers: [2, 3], units: [16, 32]}"));
    assertThat(TrialBranches.first(experiment, "s").hidden()).containsExactly(16, 16);
  }

  @Test
  void foundEntry_isOneThatAnExperimentTakes() throws Exception {
    Experiment experiment =
        right(ffn("rate: {low: 1e-4, high: 1, log: true}, hidden: {layers: [1, 2], units: [16]}"));
    Map<String, Object> values = Map.of("rate", 0.00123, "hidden", List.of(16, 16));
    String entry = TrialBranches.yaml(experiment, "s", values, "found");
    String pasted = "name: b\nfeatureSets: {wide: {}}\nsplits: {apart: {}}\nbranches:\n" + entry;
    Branch branch =
        Grid.expand(ExperimentFile.parse(Path.of("b.yaml"), pasted).experiment()).get(0);
    assertThat(branch.id()).isEqualTo("ffn-found-0.00123-e100-wide-apart-s42");
    assertThat(branch.hidden()).containsExactly(16, 16);
    assertThat(branch.plain()).isEqualTo(TrialBranches.of(experiment, "s", values).plain());
  }

  @Test
  void grid_hasAsManyTrialsAsPoints() {
    String space = "rate: {low: 1e-4, high: 1e-2, log: true}, batchSize: {choices: [32, 64]}";
    assertThat(study(ffn(space) + ", sampler: grid").trials()).isEqualTo(3 * 2);
    assertThat(mistake(lines(ffn(space) + ", sampler: grid, trials: 7")).what())
        .isEqualTo("the grid has no more than 6 points");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate: {low: 0, high: 1} | tuning.s.space.rate | `0` is too small",
        "dropout: {low: 0, high: 1} | tuning.s.space.dropout | `1` is too large",
        "batchSize: {choices: [32, 1]} | tuning.s.space.batchSize | `1` is too small",
        "batchSize: {low: 2.5, high: 9} | tuning.s.space.batchSize | `2.5` stands here",
        "classWeights: {choices: [none, all]} | tuning.s.space.classWeights | `all` is not known",
        "hidden: {layers: [1, 2], units: [0]} | tuning.s.space.hidden | `0` is too small",
        "hidden: {low: 1, high: 9} | tuning.s.space.hidden | the net has several layers",
        "rate: {layers: [1, 2], units: [8]} | tuning.s.space.rate.layers"
            + " | only `hidden` of the net `ffn` is a list of layers",
        "hidden: {layers: [3, 1], units: [8]} | tuning.s.space | hidden: maxLayers is 1",
        "rate: {low: 1, high: 0.1} | tuning.s.space | rate: low is 1.0",
        "rate: {low: 0.1} | tuning.s.space.rate | does not say what to try",
        "rate: {low: 0.1, high: 1, step: 2} | tuning.s.space.rate.step"
            + " | is given with a setting that takes any number",
        "batchSize: {choices: [32], log: true} | tuning.s.space.batchSize.log"
            + " | is given with `choices`",
        "classWeights: {low: 0, high: 1} | tuning.s.space.classWeights"
            + " | `classWeights` is no number",
        "layers: {low: 1, high: 2} | tuning.s.space.layers | the net `ffn` does not take it",
        "rat: {low: 0.1, high: 1} | tuning.s.space.rat | the net `ffn` does not take it",
        "seeds: {choices: [1, 2]} | tuning.s.space.seeds | `seeds` is the same for all trials",
        "features: {choices: [wide, nosuch]} | tuning.s.space.features"
            + " | there is no feature set `nosuch`",
        "'' | tuning.s.space | is empty",
      })
  void wrongRange_isRefusedWhereItStands(String space, String field, String what) {
    String study = space.startsWith("features") ? FFN + ", space: {" + space + "}" : ffn(space);
    Problem problem = mistake(lines(study));
    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.what()).contains(what);
    assertThat(problem.line()).isEqualTo(6);
  }

  @Test
  void nearName_isNamed() {
    assertThat(wrong("dropuot: {low: 0, high: 0.5}").hint()).isEqualTo("did you mean `dropout`?");
  }

  @Test
  void severalModels_areNoTrial() {
    Problem problem =
        mistake(
            lines(
                "branch: {net: ffn, features: wide, split: apart, epochs: [1, 2]},"
                    + " space: {rate: {low: 0.1, high: 1}}"));
    assertThat(problem.field()).isEqualTo("tuning.s.branch.epochs");
    assertThat(problem.expected()).contains("`epochs` under `space`");
  }

  @Test
  void whatIsGiven_isNotSearchedToo() {
    assertThat(
            mistake(
                    lines(
                        "branch: {net: ffn, features: wide, split: apart, rate: 0.1},"
                            + " space: {rate: {low: 0.1, high: 1}}"))
                .what())
        .isEqualTo("is given and searched");
  }

  @ParameterizedTest
  @CsvSource({"leaky, segments of one track train and validate", "folded, has folds"})
  void splitWhoseValidationLeaks_isRefused(String split, String why) {
    Problem problem =
        mistake(
            lines(
                "branch: {net: ffn, features: wide, split: "
                    + split
                    + "}, space: {rate: {low: 0.1, high: 1}}"));
    assertThat(problem.field()).isEqualTo("tuning.s.branch.split");
    assertThat(problem.what()).contains(why);
  }

  @Test
  void settingOfAnotherSampler_isRefused() {
    String space = ffn("rate: {low: 0.1, high: 1}");
    assertThat(mistake(lines(space + ", sampler: random, startup: 3")).what())
        .isEqualTo("is given without `sampler: tpe`");
    assertThat(mistakes(lines(space + ", pruner: none, pruneAfter: 3"))).hasSize(1);
  }

  @Test
  void branchOfAStudy_isHeldToTheRulesOfBranches() {
    Problem problem =
        mistake(
            lines(
                "branch: {net: ffn, features: wid, split: apart},"
                    + " space: {rate: {low: 0.1, high: 1}}"));
    assertThat(problem.field()).isEqualTo("tuning.s.branch.features");
    assertThat(problem.hint()).isEqualTo("did you mean `wide`?");
  }

  @Test
  void synthesis_isThatOfABranch() {
    String[] with = {
      "name: a",
      "featureSets: {wide: {}}",
      "splits: {apart: {}}",
      "synthesis: {sets: {more: {method: repeat, samples: 5}}}",
      "tuning:",
      "  s: {branch: {net: net6, synthesis: more}, space: {rate: {low: 0.1, high: 1}}}",
      ""
    };
    assertThat(mistake(with).what()).contains("no branch has the segments `more-wide-apart-s42`");
    with[6] = "branches: [{net: forest, synthesis: more}]";
    assertThat(experiment(with).tuning()).hasSize(1);
  }
}
