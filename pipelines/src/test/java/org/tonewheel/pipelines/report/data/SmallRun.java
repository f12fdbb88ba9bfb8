package org.tonewheel.pipelines.report.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.settings.ReportSettings;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.rejects.RejectSummary;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;

/** Runs of two genres that can be worked out by hand; probabilities are exact in binary. */
public final class SmallRun {

  public static final List<String> GENRES = List.of("jazz", "rock");

  /** What an experiment without settings of the report asks for. */
  public static final Judging NOT_JUDGED =
      new Judging(new ReportSettings(List.of(), ReportSettings.Decides.BEST, null, 0), Map.of());

  private SmallRun() {}

  public static ReportData of(List<SplitData> splits, List<BranchData> branches) {
    return of(splits, branches, Synthesis.Admit.ALWAYS, List.of());
  }

  public static ReportData of(
      List<SplitData> splits,
      List<BranchData> branches,
      Synthesis.Admit admit,
      List<SyntheticData> synthetic) {
    return of(splits, branches, admit, synthetic, null);
  }

  /** The same on a table, of which nothing is known. */
  public static ReportData ofTable(List<SplitData> splits, List<BranchData> branches) {
    TableFacts facts = new TableFacts(9, 1, 0, 8, List.of(), 4, 2, 0.875, List.of(), List.of());
    return of(splits, branches, Synthesis.Admit.ALWAYS, List.of(), facts);
  }

  private static ReportData of(
      List<SplitData> splits,
      List<BranchData> branches,
      Synthesis.Admit admit,
      List<SyntheticData> synthetic,
      TableFacts table) {
    return new ReportData(
        "small",
        "name: small\n",
        "small-00000000",
        "/in",
        null,
        42,
        null,
        Map.of(),
        Map.of(),
        "tonewheel run",
        List.of(),
        3,
        6,
        0,
        RejectSummary.of(
            List.of(new RejectedRow("x.mp3", "ingest", "not-audio", "no stream", "rock"))),
        GENRES,
        splits,
        branches,
        admit,
        synthetic,
        List.of(),
        table,
        null,
        null,
        NOT_JUDGED,
        null,
        null);
  }

  public static SplitData split(
      String name, Protocol protocol, int folds, Map<String, String> groups) {
    return new SplitData(name, protocol, null, folds, List.of(), 0, !groups.isEmpty(), groups);
  }

  public static BranchData branch(
      String configuration, String split, int fold, long seed, List<PredictionRow> predictions) {
    return branch(configuration, split, null, fold, seed, predictions, "patience", List.of());
  }

  /** The plain arm {@code net5-SPLIT} with synthetic segments: {@code net5-SET-SPLIT}. */
  public static BranchData arm(
      String set, boolean beforeSplit, String split, long seed, List<PredictionRow> predictions) {
    ArmData arm = new ArmData(set, "smote", beforeSplit, "net5-" + split, 40);
    String configuration = "net5-" + set + "-" + split;
    return branch(configuration, split, arm, 0, seed, predictions, "patience", List.of());
  }

  /** One with a history, that ended by {@code epochs}, {@code patience} or {@code time-limit}. */
  public static BranchData ended(String configuration, String split, long seed, String ended) {
    List<HistoryRow> history = List.of(new HistoryRow(8, 0.5, 0.9, 0.6, 0.8, 0.25));
    return branch(configuration, split, null, 0, seed, mixed(), ended, history);
  }

  private static BranchData branch(
      String configuration,
      String split,
      ArmData arm,
      int fold,
      long seed,
      List<PredictionRow> predictions,
      String ended,
      List<HistoryRow> history) {
    return new BranchData(
        configuration + "-f" + fold + "-s" + seed,
        configuration,
        configuration.replace("-" + split, "").replace(arm == null ? "" : "-" + arm.set(), ""),
        arm,
        "djl",
        "net5",
        configuration.startsWith("dummy"),
        split,
        fold,
        seed,
        BranchState.DONE,
        null,
        Map.of("batchSize", "32"),
        10,
        8,
        ended,
        2.5,
        null,
        null,
        history,
        predictions);
  }

  public static BranchData failed(String configuration, String split, int fold) {
    return failed(configuration, split, null, fold);
  }

  public static BranchData failedArm(String set, String split) {
    ArmData arm = new ArmData(set, "smote", false, "net5-" + split, 0);
    return failed("net5-" + set + "-" + split, split, arm, 0);
  }

  private static BranchData failed(String configuration, String split, ArmData arm, int fold) {
    return new BranchData(
        configuration + "-f" + fold + "-s42",
        configuration,
        configuration.replace("-" + split, "").replace(arm == null ? "" : "-" + arm.set(), ""),
        arm,
        "djl",
        "net5",
        false,
        split,
        fold,
        42,
        BranchState.FAILED,
        "the loss was not finite",
        Map.of(),
        2,
        0,
        null,
        1,
        null,
        null,
        List.of(),
        List.of());
  }

  /** On both sides: jazz track a is right by vote, rock track b right, rock track c wrong. */
  public static List<PredictionRow> mixed() {
    List<PredictionRow> rows = new ArrayList<>();
    for (Side side : new Side[] {Side.VALIDATION, Side.TEST}) {
      rows.add(row("a", 0, side, 0, 0.875f));
      rows.add(row("a", 1, side, 0, 0.375f));
      rows.add(row("b", 0, side, 1, 0.625f));
      rows.add(row("b", 1, side, 1, 0.25f));
      rows.add(row("c", 0, side, 1, 0.75f));
      rows.add(row("c", 1, side, 1, 0.5f));
    }
    return rows;
  }

  /** On both sides every segment right, or on one side every segment wrong. */
  public static List<PredictionRow> all(boolean validationRight, boolean testRight) {
    List<PredictionRow> rows = new ArrayList<>();
    for (Side side : new Side[] {Side.VALIDATION, Side.TEST}) {
      boolean right = side == Side.TEST ? testRight : validationRight;
      for (PredictionRow row : mixed()) {
        if (row.side() == side) {
          boolean jazz = (row.truth() == 0) == right;
          rows.add(row(row.track(), row.segment(), side, row.truth(), jazz ? 0.75f : 0.25f));
        }
      }
    }
    return rows;
  }

  public static PredictionRow row(String track, int segment, Side side, int truth, float jazz) {
    return new PredictionRow(track, segment, 0, side, truth, new float[] {jazz, 1 - jazz});
  }
}
