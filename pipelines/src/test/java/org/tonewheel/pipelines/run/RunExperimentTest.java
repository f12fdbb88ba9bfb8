package org.tonewheel.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.file.ExperimentException;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.settings.Experiment;

class RunExperimentTest {

  private static Experiment experiment(String more) throws ExperimentException {
    return experiment(more, "");
  }

  private static Experiment experiment(String more, String beside) throws ExperimentException {
    String text =
        beside
            + "name: a\nfeatureSets: {zwei: {}, eins: {}}\nsplits: {track: {}}\nbranches:\n"
            + "  - {net: forest, features: eins%s}\n  - {net: logistic, features: zwei}\n"
                .formatted(more);
    return ExperimentFile.parse(Path.of("a.yaml"), text).experiment();
  }

  @Test
  void publishedFigures_makeNoOtherRun() throws ExperimentException {
    Experiment plain = experiment("");
    Experiment paper = experiment(", published: [{source: P1, accuracy: 0.5}]");
    assertThat(paper).isNotEqualTo(plain);
    assertThat(RunExperiment.sameResults(plain, paper)).isTrue();
    assertThat(Json.line(RunExperiment.withoutReport(paper)))
        .as("of which names of runs are made")
        .isEqualTo(Json.line(plain));
  }

  @Test
  void thresholds_makeNoOtherRun() throws ExperimentException {
    Experiment plain = experiment("");
    Experiment judged = experiment("", "report: {thresholds: [{atLeast: 0.5}]}\n");
    assertThat(judged.reporting().thresholds()).hasSize(1);
    assertThat(RunExperiment.sameResults(plain, judged)).isTrue();
    assertThat(Json.line(RunExperiment.withoutReport(judged))).isEqualTo(Json.line(plain));
  }

  @Test
  void anyOtherChange_makesAnotherRun() throws ExperimentException {
    assertThat(RunExperiment.sameResults(experiment(""), experiment(", trees: 7"))).isFalse();
  }
}
