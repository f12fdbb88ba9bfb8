package org.tonewheel.pipelines.report.figures;

import java.util.Locale;
import org.tonewheel.evaluation.Interval;
import org.tonewheel.pipelines.experiment.settings.Synthesis;

/**
 * Whether an arm with synthetic segments may be chosen.
 *
 * @param policy {@code always} or {@code if-better}
 * @param admitted whether it competes with other branches
 * @param because why, as part of a sentence
 */
public record Admission(String policy, boolean admitted, String because) {

  /**
   * Decides. Under {@code if-better} an arm must be better than its plain arm on validation by more
   * than chance: the 95% interval of the difference of accuracy at the judged level lies above 0.
   *
   * @param unsafe why its figures cannot be believed; null where they can
   * @param paired the arm against its plain arm; null where there is nothing to compare
   */
  static Admission of(Synthesis.Admit admit, String unsafe, PairedFigures paired) {
    String policy = admit.name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (unsafe != null) {
      return new Admission(policy, false, "it is unsafe: " + unsafe);
    }
    if (admit == Synthesis.Admit.ALWAYS) {
      return new Admission(policy, true, "the experiment admits every safe arm");
    }
    if (paired == null) {
      return new Admission(
          policy, false, "there is no plain arm with a seed in common to compare it with");
    }
    PairedFigures.Figure difference = paired.validation().judged().accuracy();
    boolean above = difference.interval() != null && difference.interval().low() > 0;
    return new Admission(policy, above, "on validation it is " + words(difference));
  }

  /** Returns a difference in words, such as "0.4 points below, -1.2 to 0.5". */
  public static String words(PairedFigures.Figure difference) {
    double points = 100 * difference.mean();
    String mean = points(Math.abs(points));
    String words =
        mean.equals("0.0")
            ? "level with its plain arm"
            : mean + " points " + (points > 0 ? "above" : "below") + " its plain arm";
    Interval interval = difference.interval();
    return interval == null
        ? words + ", without an interval: there are too few tracks or groups"
        : "%s, %s to %s"
            .formatted(words, points(100 * interval.low()), points(100 * interval.high()));
  }

  private static String points(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.equals("-0.0") ? "0.0" : text;
  }
}
