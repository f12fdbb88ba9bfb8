package org.tonewheel.tribuo;

import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019) over arrays on the heap, equal to
 * {@code torch.optim.AdamW}; without decay to {@code torch.optim.Adam}. Beta 2 is 0.999, epsilon
 * 1e-8, added after the bias-corrected square root. Every parameter decays, as where PyTorch is
 * given one group.
 */
final class DecoupledAdam {
  private static final double BETA2 = 0.999;
  private static final float EPSILON = 1e-8f;

  private final List<Parameter> parameters;
  private final double weightDecay;
  private final float[][] means;
  private final float[][] squares;
  private long steps;

  DecoupledAdam(List<Parameter> parameters, double weightDecay) {
    this.parameters = List.copyOf(parameters);
    this.weightDecay = weightDecay;
    means = zeros(parameters);
    squares = zeros(parameters);
  }

  private static float[][] zeros(List<Parameter> parameters) {
    return parameters.stream()
        .map(parameter -> new float[parameter.values().length])
        .toArray(float[][]::new);
  }

  /** Steps done so far. */
  long steps() {
    return steps;
  }

  /**
   * Moves every parameter by its gradient.
   *
   * @param beta1 share of the old first moment, which a schedule may move
   */
  void step(double rate, double beta1) {
    steps++;
    float size = (float) (rate / (1 - Math.pow(beta1, (double) steps)));
    float root = (float) Math.sqrt(1 - Math.pow(BETA2, (double) steps));
    float gain = (float) (1 - beta1);
    float kept = (float) (1 - rate * weightDecay);
    for (int i = 0; i < means.length; i++) {
      Parameter parameter = parameters.get(i);
      if (weightDecay > 0) {
        decay(parameter.values(), kept);
      }
      update(parameter.values(), parameter.gradient(), means[i], squares[i], gain, size, root);
    }
  }

  private static void decay(float[] values, float kept) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= kept;
    }
  }

  private static void update(
      float[] values,
      float[] gradient,
      float[] mean,
      float[] square,
      float gain,
      float size,
      float root) {
    float decay2 = (float) BETA2;
    float gain2 = (float) (1 - BETA2);
    for (int i = 0; i < values.length; i++) {
      float g = gradient[i];
      float m = mean[i] + gain * (g - mean[i]);
      float v = decay2 * square[i] + gain2 * g * g;
      mean[i] = m;
      square[i] = v;
      values[i] -= size * m / ((float) Math.sqrt(v) / root + EPSILON);
    }
  }
}
