package org.tonewheel.tribuo;

import java.util.Locale;

/**
 * How the learning rate of a feed-forward net moves over its steps.
 *
 * <p>Steps are counted from 0 over all epochs that are planned, whether or not an early stop cuts
 * them short.
 */
public enum RateSchedule {
  /** The same rate for every step. */
  CONSTANT,

  /** Down to 0 along half a cosine: {@code torch.optim.lr_scheduler.CosineAnnealingLR}. */
  COSINE,

  /**
   * Up along half a cosine from a twenty-fifth of the rate over the first 30% of the steps, then
   * down to a 250,000th of it; Adam's first beta moves against it, from 0.95 to 0.85 and back.
   * {@code torch.optim.lr_scheduler.OneCycleLR} with its defaults (Smith and Topin, 2018).
   */
  ONE_CYCLE;

  private static final double ADAMS_MOMENTUM = 0.9;
  private static final double START_DIVISOR = 25;
  private static final double END_DIVISOR = 1e4;
  private static final double RISING_SHARE = 0.3;
  private static final double LOWEST_MOMENTUM = 0.85;
  private static final double HIGHEST_MOMENTUM = 0.95;

  /**
   * The rate of one step.
   *
   * @param highest the training's learning rate
   * @param step steps done before it
   * @param steps of the whole training
   */
  double rate(double highest, long step, long steps) {
    double start = highest / START_DIVISOR;
    return switch (this) {
      case CONSTANT -> highest;
      case COSINE -> between(highest, 0, (double) step / steps);
      case ONE_CYCLE -> cycle(start, highest, start / END_DIVISOR, step, steps);
    };
  }

  /** The first of Adam's betas at one step. */
  double momentum(long step, long steps) {
    return this == ONE_CYCLE
        ? cycle(HIGHEST_MOMENTUM, LOWEST_MOMENTUM, HIGHEST_MOMENTUM, step, steps)
        : ADAMS_MOMENTUM;
  }

  /** The name that experiments use, such as {@code one-cycle}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double cycle(double start, double middle, double end, long step, long steps) {
    // PyTorch's last step of the rise, which need not be whole
    double peak = RISING_SHARE * steps - 1;
    return step <= peak
        ? between(start, middle, step / peak)
        : between(middle, end, (step - peak) / (steps - 1 - peak));
  }

  private static double between(double from, double to, double share) {
    return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }
}
