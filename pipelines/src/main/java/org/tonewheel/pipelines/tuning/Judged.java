package org.tonewheel.pipelines.tuning;

import org.tonewheel.evaluation.ClassificationMetrics;
import org.tonewheel.evaluation.Scores;
import org.tonewheel.pipelines.experiment.settings.Tuning.Objective;
import org.tonewheel.tuning.Direction;

/** What a trial is worth by a study's objective. */
final class Judged {
  private Judged() {}

  /** Which values are better. */
  static Direction direction(Objective objective) {
    return objective == Objective.LOSS ? Direction.MINIMIZE : Direction.MAXIMIZE;
  }

  /** By what the model that was kept says of the validation rows. */
  static double value(Objective objective, Scores validation) {
    ClassificationMetrics metrics = ClassificationMetrics.of(validation, validation.classes());
    return switch (objective) {
      case LOSS -> metrics.logLoss();
      case ACCURACY -> metrics.accuracy();
      case MACRO_F1 -> metrics.f1();
    };
  }

  /**
   * After an epoch, by what the trainer measures then: it knows no F1, so accuracy stands for it.
   */
  static double afterEpoch(Objective objective, double loss, double accuracy) {
    return objective == Objective.LOSS ? loss : accuracy;
  }
}
