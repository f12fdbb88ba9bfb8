package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tonewheel.pipelines.report.data.SyntheticData.LossRow;
import org.tonewheel.pipelines.report.figures.SyntheticGroup;

/**
 * How a GAN's training went: by epoch, over its folds and seeds that were still training.
 *
 * @param epochs at most 200, evenly apart, the last among them
 * @param every one epoch of so many is shown
 */
public record LossCurves(List<Epoch> epochs, int every) {

  private static final int MOST = 200;

  /**
   * An epoch's means.
   *
   * @param epoch the epoch, from 1
   * @param models folds and seeds that trained it
   * @param generatorLoss loss of the generator
   * @param discriminatorLoss loss of the discriminator
   * @param realScore score that the discriminator gave real segments
   * @param fakeScore the same of synthetic ones
   */
  public record Epoch(
      int epoch,
      int models,
      double generatorLoss,
      double discriminatorLoss,
      double realScore,
      double fakeScore) {}

  /** Returns the curves, or null where nothing was trained. */
  static LossCurves of(SyntheticGroup group) {
    int last =
        group.syntheses().stream()
            .flatMap(one -> one.losses().stream())
            .mapToInt(LossRow::epoch)
            .max()
            .orElse(0);
    if (last == 0) {
      return null;
    }
    List<List<LossRow>> byEpoch = new ArrayList<>();
    for (int epoch = 0; epoch <= last; epoch++) {
      byEpoch.add(new ArrayList<>());
    }
    group.syntheses().stream()
        .flatMap(one -> one.losses().stream())
        .filter(LossCurves::finite)
        .forEach(row -> byEpoch.get(row.epoch()).add(row));
    int every = (last + MOST - 1) / MOST;
    List<Epoch> epochs = new ArrayList<>();
    for (int epoch = last - (last - 1) / every * every; epoch <= last; epoch += every) {
      List<LossRow> rows = byEpoch.get(epoch);
      if (!rows.isEmpty()) {
        epochs.add(
            new Epoch(
                epoch,
                rows.size(),
                mean(rows, LossRow::generatorLoss),
                mean(rows, LossRow::discriminatorLoss),
                mean(rows, LossRow::realScore),
                mean(rows, LossRow::fakeScore)));
      }
    }
    return new LossCurves(epochs, every);
  }

  /** A loss that is not finite ended its training; it would hide all others. */
  private static boolean finite(LossRow row) {
    return Double.isFinite(row.generatorLoss())
        && Double.isFinite(row.discriminatorLoss())
        && Double.isFinite(row.realScore())
        && Double.isFinite(row.fakeScore());
  }

  private static double mean(List<LossRow> rows, ToDoubleFunction<LossRow> value) {
    // four decimals are what a chart can show
    return Math.round(rows.stream().mapToDouble(value).average().orElseThrow() * 1e4) / 1e4;
  }
}
