package org.tonewheel.pipelines.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.evaluation.Interval;
import org.tonewheel.pipelines.experiment.settings.Synthesis.Admit;
import org.tonewheel.pipelines.report.Report;
import org.tonewheel.pipelines.report.data.ArmsRun;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.SmallRun;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;

/** Arms with synthetic segments: what they are compared with, and whether they may be chosen. */
class ArmsTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final SplitData TRACK = SmallRun.split("track", Protocol.TRACK, 1, Map.of());
  private static final SplitData LEAKY = SmallRun.split("leaky", Protocol.SEGMENT, 1, Map.of());

  private static final BranchData PLAIN =
      SmallRun.branch("net5-track", "track", 0, 1, SmallRun.mixed());

  private static final BranchData BETTER =
      SmallRun.arm("smote", false, "track", 1, SmallRun.all(true, true));

  private static MetricsFile build(Admit admit, List<SplitData> splits, BranchData... branches) {
    return new MetricsBuilder(SmallRun.of(splits, List.of(branches), admit, List.of())).build();
  }

  private static MetricsFile.Entry entry(MetricsFile metrics, String branch) {
    return metrics.branches().stream()
        .filter(one -> one.branch().equals(branch))
        .findFirst()
        .orElseThrow();
  }

  /** The test side of {@link SmallRun#mixed} and synthetic segments, all of them right. */
  private static List<PredictionRow> withSynthetic(long seed) {
    List<PredictionRow> rows = new ArrayList<>(SmallRun.mixed());
    for (Side side : new Side[] {Side.VALIDATION, Side.TEST}) {
      for (int i = 0; i < 4; i++) {
        String track = "synthetic:smote-track-s" + seed + "/rock#" + i + side;
        rows.add(SmallRun.row(track, i, side, 1, 0.25f));
      }
    }
    return rows;
  }

  @Test
  void difference_equalsWhatIsWorkedOutByHand() {
    PairedFigures paired =
        entry(build(Admit.ALWAYS, List.of(TRACK), PLAIN, BETTER), "net5-smote-track").paired();
    assertThat(paired.against()).isEqualTo("net5-track");
    assertThat(paired.seeds()).isEqualTo(1);
    PairedFigures.Level track = paired.test().track();
    assertThat(track.size()).isEqualTo(3);
    assertThat(track.over()).isEqualTo("track");
    assertThat(track.clusters()).isEqualTo(3);
    assertThat(track.accuracy().mean()).isEqualTo(1 - 2 / 3.0, EXACT);
    assertThat(track.macroAccuracy().mean()).isEqualTo(1 - (1 + 1 / 2.0) / 2, EXACT);
    assertThat(track.accuracy().spread()).isNull();
    // a resample without track c has no difference, one of c alone has all of it
    assertThat(track.accuracy().interval()).isEqualTo(new Interval(0, 1));
    PairedFigures.Level segment = paired.test().segment();
    assertThat(segment.accuracy().mean()).isEqualTo(1 - 2 / 6.0, EXACT);
    assertThat(segment.macroAccuracy().mean()).isEqualTo(1 - (1 / 2.0 + 1 / 4.0) / 2, EXACT);
  }

  @Test
  void seedsOfOneArmAlone_areLeftOut_andTheSpreadIsOverTheOthers() {
    PairedFigures paired =
        entry(
                build(
                    Admit.ALWAYS,
                    List.of(TRACK),
                    PLAIN,
                    SmallRun.branch("net5-track", "track", 0, 2, SmallRun.all(true, true)),
                    SmallRun.branch("net5-track", "track", 0, 4, SmallRun.all(true, true)),
                    BETTER,
                    SmallRun.arm("smote", false, "track", 2, SmallRun.all(true, true)),
                    SmallRun.arm("smote", false, "track", 3, SmallRun.all(false, false))),
                "net5-smote-track")
            .paired();
    assertThat(paired.seeds()).isEqualTo(2);
    PairedFigures.Figure accuracy = paired.test().track().accuracy();
    assertThat(accuracy.mean()).isEqualTo(1 / 6.0, EXACT);
    assertThat(accuracy.spread().min()).isZero();
    assertThat(accuracy.spread().max()).isEqualTo(1 / 3.0, EXACT);
  }

  @Test
  void armWithoutAPlainOne_hasNoDifference_andIsAdmittedOnlyAlways() {
    MetricsFile always = build(Admit.ALWAYS, List.of(TRACK), BETTER);
    assertThat(always.branches().get(0).paired()).isNull();
    assertThat(always.best().branch()).isEqualTo("net5-smote-track");
    MetricsFile ifBetter = build(Admit.IF_BETTER, List.of(TRACK), BETTER);
    assertThat(ifBetter.branches().get(0).admission().because()).contains("no plain arm");
    assertThat(ifBetter.best()).isNull();
  }

  @Test
  void plainArms_haveNeitherDifferenceNorAdmission() {
    MetricsFile.Entry plain = build(Admit.IF_BETTER, List.of(TRACK), PLAIN).branches().get(0);
    assertThat(plain.paired()).isNull();
    assertThat(plain.admission()).isNull();
    assertThat(plain.synthesis()).isNull();
  }

  @Test
  void ifBetter_leavesOutAnArmWhoseIntervalReachesZero_whateverItsAccuracy() {
    // better on validation by a third of the tracks, but three tracks are too few to be sure
    MetricsFile metrics = build(Admit.IF_BETTER, List.of(TRACK), PLAIN, BETTER);
    Admission admission = entry(metrics, "net5-smote-track").admission();
    assertThat(admission.admitted()).isFalse();
    assertThat(admission.policy()).isEqualTo("if-better");
    assertThat(admission.because())
        .isEqualTo("on validation it is 33.3 points above its plain arm, 0.0 to 100.0");
    assertThat(metrics.best().branch()).isEqualTo("net5-track");
    assertThat(build(Admit.ALWAYS, List.of(TRACK), PLAIN, BETTER).best().branch())
        .isEqualTo("net5-smote-track");
  }

  @Test
  void ifBetter_admitsAnArmThatIsBetterOnValidation_whateverItIsOnTest() {
    MetricsFile metrics =
        build(
            Admit.IF_BETTER,
            List.of(TRACK),
            SmallRun.branch("net5-track", "track", 0, 1, SmallRun.all(false, true)),
            SmallRun.arm("smote", false, "track", 1, SmallRun.all(true, false)));
    assertThat(entry(metrics, "net5-smote-track").admission().admitted()).isTrue();
    assertThat(metrics.best().branch()).isEqualTo("net5-smote-track");
  }

  @Test
  void armThatAugmentsBeforeSplitting_isUnsafe_andNeverChosen() {
    BranchData before = SmallRun.arm("smote-all", true, "track", 1, SmallRun.all(true, true));
    MetricsFile metrics = build(Admit.ALWAYS, List.of(TRACK), PLAIN, before);
    MetricsFile.Entry arm = entry(metrics, "net5-smote-all-track");
    assertThat(arm.safe()).isFalse();
    assertThat(arm.unsafe()).isEqualTo("set smote-all is made before splitting");
    assertThat(arm.admission().admitted()).isFalse();
    assertThat(metrics.best().branch()).isEqualTo("net5-track");
    assertThat(build(Admit.ALWAYS, List.of(TRACK), before).best()).isNull();
  }

  @Test
  void armUnderALeakySplit_isUnsafe_andSaysBothReasonsWhereThereAreTwo() {
    MetricsFile metrics =
        build(
            Admit.ALWAYS,
            List.of(TRACK, LEAKY),
            PLAIN,
            SmallRun.arm("smote", false, "leaky", 1, SmallRun.all(true, true)),
            SmallRun.arm("all", true, "leaky", 1, SmallRun.all(true, true)));
    assertThat(entry(metrics, "net5-smote-leaky").unsafe()).isEqualTo("split leaky leaks");
    assertThat(entry(metrics, "net5-smote-leaky").admission().admitted()).isFalse();
    assertThat(entry(metrics, "net5-all-leaky").unsafe())
        .isEqualTo("split leaky leaks, and set all is made before splitting");
    assertThat(metrics.best().branch()).isEqualTo("net5-track");
  }

  @Test
  void syntheticTestRows_areInTheFigures_andRealOnesStandBeside() {
    MetricsFile.Entry arm =
        entry(
            build(
                Admit.ALWAYS,
                List.of(TRACK),
                PLAIN,
                SmallRun.arm("smote", true, "track", 1, withSynthetic(1))),
            "net5-smote-track");
    assertThat(arm.test().segment().accuracy()).isEqualTo((2 + 4) / 10.0, EXACT);
    assertThat(arm.test().track().size()).isEqualTo(3 + 4);
    assertThat(arm.test().track().accuracy()).isEqualTo((2 + 4) / 7.0, EXACT);
    assertThat(arm.test().track().interval().clusters()).isEqualTo(3 + 4);
    assertThat(arm.testReal().segment().accuracy()).isEqualTo(2 / 6.0, EXACT);
    assertThat(arm.testReal().track().size()).isEqualTo(3);
    // the same predictions of real tracks as the plain arm's
    assertThat(arm.paired().test().track().accuracy().mean()).isZero();
    assertThat(arm.paired().test().track().size()).isEqualTo(3);
  }

  @Test
  void syntheticTracksOfEachSeed_areClustersOfTheirOwn() {
    MetricsFile.Entry arm =
        entry(
            build(
                Admit.ALWAYS,
                List.of(TRACK),
                SmallRun.arm("smote", true, "track", 1, withSynthetic(1)),
                SmallRun.arm("smote", true, "track", 2, withSynthetic(2))),
            "net5-smote-track");
    assertThat(arm.test().track().interval().clusters()).isEqualTo(3 + 4 + 4);
    assertThat(arm.test().track().size()).isEqualTo(3 + 4);
    assertThat(arm.testReal().track().interval().clusters()).isEqualTo(3);
  }

  @Test
  void leakComparison_pairsTheSameSetAlone() {
    MetricsFile metrics =
        build(
            Admit.ALWAYS,
            List.of(TRACK, LEAKY),
            PLAIN,
            BETTER,
            SmallRun.branch("net5-leaky", "leaky", 0, 1, SmallRun.all(true, true)),
            SmallRun.arm("smote", false, "leaky", 1, SmallRun.all(true, true)),
            SmallRun.arm("jitter", false, "leaky", 1, SmallRun.all(true, true)));
    assertThat(LeakComparison.of(metrics.branches()))
        .extracting(pair -> pair.safe().branch() + " / " + pair.leaky().branch())
        .containsExactly("net5-track / net5-leaky", "net5-smote-track / net5-smote-leaky");
  }

  @Test
  void file_saysWhatArmsAreAndWhatWasDecided(@TempDir Path directory) throws IOException {
    Report.write(ArmsRun.of(Admit.IF_BETTER), directory);
    JsonNode file = new ObjectMapper().readTree(directory.resolve("metrics.json").toFile());
    assertThat(file.get("formatVersion").asInt()).isEqualTo(3);
    JsonNode plain = file.get("branches").get(0);
    assertThat(plain.get("synthesis").isNull()).isTrue();
    assertThat(plain.get("unsafe").isNull()).isTrue();
    assertThat(plain.has("testReal")).isFalse();
    JsonNode smote = file.get("branches").get(3);
    assertThat(smote.get("synthesis").asText()).isEqualTo("smote");
    assertThat(smote.get("method").asText()).isEqualTo("smote");
    assertThat(smote.get("synthetic").asDouble()).isEqualTo(400);
    assertThat(smote.at("/paired/against").asText()).isEqualTo(plain.get("branch").asText());
    assertThat(smote.at("/paired/seeds").asInt()).isEqualTo(3);
    for (String side : List.of("validation", "test")) {
      for (String level : List.of("segment", "track")) {
        for (String figure : List.of("accuracy", "macroAccuracy")) {
          JsonNode difference = smote.at("/paired/" + side + "/" + level + "/" + figure);
          assertThat(difference.at("/interval/low").asDouble()).isPositive();
          assertThat(difference.at("/spread/deviation").isNumber()).isTrue();
        }
      }
    }
    assertThat(smote.at("/admission/policy").asText()).isEqualTo("if-better");
    assertThat(smote.at("/admission/admitted").asBoolean()).isTrue();
    JsonNode before = file.get("branches").get(6);
    assertThat(before.get("safe").asBoolean()).isFalse();
    assertThat(before.get("unsafe").asText()).contains("before splitting");
    assertThat(before.at("/testReal/track/accuracy").isNumber()).isTrue();
    assertThat(file.get("synthetic")).hasSize(6);
    JsonNode set = file.get("synthetic").get(4);
    assertThat(set.get("set").asText()).isEqualTo("feature-gan");
    assertThat(set.get("asked").asInt()).isEqualTo(15);
    assertThat(set.get("genres")).hasSize(10);
    assertThat(set.at("/trainOnSynthetic/real").asDouble()).isEqualTo(0.62, EXACT);
  }
}
