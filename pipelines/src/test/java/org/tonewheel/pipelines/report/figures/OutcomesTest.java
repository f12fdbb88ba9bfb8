package org.tonewheel.pipelines.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.report.Report;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SampleRun;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.data.TableSample;
import org.tonewheel.pipelines.report.figures.OutcomesFile.Outcome;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;

/** {@code outcomes.json}. */
class OutcomesTest {
  private static final SplitData TRACK = SmallRun.split("track", Protocol.TRACK, 1, Map.of());

  @TempDir Path folder;

  private OutcomesFile write(ReportData data) throws IOException {
    Report.write(data, folder);
    return Json.read(folder.resolve(OutcomesFile.NAME), OutcomesFile.class);
  }

  @Test
  void tracksAreListedOnce_withWhatWasSaidOfThem() throws IOException {
    OutcomesFile file =
        write(
            SmallRun.of(
                List.of(TRACK),
                List.of(
                    SmallRun.branch("net5-track", "track", 0, 1, SmallRun.mixed()),
                    SmallRun.branch("dummy-track", "track", 0, 1, SmallRun.all(true, false)))));
    assertThat(file.formatVersion()).isEqualTo(1);
    assertThat(file.run()).isEqualTo("small-00000000");
    assertThat(file.genres()).containsExactly("jazz", "rock");
    assertThat(file.tracks()).containsExactly("a", "b", "c");
    assertThat(file.truth()).containsExactly(0, 1, 1);
    assertThat(file.sets()).hasSize(1);
    assertThat(file.sets().get(0)).containsExactly(0, 1, 2);
    assertThat(file.branches())
        .extracting(Outcome::branch)
        .containsExactly("net5-track", "dummy-track");
    assertThat(file.branches().get(0).said()).containsExactly(0, 1, 0); // by vote of the segments
    assertThat(file.branches().get(1).said()).containsExactly(1, 0, 0);
  }

  @Test
  void seedsDecideByTheMeanOfTheirProbabilities() throws IOException {
    OutcomesFile file =
        write(
            SmallRun.of(
                List.of(TRACK),
                List.of(
                    SmallRun.branch("n-track", "track", 0, 1, SmallRun.mixed()),
                    SmallRun.branch("n-track", "track", 0, 2, SmallRun.all(true, true)))));
    // c: (0.625 + 0.25) / 2 for jazz
    assertThat(file.branches().get(0).said()).containsExactly(0, 1, 1);
  }

  @Test
  void foldsArePooled_andWhatTestsOtherTracksHasAnotherSet() throws IOException {
    SplitData folds = SmallRun.split("folds", Protocol.TRACK, 2, Map.of());
    List<PredictionRow> rows = SmallRun.mixed();
    OutcomesFile file =
        write(
            SmallRun.of(
                List.of(folds, TRACK),
                List.of(
                    SmallRun.branch("n-folds", "folds", 0, 1, of(rows, "a", "b")),
                    SmallRun.branch("n-folds", "folds", 1, 1, of(rows, "c")),
                    SmallRun.branch("n-track", "track", 0, 1, of(rows, "a", "c")))));
    assertThat(file.sets()).hasSize(2);
    assertThat(file.sets().get(0)).containsExactly(0, 1, 2);
    assertThat(file.sets().get(1)).containsExactly(0, 2);
    assertThat(file.branches().get(1).set()).isEqualTo(1);
    assertThat(file.branches().get(1).said()).containsExactly(0, 0);
  }

  private static List<PredictionRow> of(List<PredictionRow> rows, String... tracks) {
    return rows.stream().filter(row -> List.of(tracks).contains(row.track())).toList();
  }

  @Test
  void failedBranch_hasNone() throws IOException {
    OutcomesFile file =
        write(SmallRun.of(List.of(TRACK), List.of(SmallRun.failed("n-track", "track", 0))));
    assertThat(file.branches()).isEmpty();
    assertThat(file.tracks()).isEmpty();
  }

  @Test
  void syntheticTracks_areLeftOut() throws IOException {
    List<PredictionRow> rows = new ArrayList<>(SmallRun.mixed());
    String synthetic = "synthetic:s/rock#0";
    rows.add(SmallRun.row(synthetic, 0, Side.VALIDATION, 1, 0.25f));
    rows.add(SmallRun.row(synthetic, 0, Side.TEST, 1, 0.25f));
    OutcomesFile file =
        write(
            SmallRun.of(
                List.of(TRACK),
                List.of(
                    SmallRun.branch("net5-track", "track", 0, 1, SmallRun.mixed()),
                    SmallRun.arm("before", true, "track", 1, rows))));
    assertThat(file.tracks()).containsExactly("a", "b", "c");
    assertThat(file.sets()).hasSize(1);
  }

  @Test
  void shareThatIsRight_isTheAccuracyOfTracks() throws IOException {
    OutcomesFile file = write(SampleRun.ofTenGenres());
    JsonNode metrics = new ObjectMapper().readTree(folder.resolve("metrics.json").toFile());
    int compared = 0;
    for (JsonNode entry : metrics.get("branches")) {
      if (entry.get("seeds").asInt() == 1) {
        Outcome outcome =
            file.branches().stream()
                .filter(one -> one.branch().equals(entry.get("branch").asText()))
                .findFirst()
                .orElseThrow();
        int[] set = file.sets().get(outcome.set());
        double right =
            IntStream.range(0, set.length)
                .filter(i -> outcome.said()[i] == file.truth()[set[i]])
                .count();
        assertThat(right / set.length)
            .isCloseTo(entry.at("/test/track/accuracy").asDouble(), Offset.offset(1e-12));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(4);
  }

  @Test
  void table_hasItsRows() throws IOException {
    OutcomesFile file = write(TableSample.ofTenGenres());
    assertThat(file.branches()).isNotEmpty();
    assertThat(Files.size(folder.resolve(OutcomesFile.NAME))).isLessThan(1 << 20);
  }
}
