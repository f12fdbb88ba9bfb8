package org.tonewheel.pipelines.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import org.tonewheel.evaluation.Interval;

/**
 * Whether figures reach what the experiment asks for.
 *
 * @param outcome the run's
 * @param words why, as a sentence
 * @param decides {@code best}: the chosen branch decides for the run; {@code every}: all that a
 *     threshold is for do
 * @param branches every configuration that a threshold is for, in the experiment's order
 */
public record Verdict(Outcome outcome, String words, String decides, List<OfBranch> branches) {

  public Verdict {
    branches = ImmutableList.copyOf(branches);
  }

  /** What came out. */
  public enum Outcome {
    /** What was asked for is reached. */
    @JsonProperty("passed")
    PASSED,
    /** It is not reached. */
    @JsonProperty("failed")
    FAILED,
    /** It cannot be said: figures are missing, unsafe, or not sure enough. */
    @JsonProperty("undecided")
    UNDECIDED;

    /** Returns what files call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns failed where any is, else passed where all are. */
    static Outcome ofAll(List<Outcome> outcomes) {
      if (outcomes.contains(FAILED)) {
        return FAILED;
      }
      return outcomes.isEmpty() || outcomes.contains(UNDECIDED) ? UNDECIDED : PASSED;
    }
  }

  /**
   * The verdict of a configuration.
   *
   * @param branch the configuration
   * @param outcome what came of all checks together
   * @param checks one a threshold that is for it
   */
  public record OfBranch(String branch, Outcome outcome, List<Check> checks) {

    public OfBranch {
      checks = ImmutableList.copyOf(checks);
    }
  }

  /**
   * A threshold held against one configuration.
   *
   * @param asked what is asked for, in words
   * @param measured what was measured, in words; null where nothing was
   * @param outcome what came of it
   * @param because why it is undecided; absent where it is not
   * @param metric the figure
   * @param level what is counted
   * @param against what the figure is taken less: a configuration, and of an earlier run its id
   *     before it; absent where nothing is
   * @param value the figure, or the difference; null where there is none
   * @param interval its 95% interval; null where there is none
   */
  public record Check(
      String asked,
      String measured,
      Outcome outcome,
      @JsonInclude(JsonInclude.Include.NON_NULL) String because,
      String metric,
      String level,
      @JsonInclude(JsonInclude.Include.NON_NULL) String against,
      Double value,
      Interval interval) {}
}
