package org.tonewheel.gan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonewheel.nets.Ended;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.checkpoint.Place;

/**
 * How far a GAN's training has come, in all that is not a tensor.
 *
 * @param epoch the epoch under way, from 1
 * @param batch batches of it that are done
 * @param sums over them
 * @param seconds time this epoch has taken so far
 * @param history epochs that are done
 */
record GanProgress(int epoch, int batch, StepFigures sums, double seconds, List<GanReport> history)
    implements Place {
  static final GanProgress START = new GanProgress(1, 0, StepFigures.NONE, 0, List.of());

  GanProgress {
    history = List.copyOf(history);
  }

  GanProgress afterBatch(StepFigures step) {
    return new GanProgress(epoch, batch + 1, sums.plus(step), seconds, history);
  }

  GanProgress withSeconds(double now) {
    return new GanProgress(epoch, batch, sums, now, history);
  }

  /** The start of the next epoch. */
  GanProgress afterEpoch(GanReport report) {
    List<GanReport> longer = new ArrayList<>(history);
    longer.add(report);
    return new GanProgress(epoch + 1, 0, StepFigures.NONE, 0, longer);
  }

  /** Why no epoch is to follow; empty if one is. An epoch that was begun is always ended. */
  Optional<Ended> ended(GanSettings settings, TrainingOptions options) {
    if (epoch > settings.epochs()) {
      return Optional.of(Ended.EPOCHS);
    }
    double done = history.stream().mapToDouble(GanReport::seconds).sum();
    if (batch == 0 && !options.allowsAnother(history.size(), done)) {
      return Optional.of(Ended.TIME_LIMIT);
    }
    return Optional.empty();
  }
}
