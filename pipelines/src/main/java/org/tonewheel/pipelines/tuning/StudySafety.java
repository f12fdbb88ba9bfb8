package org.tonewheel.pipelines.tuning;

import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.pipelines.splits.Divided;

/**
 * Whether what a study measures can be believed.
 *
 * @param safe whether its split keeps what belongs together on one side
 * @param why not; null where it is safe
 */
public record StudySafety(boolean safe, String why) {

  /** By its split. */
  public static StudySafety of(Experiment experiment, Tuning study) {
    String split = study.branch().split().get(0);
    return Divided.protocol(experiment.splits().get(split)).safe()
        ? new StudySafety(true, null)
        : new StudySafety(
            false, "split " + split + " lets rows that belong together train and validate");
  }
}
