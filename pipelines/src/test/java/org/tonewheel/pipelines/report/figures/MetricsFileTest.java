package org.tonewheel.pipelines.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.report.Report;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SideCount;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;
import org.tonewheel.sampling.TrackEntry;

class MetricsFileTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final SplitData TRACK = SmallRun.split("track", Protocol.TRACK, 1, Map.of());
  private static final SplitData LEAKY = SmallRun.split("leaky", Protocol.SEGMENT, 1, Map.of());
  private static final SplitData GROUP =
      SmallRun.split("artist", Protocol.GROUP, 1, Map.of("a", "x", "b", "y", "c", "y"));

  @TempDir Path directory;

  private static MetricsFile build(List<SplitData> splits, BranchData... branches) {
    return new MetricsBuilder(SmallRun.of(splits, List.of(branches))).build();
  }

  @Test
  void figures_equalThoseWorkedOutByHand() {
    MetricsFile metrics =
        build(List.of(TRACK), SmallRun.branch("net5-track", "track", 0, 42, SmallRun.mixed()));
    LevelFigures segment = metrics.branches().get(0).test().segment();
    assertThat(segment.size()).isEqualTo(6);
    assertThat(segment.accuracy()).isEqualTo(2 / 6.0, EXACT);
    assertThat(segment.precision()).isEqualTo((1 / 4.0 + 1 / 2.0) / 2, EXACT);
    assertThat(segment.recall()).isEqualTo((1 / 2.0 + 1 / 4.0) / 2, EXACT);
    assertThat(segment.f1()).isEqualTo(1 / 3.0, EXACT);
    assertThat(segment.confusion()).isEqualTo(List.of(List.of(1, 1), List.of(3, 1)));

    LevelFigures track = metrics.branches().get(0).test().track();
    assertThat(track.size()).isEqualTo(3);
    assertThat(track.accuracy()).isEqualTo(2 / 3.0, EXACT);
    assertThat(track.precision()).isEqualTo(0.75, EXACT);
    assertThat(track.recall()).isEqualTo(0.75, EXACT);
    assertThat(track.f1()).isEqualTo(2 / 3.0, EXACT);
    assertThat(track.auc()).isEqualTo(0.75, EXACT);
    assertThat(track.logLoss())
        .isEqualTo(-(Math.log(0.625) + Math.log(0.5625) + Math.log(0.375)) / 3, EXACT);
    assertThat(track.confusion()).isEqualTo(List.of(List.of(1, 0), List.of(1, 1)));
    assertThat(track.genres().get(1).genre()).isEqualTo("rock");
    assertThat(track.genres().get(1).support()).isEqualTo(2);
    assertThat(track.genres().get(1).precision()).isEqualTo(1, EXACT);
    assertThat(track.genres().get(1).recall()).isEqualTo(0.5, EXACT);
    assertThat(track.spread()).isNull();
    assertThat(track.interval().over()).isEqualTo("track");
    assertThat(track.interval().clusters()).isEqualTo(3);
    assertThat(track.interval().accuracy().low()).isZero();
    assertThat(track.interval().accuracy().high()).isEqualTo(1);
  }

  @Test
  void groupSplit_resamplesGroups() {
    MetricsFile metrics =
        build(List.of(GROUP), SmallRun.branch("net5-artist", "artist", 0, 42, SmallRun.mixed()));
    LevelFigures.Intervals interval = metrics.branches().get(0).test().track().interval();
    assertThat(interval.over()).isEqualTo("group");
    assertThat(interval.clusters()).isEqualTo(2);
  }

  @Test
  void seeds_areAveragedAndTheirSpreadIsApart() {
    MetricsFile metrics =
        build(
            List.of(TRACK),
            SmallRun.branch("net5-track", "track", 0, 1, SmallRun.mixed()),
            SmallRun.branch("net5-track", "track", 0, 2, SmallRun.all(true, true)));
    MetricsFile.Entry entry = metrics.branches().get(0);
    assertThat(metrics.branches()).hasSize(1);
    assertThat(entry.seeds()).isEqualTo(2);
    assertThat(entry.seconds()).isEqualTo(5);
    assertThat(entry.test().track().size()).isEqualTo(3);
    assertThat(entry.test().track().accuracy()).isEqualTo((2 / 3.0 + 1) / 2, EXACT);
    assertThat(entry.test().track().spread().seeds()).isEqualTo(2);
    assertThat(entry.test().track().spread().accuracy().min()).isEqualTo(2 / 3.0, EXACT);
    assertThat(entry.test().track().spread().accuracy().max()).isEqualTo(1);
    assertThat(entry.test().track().spread().accuracy().deviation())
        .isEqualTo(1 / 3.0 / Math.sqrt(2), EXACT);
    assertThat(entry.test().track().confusion()).isEqualTo(List.of(List.of(2, 0), List.of(1, 3)));
  }

  @Test
  void folds_arePooled() {
    SplitData folds = SmallRun.split("track", Protocol.TRACK, 3, Map.of());
    List<BranchData> branches = new ArrayList<>();
    String[] tracks = {"a", "b", "c"};
    for (int fold = 0; fold < 3; fold++) {
      String tested = tracks[fold];
      String validated = tracks[(fold + 1) % 3];
      List<PredictionRow> rows =
          SmallRun.mixed().stream()
              .filter(row -> row.track().equals(row.side() == Side.TEST ? tested : validated))
              .toList();
      branches.add(SmallRun.branch("net5-track", "track", fold, 42, rows));
    }
    MetricsFile pooled = new MetricsBuilder(SmallRun.of(List.of(folds), branches)).build();
    MetricsFile whole =
        build(List.of(TRACK), SmallRun.branch("net5-track", "track", 0, 42, SmallRun.mixed()));
    assertThat(pooled.branches().get(0).folds()).isEqualTo(3);
    assertThat(pooled.branches().get(0).test()).isEqualTo(whole.branches().get(0).test());
    assertThat(pooled.branches().get(0).validation())
        .isEqualTo(whole.branches().get(0).validation());
  }

  @Test
  void best_isChosenOnValidationAndNotOnTest() {
    MetricsFile metrics =
        build(
            List.of(TRACK),
            SmallRun.branch("lucky-track", "track", 0, 42, SmallRun.all(false, true)),
            SmallRun.branch("steady-track", "track", 0, 42, SmallRun.all(true, false)));
    assertThat(metrics.best().branch()).isEqualTo("steady-track");
    assertThat(metrics.best().validationAccuracy()).isEqualTo(1);
  }

  @Test
  void best_isOfTheSafestSplit() {
    MetricsFile metrics =
        build(
            List.of(LEAKY, TRACK, GROUP),
            SmallRun.branch("net5-leaky", "leaky", 0, 42, SmallRun.all(true, true)),
            SmallRun.branch("net5-track", "track", 0, 42, SmallRun.all(true, true)),
            SmallRun.branch("net5-artist", "artist", 0, 42, SmallRun.mixed()));
    assertThat(metrics.best().branch()).isEqualTo("net5-artist");
    assertThat(metrics.best().protocol()).isEqualTo("group");
    assertThat(metrics.best().safe()).isTrue();
  }

  @Test
  void publishedLists_areSaferThanSegments_andLessSafeThanSplitsByTrack() {
    SplitData lists = SmallRun.split("lists", Protocol.LISTS, 1, Map.of());
    SplitData leaky = SmallRun.split("leaky", Protocol.SEGMENT, 1, Map.of());
    BranchData byLists = SmallRun.branch("n-lists", "lists", 0, 1, SmallRun.mixed());
    BranchData byTrack = SmallRun.branch("n-track", "track", 0, 1, SmallRun.mixed());
    BranchData bySegment = SmallRun.branch("n-leaky", "leaky", 0, 1, SmallRun.all(true, true));
    MetricsFile two = build(List.of(lists, leaky), byLists, bySegment);
    assertThat(two.best().branch()).isEqualTo("n-lists");
    assertThat(two.best().safe()).isTrue();
    assertThat(LeakComparison.of(two.branches())).hasSize(1);
    assertThat(build(List.of(lists, TRACK), byLists, byTrack).best().branch()).isEqualTo("n-track");
  }

  @Test
  void listsThatKeepGroupsWhole_resampleGroups() {
    List<TrackEntry> tracks =
        List.of(
            new TrackEntry("a", "jazz", "one", 2),
            new TrackEntry("b", "rock", "two", 2),
            new TrackEntry("c", "rock", "two", 2));
    List<Assignment> rows =
        List.of(new Assignment("a", null, 0, Side.TRAIN), new Assignment("b", null, 0, Side.TEST));
    SplitData byArtist = SplitData.of("l", Protocol.LISTS, "artist", SmallRun.GENRES, tracks, rows);
    assertThat(byArtist.clusters()).containsEntry("b", "two").containsEntry("c", "two");
    assertThat(byArtist.leftOut()).isOne();
    assertThat(byArtist.counts()).extracting(SideCount::tracks).containsExactly(1, 1);
    assertThat(byArtist.clusterWords()).isEqualTo("groups by artist");
    SplitData plain = SplitData.of("l", Protocol.LISTS, null, SmallRun.GENRES, tracks, rows);
    assertThat(plain.grouped()).isFalse();
    assertThat(plain.clusterWords()).isEqualTo("recordings");
  }

  @Test
  void failureUnderTheSafestSplit_doesNotLetAnUnsafeArmWin() {
    MetricsFile metrics =
        build(
            List.of(LEAKY, TRACK),
            SmallRun.branch("net5-leaky", "leaky", 0, 42, SmallRun.all(true, true)),
            SmallRun.failed("net5-track", "track", 0));
    assertThat(metrics.best()).isNull();
  }

  @Test
  void leakyRunAlone_choosesButSaysUnsafe() {
    MetricsFile metrics =
        build(
            List.of(LEAKY),
            SmallRun.branch("net5-leaky", "leaky", 0, 42, SmallRun.all(true, true)));
    assertThat(metrics.best().safe()).isFalse();
    assertThat(metrics.branches().get(0).safe()).isFalse();
  }

  @Test
  void baselines_standApartAndAreNeverBest() {
    MetricsFile metrics =
        build(
            List.of(TRACK),
            SmallRun.branch("dummy-track", "track", 0, 42, SmallRun.all(true, true)),
            SmallRun.branch("net5-track", "track", 0, 42, SmallRun.mixed()));
    assertThat(metrics.baselines()).extracting("branch").containsExactly("dummy-track");
    assertThat(metrics.branches()).extracting("branch").containsExactly("net5-track");
    assertThat(metrics.best().branch()).isEqualTo("net5-track");
  }

  @Test
  void configurationWithAFailedFold_hasItsReasonAndNoFigures() {
    SplitData folds = SmallRun.split("track", Protocol.TRACK, 3, Map.of());
    MetricsFile metrics =
        build(
            List.of(folds),
            SmallRun.branch("net5-track", "track", 0, 42, SmallRun.mixed()),
            SmallRun.failed("net5-track", "track", 1));
    MetricsFile.Entry entry = metrics.branches().get(0);
    assertThat(entry.state()).isEqualTo(BranchState.FAILED);
    assertThat(entry.failure()).isEqualTo("the loss was not finite");
    assertThat(entry.test()).isNull();
    assertThat(entry.models()).hasSize(2);
    assertThat(metrics.best()).isNull();
  }

  @Test
  void segmentPredictedTwice_isAnError() {
    List<PredictionRow> rows = new ArrayList<>(SmallRun.mixed());
    rows.add(SmallRun.row("b", 1, Side.TEST, 1, 0.5f));
    assertThatThrownBy(
            () -> build(List.of(TRACK), SmallRun.branch("net5-track", "track", 0, 42, rows)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("segment 1 of track b twice on TEST");
  }

  @Test
  void rowProtocol_hasRowsInPlaceOfSegmentsAndTracks() {
    SplitData rows = SmallRun.split("row", Protocol.ROW, 1, Map.of());
    MetricsFile.Levels test =
        build(List.of(rows), SmallRun.branch("ffn-row", "row", 0, 42, SmallRun.mixed()))
            .branches()
            .get(0)
            .test();
    assertThat(test.row().accuracy()).isEqualTo(2 / 6.0, EXACT);
    assertThat(test.segment()).isNull();
    assertThat(test.track()).isNull();
  }

  @Test
  void tableRun_countsRowsUnderEverySplit_withAveragesByRowsBesideTheMacroOnes() {
    SplitData row = SmallRun.split("row", Protocol.ROW, 1, Map.of());
    SplitData artist =
        new SplitData("artist", Protocol.GROUP, "artist", 1, List.of(), 0, true, Map.of("a", "x"));
    SplitData repeat =
        new SplitData("repeat", Protocol.GROUP, "repeat", 1, List.of(), 0, true, Map.of("a", "y"));
    List<SplitData> splits = List.of(row, artist, repeat);
    MetricsFile metrics =
        new MetricsBuilder(
                SmallRun.ofTable(
                    splits,
                    List.of(
                        SmallRun.branch("ffn-row", "row", 0, 42, SmallRun.all(true, true)),
                        SmallRun.branch("ffn-repeat", "repeat", 0, 42, SmallRun.all(true, true)),
                        SmallRun.branch("ffn-artist", "artist", 0, 42, SmallRun.mixed()))))
            .build();
    assertThat(metrics.branches())
        .allSatisfy(
            entry -> {
              assertThat(entry.test().row()).isNotNull();
              assertThat(entry.test().segment()).isNull();
              assertThat(entry.test().track()).isNull();
              assertThat(entry.safe()).isEqualTo(!entry.split().equals("row"));
            });
    LevelFigures mixed = metrics.branches().get(2).test().row();
    // One of two of jazz is right, and one of four of rock; four are called jazz, two rock.
    assertThat(mixed.precision()).isEqualTo((0.25 + 0.5) / 2, EXACT);
    assertThat(mixed.weighted().precision()).isEqualTo((2 * 0.25 + 4 * 0.5) / 6, EXACT);
    assertThat(mixed.weighted().recall()).isEqualTo(mixed.accuracy(), EXACT);
    assertThat(mixed.weighted().f1()).isEqualTo(1 / 3.0, EXACT);
    assertThat(metrics.best().split())
        .as("artists apart are safer than equal rows apart")
        .isEqualTo("artist");
    assertThat(LeakComparison.of(metrics.branches()))
        .extracting(pair -> pair.safe().split() + " " + pair.leaky().split())
        .containsExactlyInAnyOrder("artist row", "repeat row");
    assertThat(metrics.table().ceiling()).isEqualTo(0.875);
  }

  @Test
  void file_hasTheDocumentedShape() throws IOException {
    ReportData data =
        SmallRun.of(
            List.of(TRACK),
            List.of(
                SmallRun.branch("net5-track", "track", 0, 42, SmallRun.mixed()),
                SmallRun.branch("dummy-track", "track", 0, 42, SmallRun.mixed())));
    Report.write(data, directory);
    JsonNode file = new ObjectMapper().readTree(directory.resolve("metrics.json").toFile());
    assertThat(file.get("formatVersion").asInt()).isEqualTo(3);
    assertThat(file.get("run").asText()).isEqualTo("small-00000000");
    assertThat(file.get("experiment").asText()).isEqualTo("small");
    assertThat(file.get("counts").toString())
        .isEqualTo("{\"tracks\":3,\"segments\":6,\"pictures\":0,\"rejected\":1}");
    JsonNode branch = file.get("branches").get(0);
    assertThat(branch.get("branch").asText()).isEqualTo("net5-track");
    assertThat(branch.get("state").asText()).isEqualTo("done");
    assertThat(branch.get("protocol").asText()).isEqualTo("track");
    assertThat(branch.get("safe").asBoolean()).isTrue();
    assertThat(branch.get("published").isNull()).isTrue();
    assertThat(branch.get("folds").asInt()).isEqualTo(1);
    assertThat(branch.get("epochs").asInt()).isEqualTo(10);
    assertThat(branch.get("settings").toString()).isEqualTo("{\"batchSize\":\"32\"}");
    assertThat(branch.get("models").get(0).get("keptEpoch").asInt()).isEqualTo(8);
    assertThat(branch.get("models").get(0).get("ended").asText()).isEqualTo("patience");
    assertThat(branch.get("validation").get("track").has("interval")).isFalse();
    assertThat(branch.get("test").has("row")).isFalse();
    for (String figure :
        List.of("accuracy", "precision", "recall", "f1", "auc", "logLoss", "interval")) {
      assertThat(branch.get("test").get("segment").has(figure)).as(figure).isTrue();
    }
    assertThat(file.get("baselines").get(0).get("branch").asText()).isEqualTo("dummy-track");
  }

  @Test
  void secondReport_replacesTheFirstAndLeavesNothingElse() throws IOException {
    ReportData data =
        SmallRun.of(
            List.of(TRACK), List.of(SmallRun.branch("n-track", "track", 0, 1, SmallRun.mixed())));
    Report.write(data, directory);
    byte[] first = Files.readAllBytes(directory.resolve("index.html"));
    Report.write(data, directory);
    assertThat(directory.resolve("index.html")).hasBinaryContent(first);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("index.html", "metrics.json");
    }
  }
}
