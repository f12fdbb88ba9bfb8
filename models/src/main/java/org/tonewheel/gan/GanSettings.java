package org.tonewheel.gan;

import org.tonewheel.nets.engine.OptimizerRule;

/**
 * How a GAN is built and trained.
 *
 * @param kind its layers
 * @param noise values that the generator is given besides the class
 * @param output activation of the generator's last layer
 * @param loss of both nets
 * @param optimizer {@code adam} or {@code rmsprop}, of both nets
 * @param rate learning rate of the generator
 * @param discriminatorRate learning rate of the discriminator
 * @param beta1 share of the past in Adam's mean gradient, in [0, 1); RMSprop has none
 * @param batchSize real rows a step, at least 2, with as many generated ones
 * @param epochs passes over the training rows
 * @param labelSmoothing how much less than 1 the discriminator is to call real rows, in [0, 0.5)
 * @param spectralNorm whether the discriminator's weights are divided by their spectral norm
 * @param averaging share of the past in the moving average of the generator's weights that is
 *     sampled from, in [0, 1); 0 for none. Early on the share is less, (1 + steps) / (10 + steps),
 *     so that first weights do not linger
 * @param seed fixes initial weights, order, noise, generated classes and samples
 */
public record GanSettings(
    GanKind kind,
    int noise,
    GanOutput output,
    GanLoss loss,
    String optimizer,
    double rate,
    double discriminatorRate,
    double beta1,
    int batchSize,
    int epochs,
    double labelSmoothing,
    boolean spectralNorm,
    double averaging,
    long seed) {

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public GanSettings {
    OptimizerRule.named(optimizer);
    require(noise >= 1, "noise", noise, "at least 1");
    require(rate > 0 && Double.isFinite(rate), "rate", rate, "above 0");
    require(
        discriminatorRate > 0 && Double.isFinite(discriminatorRate),
        "discriminatorRate",
        discriminatorRate,
        "above 0");
    require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
    require(batchSize >= 2, "batchSize", batchSize, "at least 2");
    require(epochs >= 1, "epochs", epochs, "at least 1");
    require(
        labelSmoothing >= 0 && labelSmoothing < 0.5,
        "labelSmoothing",
        labelSmoothing,
        "in [0, 0.5)");
    require(averaging >= 0 && averaging < 1, "averaging", averaging, "in [0, 1)");
  }

  /**
   * P1's net for waveforms with what it leaves unsaid: tanh, cross-entropy, Adam at 2e-4 with beta1
   * 0.5 (Radford et al., 2016), batches of 32.
   */
  public static GanSettings waveform(int epochs, long seed) {
    return new GanSettings(
        GanKind.WAVEFORM,
        100,
        GanOutput.TANH,
        GanLoss.CROSS_ENTROPY,
        "adam",
        2e-4,
        2e-4,
        0.5,
        32,
        epochs,
        0,
        false,
        0,
        seed);
  }

  /** With other epochs. */
  public GanSettings withEpochs(int other) {
    return new GanSettings(
        kind,
        noise,
        output,
        loss,
        optimizer,
        rate,
        discriminatorRate,
        beta1,
        batchSize,
        other,
        labelSmoothing,
        spectralNorm,
        averaging,
        seed);
  }

  /** What the course of a training depends on; epochs only say where it ends. */
  GanSettings course() {
    return withEpochs(1);
  }

  private static void require(boolean holds, String name, double value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be " + expected);
    }
  }
}
