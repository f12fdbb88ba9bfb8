package org.tonewheel.gan;

/**
 * What a step came to, or, summed, the steps of an epoch so far, each times its rows.
 *
 * @param rows real rows, and as many generated
 */
record StepFigures(
    long rows, double generatorLoss, double discriminatorLoss, double realScore, double fakeScore) {
  static final StepFigures NONE = new StepFigures(0, 0, 0, 0, 0);

  /** With another step, whose figures are means over its rows. */
  StepFigures plus(StepFigures step) {
    return new StepFigures(
        rows + step.rows,
        generatorLoss + step.rows * step.generatorLoss,
        discriminatorLoss + step.rows * step.discriminatorLoss,
        realScore + step.rows * step.realScore,
        fakeScore + step.rows * step.fakeScore);
  }

  /** Means over the rows of a sum. */
  GanReport report(int epoch, int epochs, double seconds) {
    return new GanReport(
        epoch,
        epochs,
        generatorLoss / rows,
        discriminatorLoss / rows,
        realScore / rows,
        fakeScore / rows,
        seconds);
  }
}
