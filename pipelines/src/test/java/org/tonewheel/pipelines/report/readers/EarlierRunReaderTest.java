package org.tonewheel.pipelines.report.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Threshold;
import org.tonewheel.pipelines.report.Report;
import org.tonewheel.pipelines.report.data.EarlierRun;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.run.RunDirectory;

class EarlierRunReaderTest {
  @TempDir Path output;

  private static Experiment against(String run) {
    return experiment(
        "name: a",
        "featureSets: {frames33: {}}",
        "splits: {track: {}}",
        "branches: [{net: forest}]",
        "report: {thresholds: [{atLeast: 0, against: '" + run + "'}]}");
  }

  private EarlierRun read(String name) {
    Map<String, EarlierRun> runs =
        EarlierRunReader.read(RunDirectory.at(output.resolve("new")), against(name));
    assertThat(runs).containsOnlyKeys(name);
    return runs.get(name);
  }

  @Test
  void runBesideThisOne_isReadByItsName_andItsReportByItsPath() throws IOException {
    Report.write(SampleRun.ofTenGenres(), output.resolve("old/report"));
    EarlierRun run = read("old");
    assertThat(run.problem()).isNull();
    assertThat(run.run()).isEqualTo("gtzan-ten-1f2e3d4c");
    assertThat(run.best()).isEqualTo("net5-adam-0.001-artist");
    assertThat(run.entries()).hasSize(6); // all that have figures
    assertThat(run.entries().get(0).levels().get(Threshold.Level.TRACK))
        .containsKeys(Threshold.Metric.ACCURACY, Threshold.Metric.LOG_LOSS);
    assertThat(run.entries().get(0).protocol()).isEqualTo("group");
    assertThat(read(output.resolve("old/report/metrics.json").toString())).isEqualTo(run);
  }

  @Test
  void runWithoutAReport_orABrokenOne_orThisOne_isAReasonNotAFailure() throws IOException {
    assertThat(read("gone").problem()).isEqualTo("there is no report of it");
    Path broken = output.resolve("broken/report");
    Files.createDirectories(broken);
    Files.writeString(broken.resolve("metrics.json"), "{\"genres\": [");
    assertThat(read("broken").problem()).isEqualTo("its report cannot be read");
    Files.createDirectories(output.resolve("new/report"));
    Files.writeString(output.resolve("new/report/metrics.json"), "{}");
    assertThat(read("new").problem()).isEqualTo("there is no report of it");
  }

  @Test
  void anotherReport_isAnotherHash() throws IOException {
    RunDirectory run = RunDirectory.at(output.resolve("new"));
    assertThat(EarlierRunReader.hashes(run, against("old"))).containsEntry("old", "none");
    Path report = Files.createDirectories(output.resolve("old/report"));
    Files.writeString(report.resolve("metrics.json"), "{}");
    Map<String, String> before = EarlierRunReader.hashes(run, against("old"));
    Files.writeString(report.resolve("metrics.json"), "{} ");
    assertThat(EarlierRunReader.hashes(run, against("old"))).isNotEqualTo(before);
  }
}
