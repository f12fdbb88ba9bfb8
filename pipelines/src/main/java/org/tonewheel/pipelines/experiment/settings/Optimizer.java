package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The rule by which a net's weights follow their gradients. */
public enum Optimizer {
  /** Adam, as PyTorch has it. */
  @JsonProperty("adam")
  ADAM("adam"),
  /** RMSprop, as PyTorch has it. */
  @JsonProperty("rmsprop")
  RMSPROP("rmsprop");

  private final String id;

  Optimizer(String id) {
    this.id = id;
  }

  /** Returns the name used in experiment files and branch ids. */
  public String id() {
    return id;
  }
}
