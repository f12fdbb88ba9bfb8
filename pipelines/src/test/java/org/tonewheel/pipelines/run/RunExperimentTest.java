package org.tonewheel.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.file.ExperimentException;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.settings.Experiment;

class RunExperimentTest {

  private static Experiment experiment(String more) throws ExperimentException {
    String text =
        "name: a\nfeatureSets: {zwei: {}, eins: {}}\nsplits: {track: {}}\nbranches:\n"
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
    assertThat(Json.line(RunExperiment.withoutPublished(paper)))
        .as("of which names of runs are made")
        .isEqualTo(Json.line(plain));
  }

  @Test
  void anyOtherChange_makesAnotherRun() throws ExperimentException {
    assertThat(RunExperiment.sameResults(experiment(""), experiment(", trees: 7"))).isFalse();
  }
}
