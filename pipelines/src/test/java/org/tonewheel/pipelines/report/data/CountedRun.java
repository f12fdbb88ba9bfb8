package org.tonewheel.pipelines.report.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.settings.ReportSettings;
import org.tonewheel.pipelines.experiment.settings.Threshold;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.Side;

/** Runs of two genres whose branches are right on tracks that a test counts out. */
public final class CountedRun {

  public static final int TRACKS = 100;

  private CountedRun() {}

  /** Returns a branch under split {@code track} that is right on all tracks but some. */
  public static BranchData right(String recipe, long seed, int from, int to) {
    return right(recipe, "track", seed, from, to);
  }

  /**
   * Returns a branch that is right on the tracks of a range and wrong on all others, on validation
   * as on test.
   */
  public static BranchData right(String recipe, String split, long seed, int from, int to) {
    List<PredictionRow> rows = new ArrayList<>();
    for (Side side : List.of(Side.VALIDATION, Side.TEST)) {
      for (int track = 0; track < TRACKS; track++) {
        boolean correct = track >= from && track < to;
        float jazz = (track % 2 == 0) == correct ? 0.75f : 0.25f;
        rows.add(SmallRun.row("t%03d".formatted(track), 0, side, track % 2, jazz));
      }
    }
    return SmallRun.branch(recipe + "-" + split, split, 0, seed, rows);
  }

  /** Returns a run with a safe split {@code track} and a leaky one {@code leaky}. */
  public static ReportData of(ReportSettings settings, BranchData... branches) {
    return of(new Judging(settings, Map.of()), branches);
  }

  public static ReportData of(Judging judging, BranchData... branches) {
    return SampleRun.with(
        SmallRun.of(
            List.of(
                SmallRun.split("track", Protocol.TRACK, 1, Map.of()),
                SmallRun.split("leaky", Protocol.SEGMENT, 1, Map.of())),
            List.of(branches)),
        judging);
  }

  /** Returns settings by which the chosen branch decides. */
  public static ReportSettings asking(Threshold... thresholds) {
    return new ReportSettings(List.of(thresholds), ReportSettings.Decides.BEST, null, 0);
  }

  /** Returns a threshold of accuracy for every branch. */
  public static Threshold accuracy(double atLeast, Threshold.By by, String against) {
    return new Threshold(
        List.of(), List.of(), null, Threshold.Metric.ACCURACY, atLeast, null, by, against);
  }
}
