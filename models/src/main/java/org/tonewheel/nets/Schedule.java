package org.tonewheel.nets;

import java.util.List;

/**
 * How the learning rate moves over a training: a function of the step and of the epochs that are
 * done, so that a resumed training has the rates of an undisturbed one.
 *
 * @param kind which rule
 * @param warmupEpochs epochs over which the rate first rises in equal steps to its full value; 0
 *     for none; only with {@link Kind#COSINE}
 * @param factor what the rate is multiplied by on a plateau, in (0, 1); else ignored
 * @param patience epochs without a lower validation loss that are let pass, at least 1: the next
 *     such epoch lowers the rate; else ignored
 */
public record Schedule(Kind kind, int warmupEpochs, double factor, int patience) {
  /** The same rate for every step. */
  public static final Schedule CONSTANT = new Schedule(Kind.CONSTANT, 0, 0.1, 10);

  /** The rules. */
  public enum Kind {
    /** The same rate for every step. */
    CONSTANT,
    /**
     * After the warm-up, down to 0 along half a cosine, step by step: {@code
     * torch.optim.lr_scheduler.LinearLR}'s line and then {@code CosineAnnealingLR}, called each
     * step.
     */
    COSINE,
    /**
     * Multiplied by a factor whenever the validation loss has not fallen for some epochs: {@code
     * torch.optim.lr_scheduler.ReduceLROnPlateau} with threshold, cooldown and eps 0.
     */
    PLATEAU
  }

  /**
   * Checks every value that the kind reads.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Schedule {
    if (warmupEpochs < 0 || (warmupEpochs > 0 && kind != Kind.COSINE)) {
      throw new IllegalArgumentException(
          "warmupEpochs is %d, but must be at least 0, and 0 unless the schedule is cosine"
              .formatted(warmupEpochs));
    }
    if (kind == Kind.PLATEAU && !(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException("factor is " + factor + ", but must be in (0, 1)");
    }
    if (kind == Kind.PLATEAU && patience < 1) {
      throw new IllegalArgumentException("patience is " + patience + ", but must be at least 1");
    }
  }

  /** A cosine over all epochs after so many of warm-up. */
  public static Schedule cosine(int warmupEpochs) {
    return new Schedule(Kind.COSINE, warmupEpochs, CONSTANT.factor, CONSTANT.patience);
  }

  /** Lower by a factor on each plateau. */
  public static Schedule plateau(double factor, int patience) {
    return new Schedule(Kind.PLATEAU, 0, factor, patience);
  }

  /**
   * The rate of one step.
   *
   * @param rate the training's learning rate
   * @param step steps done before it, from 0
   * @param stepsPerEpoch at least 1
   * @param epochs of the whole training
   * @param history epochs that are done
   */
  double rate(double rate, long step, int stepsPerEpoch, int epochs, List<EpochReport> history) {
    return switch (kind) {
      case CONSTANT -> rate;
      case COSINE ->
          rate * cosine(step, (long) warmupEpochs * stepsPerEpoch, (long) epochs * stepsPerEpoch);
      case PLATEAU -> rate * Math.pow(factor, plateaus(history));
    };
  }

  private static double cosine(long step, long warmup, long all) {
    return step < warmup
        ? (step + 1.0) / warmup
        : 0.5 * (1 + Math.cos(Math.PI * (step - warmup) / (all - warmup)));
  }

  private int plateaus(List<EpochReport> history) {
    double best = Double.POSITIVE_INFINITY;
    int without = 0;
    int plateaus = 0;
    for (EpochReport epoch : history) {
      if (epoch.validationLoss() < best) {
        best = epoch.validationLoss();
        without = 0;
      } else if (++without > patience) {
        plateaus++;
        without = 0;
      }
    }
    return plateaus;
  }
}
