package org.tonewheel.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonewheel.nets.checkpoint.Place;

/**
 * How far a training has come, in all that is not a tensor.
 *
 * @param epoch the epoch under way, from 1
 * @param batch batches of it that are done
 * @param lossSum sum over the epoch's rows so far of their weighted loss
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
    List<EpochReport> history)
    implements Place {

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

  /** The epoch whose weights are to become the model, as things stand. */
  int kept(Keep keep) {
    return keep == Keep.BEST ? bestEpoch : epochs();
  }

  /** Whether the epoch before the one under way was the best so far. */
  boolean lastWasBest() {
    return bestEpoch == epoch - 1 && bestEpoch > 0;
  }

  /** Epochs that are done. */
  int epochs() {
    return history.size();
  }

  /** Why no epoch is to follow; empty if one is. An epoch that was begun is always ended. */
  Optional<Ended> ended(NetSettings settings, TrainingOptions options) {
    if (epoch > settings.epochs()) {
      return Optional.of(Ended.EPOCHS);
    }
    if (settings.patience() > 0 && epochs() - bestEpoch >= settings.patience()) {
      return Optional.of(Ended.PATIENCE);
    }
    double done = history.stream().mapToDouble(EpochReport::seconds).sum();
    if (batch == 0 && !options.allowsAnother(epochs(), done)) {
      return Optional.of(Ended.TIME_LIMIT);
    }
    return Optional.empty();
  }
}
