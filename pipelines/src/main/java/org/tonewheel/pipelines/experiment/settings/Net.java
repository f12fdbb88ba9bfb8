package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumSet;
import java.util.Map;
import org.tonewheel.pipelines.experiment.schema.Json;

/** The kinds of model that a branch can train, each with the settings it takes. */
public enum Net {
  /** P1's Net1: a perceptron of two hidden layers on pictures, by DJL. */
  @JsonProperty("net1")
  NET1("net1", Input.PICTURES, Net.PICTURE_NET + "optimizer: adam}"),
  /** P1's Net2: four convolutions on pictures. */
  @JsonProperty("net2")
  NET2("net2", Input.PICTURES, Net.PICTURE_NET + "optimizer: adam}"),
  /** P1's Net3: Net2 with batch normalisation. */
  @JsonProperty("net3")
  NET3("net3", Input.PICTURES, Net.PICTURE_NET + "optimizer: adam}"),
  /** P1's Net4: Net3 under RMSprop. */
  @JsonProperty("net4")
  NET4("net4", Input.PICTURES, Net.PICTURE_NET + "optimizer: rmsprop}"),
  /** P1's Net5: a two-layer LSTM over the frames of a segment, many to one, by DJL. */
  @JsonProperty("net5")
  NET5("net5", Input.FRAMES, Net.RECURRENT_NET),
  /** P1's Net6: Net5 whose training side is enlarged with synthetic segments. */
  @JsonProperty("net6")
  NET6("net6", Input.FRAMES, Net.RECURRENT_NET),
  /** A compact convolutional net on a mel spectrogram, of this project. */
  @JsonProperty("house-cnn")
  HOUSE_CNN(
      "house-cnn",
      Input.MEL,
      """
      {optimizer: adam, rate: 0.003, schedule: cosine, warmupEpochs: 5, plateauFactor: 0.1,
       plateauPatience: 10, epochs: 60, patience: 0, keep: last, batchSize: 32, dropout: 0.3,
       augment: true, clipNorm: 0}
      """),
  /** The feed-forward net on the statistics of a segment or a row, a Tribuo trainer; by Adam. */
  @JsonProperty("ffn")
  FFN(
      "ffn",
      Input.STATISTICS,
      """
      {rate: 0.001, epochs: 100, patience: 10, batchSize: 32,
       hidden: [256, 128, 64], dropout: 0.3, classWeights: none}
      """,
      "{schedule: constant, labelSmoothing: 0, weightDecay: 0, smote: false,"
          + " copies: 1, repeatParts: 1}"),
  /**
   * Tribuo's multinomial logistic regression on the statistics of a segment or a row; by AdaGrad.
   */
  @JsonProperty("logistic")
  LOGISTIC(
      "logistic", Input.STATISTICS, "{rate: 0.1, epochs: 30, classWeights: none}", Net.OF_ROWS),
  /** Tribuo's random forest on the statistics of a segment or a row. */
  @JsonProperty("forest")
  FOREST("forest", Input.STATISTICS, "{trees: 100, classWeights: none}", Net.OF_ROWS),
  /** Gradient boosted trees on the statistics of a segment or a row. */
  @JsonProperty("boosting")
  BOOSTING(
      "boosting",
      Input.STATISTICS,
      "{rate: 0.1, trees: 150, depth: 6, subsample: 0.8, classWeights: none}",
      Net.OF_ROWS),
  /** Tribuo's nearest neighbours among the statistics of segments or rows. */
  @JsonProperty("knn")
  KNN("knn", Input.STATISTICS, "{neighbours: 30}", "{smote: false, repeatParts: 1}"),
  /** The mean of several of those on rows and statistics. */
  @JsonProperty("ensemble")
  ENSEMBLE("ensemble", Input.STATISTICS, "{memberWeights: equal}", "{}");

  /** Rows of P1's table 2 are at 50 and 100 epochs, so the last epoch counts. */
  private static final String PICTURE_NET =
      """
      {rate: 0.0001, schedule: constant, warmupEpochs: 0, plateauFactor: 0.1, plateauPatience: 10,
       epochs: 100, patience: 0, keep: last, batchSize: 32, clipNorm: 0,
      """;

  private static final String RECURRENT_NET =
      """
      {optimizer: adam, rate: 0.001, schedule: constant, warmupEpochs: 0, plateauFactor: 0.1,
       plateauPatience: 10, epochs: 100, patience: 7, keep: best, batchSize: 32, hidden: 128,
       layers: 2, dropout: 0.3, clipNorm: 0}
      """;

  /** What a branch on a table may ask for besides. */
  private static final String OF_ROWS = "{smote: false, copies: 1, repeatParts: 1}";

  private static final String OF_DEEP_NETS = "{classWeights: none}";

  private static final ImmutableMap<Net, Map<String, JsonNode>> DEFAULTS =
      Maps.toMap(EnumSet.allOf(Net.class), net -> Json.settings(net.defaults));

  private static final ImmutableMap<Net, Map<String, JsonNode>> OPTIONS =
      Maps.toMap(EnumSet.allOf(Net.class), net -> Json.settings(net.options));

  /** What a net sees of a segment or track. */
  public enum Input {
    /** The frames of a segment, one after the other. */
    FRAMES,
    /** The frames of a segment's mel spectrogram, side by side. */
    MEL,
    /** The statistics of a segment's frames, or the prepared row of a table. */
    STATISTICS,
    /** A picture of a track. */
    PICTURES
  }

  private final String id;
  private final Input input;
  private final String defaults;
  private final String options;

  Net(String id, Input input, String defaults) {
    this(id, input, defaults, Net.OF_DEEP_NETS);
  }

  Net(String id, Input input, String defaults, String options) {
    this.id = id;
    this.input = input;
    this.defaults = defaults;
    this.options = options;
  }

  /** Returns the name used in experiment files and branch ids. */
  public String id() {
    return id;
  }

  /** Returns what the net sees. */
  public Input input() {
    return input;
  }

  /** Returns whether its training side can be enlarged with synthetic segments. */
  public boolean takesSynthesis() {
    return input != Input.PICTURES;
  }

  /** Returns whether DJL trains it, rather than Tribuo. */
  public boolean deep() {
    return input != Input.STATISTICS;
  }

  /** Returns the settings that the net takes beyond those of every branch, with their defaults. */
  public Map<String, JsonNode> defaults() {
    return DEFAULTS.get(this);
  }

  /**
   * Returns further settings that it takes, with what they are where a branch leaves them out. They
   * are not filled in, so that experiments and branches from before there were such settings stay
   * equal to what they were.
   */
  public Map<String, JsonNode> options() {
    return OPTIONS.get(this);
  }
}
