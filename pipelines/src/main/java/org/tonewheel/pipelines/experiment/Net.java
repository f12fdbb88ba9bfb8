package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of model that a branch can train. */
public enum Net {
  /** P1's Net5: a two-layer LSTM over the frames of a segment, by DJL. */
  @JsonProperty("net5")
  NET5("net5", true),
  /** The feed-forward net on the statistics of a segment, a Tribuo trainer. */
  @JsonProperty("ffn")
  FFN("ffn", false),
  /** Tribuo's multinomial logistic regression on the statistics of a segment. */
  @JsonProperty("logistic")
  LOGISTIC("logistic", false),
  /** Tribuo's random forest on the statistics of a segment. */
  @JsonProperty("forest")
  FOREST("forest", false);

  private final String id;
  private final boolean deep;

  Net(String id, boolean deep) {
    this.id = id;
    this.deep = deep;
  }

  /** Returns the name used in experiment files and branch ids. */
  public String id() {
    return id;
  }

  /** Returns whether the net sees frames (DJL), rather than statistics of a segment (Tribuo). */
  public boolean deep() {
    return deep;
  }
}
