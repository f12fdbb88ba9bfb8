package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * How synthetic segments are made from the training side. In a resolved experiment the fields that
 * the method takes are all filled in (but {@code samples} or {@code balance}, of which one is), and
 * those that it does not take are null.
 *
 * @param method how
 * @param samples segments of each genre; null with {@code balance}
 * @param balance whether each genre is brought up to the segments of the largest
 * @param per whether branches of several seeds share one generator a fold
 * @param beforeSplit whether it is made from all sides, and its segments lie on all sides: unsafe
 * @param sigma of jitter, in standard deviations of each feature
 * @param neighbours of SMOTE
 * @param net of a GAN on features
 * @param noise values that a GAN's generator is given
 * @param output activation of a GAN's generator
 * @param loss of a GAN
 * @param optimizer of a GAN's two nets
 * @param rate learning rate of a GAN's generator
 * @param discriminatorRate that of its discriminator
 * @param beta1 share of the past in Adam's mean gradient
 * @param batchSize segments in a step of a GAN
 * @param epochs of a GAN
 * @param labelSmoothing how much less than 1 real segments are called
 * @param spectralNorm whether the discriminator's weights are divided by their spectral norm
 * @param averaging share of the past in the moving average of a generator's weights; 0: none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyntheticSet(
    @Setting(value = "How the segments are made.", required = true) Method method,
    @Setting(value = "Segments of each genre. Not with `balance`.", min = 1, max = 1_000_000)
        Integer samples,
    @Setting(
            "Whether each genre is brought up to as many segments as the largest has on the training"
                + " side. By default so where `samples` is left out.")
        Boolean balance,
    @Setting(
            "`fold`: one generator a fold, under the experiment's seed, which branches of all seeds"
                + " share. `seed`: one for each seed of the branches. By default `fold` with"
                + " `waveform-gan`, `seed` with the others.")
        Per per,
    @Setting(
            value =
                "UNSAFE where true: the segments are made from the real ones of all sides, and are"
                    + " then divided at random among train, validation and test in the shares of the"
                    + " real ones, as where augmentation comes before splitting. What trains has seen"
                    + " what tests, whatever the split; branches with such a set are marked unsafe"
                    + " everywhere and are never chosen.",
            defaultValue = "false")
        boolean beforeSplit,
    @Setting(
            value = "Of `jitter`: the noise's standard deviation, in those of each feature.",
            above = 0,
            max = 10)
        Double sigma,
    @Setting(value = "Of `smote`: nearest neighbours to choose from.", min = 1, max = 1000)
        Integer neighbours,
    @Setting("Of `feature-gan`: the kind of its two nets.") GanNet net,
    @Setting(value = "Noise values that a generator is given. P1: 100.", min = 1, max = 10_000)
        Integer noise,
    @Setting(
            "Activation of a generator's output; ours, since P1 names none. `tanh` gives samples in -1"
                + " to 1, and would keep features within one standard deviation of their means;"
                + " `linear` bounds nothing.")
        Output output,
    @Setting("Loss of a GAN; ours, since P1 names none.") GanLoss loss,
    @Setting("Optimizer of a GAN's nets; ours, since P1 names none.") Optimizer optimizer,
    @Setting(value = "Learning rate of a GAN; ours, since P1 names none.", above = 0, max = 10)
        Double rate,
    @Setting(
            value = "Learning rate of the discriminator; by default that of the generator.",
            above = 0,
            max = 10)
        Double discriminatorRate,
    @Setting(
            value =
                "Share of the past in Adam's mean gradient; ours, since P1 names none. RMSprop has"
                    + " no such mean.",
            min = 0,
            below = 1)
        Double beta1,
    @Setting(
            value = "Segments in a step of a GAN; ours, since P1 names none.",
            min = 2,
            max = 65_536)
        Integer batchSize,
    @Setting(value = "Passes of a GAN over the training side. P1: 100.", min = 1, max = 100_000)
        Integer epochs,
    @Setting(
            value = "How much less than 1 the discriminator is to call real segments.",
            min = 0,
            below = 0.5)
        Double labelSmoothing,
    @Setting("Whether the discriminator's weights are divided by their spectral norm.")
        Boolean spectralNorm,
    @Setting(
            value =
                "Share of the past in a moving average of the generator's weights, from which"
                    + " segments are then drawn; 0: none.",
            min = 0,
            below = 1)
        Double averaging) {

  /** How segments are made. */
  public enum Method {
    /** Copies of real ones: what more of the same brings. */
    @JsonProperty("repeat")
    REPEAT("{}"),
    /** Real ones with Gaussian noise. */
    @JsonProperty("jitter")
    JITTER("{sigma: 0.1}"),
    /** Points between a real one and a near neighbour of its genre. */
    @JsonProperty("smote")
    SMOTE("{neighbours: 5}"),
    /** P1's conditional GAN on samples; what it makes goes through the feature code. */
    @JsonProperty("waveform-gan")
    WAVEFORM_GAN("{output: tanh, " + SyntheticSet.GAN),
    /** A conditional GAN on scaled features. */
    @JsonProperty("feature-gan")
    FEATURE_GAN("{net: dense, output: linear, " + SyntheticSet.GAN);

    private final String defaults;

    Method(String defaults) {
      this.defaults = defaults;
    }

    /** Returns the name used in experiment files. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the settings that the method takes beyond those of every one, with their defaults; a
     * GAN takes {@code discriminatorRate} as well, whose default is another setting.
     */
    public Map<String, JsonNode> defaults() {
      return DEFAULTS.get(this);
    }

    /** Returns what branches of several seeds share by default. */
    public Per per() {
      return this == WAVEFORM_GAN ? Per.FOLD : Per.SEED;
    }

    /** Returns whether nets are trained for it. */
    public boolean gan() {
      return this == WAVEFORM_GAN || this == FEATURE_GAN;
    }
  }

  /** What branches of several seeds share. */
  public enum Per {
    @JsonProperty("fold")
    FOLD,
    @JsonProperty("seed")
    SEED
  }

  /** Kinds of nets of a GAN on features. */
  public enum GanNet {
    @JsonProperty("dense")
    DENSE,
    @JsonProperty("convolutional")
    CONVOLUTIONAL
  }

  /** Activations of a generator's output. */
  public enum Output {
    @JsonProperty("tanh")
    TANH,
    @JsonProperty("linear")
    LINEAR
  }

  /** Losses of a GAN. */
  public enum GanLoss {
    /** Binary cross-entropy; the generator's is the one that does not saturate. */
    @JsonProperty("cross-entropy")
    CROSS_ENTROPY,
    /** Squared distance from 1 and 0 (Mao and others, 2017). */
    @JsonProperty("least-squares")
    LEAST_SQUARES
  }

  private static final ImmutableMap<Method, Map<String, JsonNode>> DEFAULTS =
      Maps.toMap(EnumSet.allOf(Method.class), method -> Json.settings(method.defaults));

  private static final String GAN =
      """
      noise: 100, loss: cross-entropy, optimizer: adam, rate: 0.0002, beta1: 0.5, batchSize: 32,
       epochs: 100, labelSmoothing: 0, spectralNorm: false, averaging: 0}
      """;
}
