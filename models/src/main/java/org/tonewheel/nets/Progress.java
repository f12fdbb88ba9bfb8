package org.tonewheel.nets;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a training has come, in all that is not a tensor.
 *
 * @param epoch the epoch under way, from 1
 * @param batch batches of it that are done
 * @param lossSum sum over the epoch's rows so far of their loss
 * @param correct rows of the epoch so far with the right class foremost
 * @param seconds time this epoch has taken so far
 * @param bestEpoch the epoch with the lowest validation loss, 0 before the first
 * @param bestLoss that loss
 * @param history epochs that are done
 */
record Progress(
    int epoch,
    int batch,
    double lossSum,
    long correct,
    double seconds,
    int bestEpoch,
    double bestLoss,
    List<EpochReport> history) {

  static final Progress START = new Progress(1, 0, 0, 0, 0, 0, Double.MAX_VALUE, List.of());

  Progress {
    history = List.copyOf(history);
  }

  Progress afterBatch(double batchLossSum, int batchCorrect) {
    return new Progress(
        epoch,
        batch + 1,
        lossSum + batchLossSum,
        correct + batchCorrect,
        seconds,
        bestEpoch,
        bestLoss,
        history);
  }

  Progress withSeconds(double now) {
    return new Progress(epoch, batch, lossSum, correct, now, bestEpoch, bestLoss, history);
  }

  /** The start of the next epoch. */
  Progress afterEpoch(EpochReport report) {
    List<EpochReport> longer = new ArrayList<>(history);
    longer.add(report);
    boolean better = report.validationLoss() < bestLoss;
    return new Progress(
        epoch + 1,
        0,
        0,
        0,
        0,
        better ? epoch : bestEpoch,
        better ? report.validationLoss() : bestLoss,
        longer);
  }

  /** Whether the epoch before the one under way was the best so far. */
  boolean lastWasBest() {
    return bestEpoch == epoch - 1 && bestEpoch > 0;
  }

  /** Whether no epoch is to follow. */
  boolean finished(NetSettings settings) {
    return epoch > settings.epochs()
        || (settings.patience() > 0 && epoch - 1 - bestEpoch >= settings.patience());
  }
}
