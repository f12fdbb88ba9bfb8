package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * Synthetic segments that training sides are enlarged with.
 *
 * @param admit which branches with synthetic segments may be chosen
 * @param sets by name, in the file's order
 */
public record Synthesis(
    @Setting(
            value =
                "Which branches with synthetic segments may be chosen as the best: `always` all, or"
                    + " `if-better` those whose accuracy on validation is above that of the same"
                    + " branch without them by more than chance (95% interval of the difference)."
                    + " That branch must be in the experiment too.",
            defaultValue = "always")
        Admit admit,
    @Setting(
            value = "Sets of synthetic segments by name. Branches refer to them.",
            defaultValue = "{}",
            name = true)
        Map<String, SyntheticSet> sets) {

  /** How a branch refers to no set. */
  public static final String NONE = "none";

  /** That of an experiment which asks for none. */
  static final Synthesis NOTHING = new Synthesis(Admit.ALWAYS, ImmutableMap.of());

  public Synthesis {
    sets = ImmutableMap.copyOf(sets);
  }

  /** Which branches with synthetic segments may be chosen. */
  public enum Admit {
    @JsonProperty("always")
    ALWAYS,
    @JsonProperty("if-better")
    IF_BETTER
  }
}
