package org.tonewheel.pipelines.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tonewheel.evaluation.Interval;
import org.tonewheel.pipelines.experiment.settings.Threshold;
import org.tonewheel.pipelines.report.data.Figure;

/**
 * A threshold and the figure that is held against it.
 *
 * @param threshold what is asked for
 * @param level what is counted
 * @param other what the figure is taken less; null where nothing is
 * @param figure the figure, or the difference; null where there is none
 * @param missing why there is none; null where there is one
 * @param unsafe why the figure cannot be believed; null where it can
 */
record ThresholdCheck(
    Threshold threshold,
    Threshold.Level level,
    String other,
    Figure figure,
    String missing,
    String unsafe) {

  Verdict.Check check() {
    Verdict.Outcome outcome = Verdict.Outcome.UNDECIDED;
    String because = missing;
    if (figure != null) {
      outcome = outcome();
      because = outcome == Verdict.Outcome.UNDECIDED ? unsure() : null;
      if (unsafe != null && outcome == Verdict.Outcome.PASSED) {
        outcome = Verdict.Outcome.UNDECIDED;
        because = "UNSAFE: " + unsafe + ", so that it can fail but not pass";
      }
    }
    return new Verdict.Check(
        asked(),
        figure == null ? null : measured(),
        outcome,
        because,
        threshold.metric().word(),
        level.word(),
        other,
        figure == null ? null : figure.value(),
        figure == null ? null : figure.interval());
  }

  private Verdict.Outcome outcome() {
    List<Verdict.Outcome> bounds = new ArrayList<>();
    if (threshold.atLeast() != null) {
      bounds.add(above(threshold.atLeast(), low(), high()));
    }
    if (threshold.atMost() != null) {
      bounds.add(above(-threshold.atMost(), -high(), -low()));
    }
    return Verdict.Outcome.ofAll(bounds);
  }

  /** The outcome of what must lie above a bound; NaN, which is no bound of an interval, is not. */
  private static Verdict.Outcome above(double bound, double low, double high) {
    if (low >= bound) {
      return Verdict.Outcome.PASSED;
    }
    return high < bound ? Verdict.Outcome.FAILED : Verdict.Outcome.UNDECIDED;
  }

  private double low() {
    return byPoint()
        ? figure.value()
        : figure.interval() == null ? Double.NaN : figure.interval().low();
  }

  private double high() {
    return byPoint()
        ? figure.value()
        : figure.interval() == null ? Double.NaN : figure.interval().high();
  }

  private boolean byPoint() {
    return threshold.by() == Threshold.By.POINT;
  }

  private String unsure() {
    return figure.interval() == null
        ? "there is no interval: too few tracks or groups, or resampling found nothing to vary"
        : "the interval lies on both sides of what is asked";
  }

  /** Such as "accuracy of tracks at least 70.0%, by its interval". */
  private String asked() {
    List<String> bounds = new ArrayList<>();
    if (threshold.atLeast() != null) {
      bounds.add("at least " + words(threshold.atLeast()));
    }
    if (threshold.atMost() != null) {
      bounds.add("at most " + words(threshold.atMost()));
    }
    return "%s of %ss %s%s%s"
        .formatted(
            name(),
            level.word(),
            String.join(" and ", bounds),
            threshold.against() == null
                ? ""
                : " from " + (other == null ? threshold.against() : other),
            byPoint() ? ", by the figure alone" : "");
  }

  private String name() {
    return switch (threshold.metric()) {
      case F1 -> "F1";
      case AUC -> "AUC";
      case LOG_LOSS -> "log loss";
      default -> threshold.metric().word();
    };
  }

  private String measured() {
    Interval interval = figure.interval();
    return interval == null
        ? words(figure.value())
        : "%s (%s to %s)"
            .formatted(words(figure.value()), number(interval.low()), number(interval.high()));
  }

  /** Such as "70.0%" or, of a difference, "+1.5 points"; as it stands where it is no share. */
  private String words(double value) {
    String unit = threshold.against() == null ? "%" : " points";
    return number(value) + (isShare() ? unit : "");
  }

  private String number(double value) {
    String sign = threshold.against() == null ? "" : "+";
    return isShare()
        ? String.format(Locale.ROOT, "%" + sign + ".1f", 100 * value)
        : String.format(Locale.ROOT, "%" + sign + ".3f", value);
  }

  private boolean isShare() {
    return threshold.metric() != Threshold.Metric.AUC
        && threshold.metric() != Threshold.Metric.LOG_LOSS;
  }
}
