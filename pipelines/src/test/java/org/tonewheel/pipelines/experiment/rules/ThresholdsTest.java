package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;

import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.ReportSettings;
import org.tonewheel.pipelines.experiment.settings.Threshold;

/** What the report asks of figures. */
final class ThresholdsTest {

  private static String[] lines(String report) {
    return new String[] {
      "name: a",
      "featureSets: {frames33: {}}",
      "splits: {by-track: {protocol: track}, leaky: {protocol: segment}}",
      "branches:",
      "  - {net: forest, split: [by-track, leaky]}",
      "report: " + report
    };
  }

  private static Problem wrong(String threshold) {
    return mistake(lines("{thresholds: [{" + threshold + "}]}"));
  }

  @Test
  void defaults_areAccuracyByItsInterval_ofEveryBranch() {
    ReportSettings report = experiment(lines("{thresholds: [{atLeast: 0.5}]}")).reporting();
    Threshold threshold = report.thresholds().get(0);
    assertThat(threshold.metric()).isEqualTo(Threshold.Metric.ACCURACY);
    assertThat(threshold.by()).isEqualTo(Threshold.By.INTERVAL);
    assertThat(threshold.level()).isNull();
    assertThat(threshold.isFor("forest-frames33-leaky", "leaky")).isTrue();
    assertThat(report.decides()).isEqualTo(ReportSettings.Decides.BEST);
  }

  @Test
  void thresholds_changeNoModel() {
    assertThat(Grid.expand(experiment(lines("{thresholds: [{atLeast: 0.5}]}"))))
        .isEqualTo(Grid.expand(experiment(lines("{}"))));
  }

  @Test
  void globAndSplit_narrowWhatItIsFor() {
    Threshold threshold =
        experiment(lines("{thresholds: [{branch: 'forest-*', split: by-track, atLeast: 0.5}]}"))
            .reporting()
            .thresholds()
            .get(0);
    assertThat(threshold.isFor("forest-frames33-by-track", "by-track")).isTrue();
    assertThat(threshold.isFor("forest-frames33-leaky", "leaky")).isFalse();
    assertThat(threshold.isFor("net5-frames33-by-track", "by-track")).isFalse();
  }

  @Test
  void thresholdWithoutABound_orOneInPercent_isAnError() {
    assertThat(wrong("metric: f1").what()).isEqualTo("says not what must be reached");
    Problem percent = wrong("atLeast: 70");
    assertThat(percent.field()).isEqualTo("report.thresholds[0].atLeast");
    assertThat(percent.what()).isEqualTo("70.0 is no share");
    assertThat(wrong("atLeast: -0.1").expected()).isEqualTo("0 to 1, such as 0.7 for 70%");
    assertThat(wrong("atLeast: 0.6, atMost: 0.5").what())
        .isEqualTo("`atLeast` lies above `atMost`");
  }

  @Test
  void whatItNames_mustBeThere() {
    assertThat(wrong("branch: net5-*, atLeast: 0.5").what())
        .isEqualTo("`net5-*` is the id of no branch");
    Problem split = wrong("split: by-tracks, atLeast: 0.5");
    assertThat(split.what()).isEqualTo("no branch has the split `by-tracks`");
    assertThat(split.hint()).contains("by-track");
    assertThat(wrong("level: row, atLeast: 0.5").what()).isEqualTo("the source is no table");
    assertThat(wrong("branch: '[', atLeast: 0.5").what()).startsWith("`[` is no glob");
  }

  @Test
  void baseline_isABranch_withOrWithoutItsSplit() {
    assertThat(experiment(lines("{baseline: forest-frames33}")).reporting().baseline())
        .isEqualTo("forest-frames33");
    assertThat(experiment(lines("{baseline: forest-frames33-leaky}")).report()).isNotNull();
    assertThat(mistake(lines("{baseline: forrest-frames33}")).hint()).contains("forest-frames33");
  }
}
