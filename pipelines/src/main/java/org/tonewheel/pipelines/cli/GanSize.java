package org.tonewheel.pipelines.cli;

import java.util.List;

/**
 * How large a conditional GAN of dense layers is: P1's on samples, and one on features. A
 * convolutional one is taken to multiply as often as the dense one of its data.
 *
 * @param generator weights of the generator
 * @param discriminator weights of the discriminator
 */
record GanSize(long generator, long discriminator) {
  /** P1's embedding of a genre. */
  private static final int CLASS_VALUES = 10;

  private static final List<Integer> P1_GENERATOR = List.of(512, 1024, 2048);
  private static final List<Integer> P1_DISCRIMINATOR = List.of(1024, 512);
  private static final List<Integer> GENERATOR = List.of(256, 512);
  private static final List<Integer> DISCRIMINATOR = List.of(512, 256);

  /** P1's, on so many samples. */
  static GanSize ofSamples(int samples, int noise) {
    return new GanSize(
        weights(noise + CLASS_VALUES, P1_GENERATOR, samples),
        weights(samples + CLASS_VALUES, P1_DISCRIMINATOR, 1));
  }

  /** One on so many values of a segment's features. */
  static GanSize ofFeatures(int values, int noise) {
    return new GanSize(
        weights(noise + CLASS_VALUES, GENERATOR, values),
        weights(values + CLASS_VALUES, DISCRIMINATOR, 1));
  }

  private static long weights(int inputs, List<Integer> hidden, int outputs) {
    long weights = 0;
    long from = inputs;
    for (int units : hidden) {
      weights += (from + 1) * units;
      from = units;
    }
    return weights + (from + 1) * outputs;
  }

  /** Weights of both nets. */
  long parameters() {
    return generator + discriminator;
  }

  /**
   * Multiplications of a step for each real row: the generator forward and backward; the
   * discriminator forward and backward on a real and a made row, then again on the made one for the
   * generator's sake, without gradients of its own weights.
   */
  double multiplications() {
    return 3.0 * generator + 8.0 * discriminator;
  }
}
