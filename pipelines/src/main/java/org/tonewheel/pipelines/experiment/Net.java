package org.tonewheel.pipelines.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** The kinds of model that a branch can train, each with the settings it takes. */
public enum Net {
  /** P1's Net5: a two-layer LSTM over the frames of a segment, many to one, by DJL. */
  @JsonProperty("net5")
  NET5(
      "net5",
      true,
      """
      {optimizer: adam, rate: 0.001, epochs: 100, patience: 7, batchSize: 32,
       hidden: 128, layers: 2, dropout: 0.3, clipNorm: 0}
      """),
  /** The feed-forward net on the statistics of a segment, a Tribuo trainer; by Adam. */
  @JsonProperty("ffn")
  FFN(
      "ffn",
      false,
      """
      {rate: 0.001, epochs: 100, patience: 10, batchSize: 32,
       hidden: [256, 128, 64], dropout: 0.3, classWeights: none}
      """),
  /** Tribuo's multinomial logistic regression on the statistics of a segment; by AdaGrad. */
  @JsonProperty("logistic")
  LOGISTIC("logistic", false, "{rate: 0.1, epochs: 30, classWeights: none}"),
  /** Tribuo's random forest on the statistics of a segment. */
  @JsonProperty("forest")
  FOREST("forest", false, "{trees: 100, classWeights: none}");

  private final String id;
  private final boolean deep;
  private final String defaults;

  Net(String id, boolean deep, String defaults) {
    this.id = id;
    this.deep = deep;
    this.defaults = defaults;
  }

  /** Returns the name used in experiment files and branch ids. */
  public String id() {
    return id;
  }

  /** Returns whether the net sees frames (DJL), rather than statistics of a segment (Tribuo). */
  public boolean deep() {
    return deep;
  }

  /** Returns the settings that the net takes beyond those of every branch, with their defaults. */
  Map<String, JsonNode> defaults() {
    try {
      return ImmutableMap.copyOf(new YAMLMapper().readTree(defaults).properties());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
