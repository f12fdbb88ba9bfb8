package org.tonewheel.pipelines.report.data;

import org.tonewheel.pipelines.experiment.settings.PublishedFigures;

/**
 * The figures that a paper prints for a configuration, all 0 to 1; null where it prints none.
 *
 * @param source where they are printed, such as {@code P1, table 3}
 * @param accuracy share of examples that were right
 * @param precision as printed
 * @param recall as printed
 * @param f1 as printed
 * @param auc as printed
 */
public record Published(
    String source, Double accuracy, Double precision, Double recall, Double f1, Double auc) {

  /** Returns what an experiment says that a paper prints; figures it does not print are null. */
  public static Published of(PublishedFigures figures) {
    return new Published(
        figures.source(),
        figures.accuracy(),
        figures.precision(),
        figures.recall(),
        figures.f1(),
        figures.auc());
  }
}
