package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015), equal to {@code torch.optim.Adam} without weight decay: epsilon is
 * added after the bias-corrected square root.
 */
public final class Adam extends Optimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private double stepSize;
  private double rootCorrection;

  /** Betas 0.9 and 0.999, epsilon 1e-8: PyTorch's defaults. */
  public Adam(Parameters parameters) {
    this(parameters, 0.9, 0.999, 1e-8);
  }

  /** With other constants. */
  public Adam(Parameters parameters, double beta1, double beta2, double epsilon) {
    super(parameters, 2);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  @Override
  void begin(long step, double rate) {
    stepSize = rate / (1 - Math.pow(beta1, (double) step));
    rootCorrection = Math.sqrt(1 - Math.pow(beta2, (double) step));
  }

  @Override
  void update(float[] value, float[] gradient, float[][] averages, int length) {
    float[] mean = averages[0];
    float[] square = averages[1];
    float gain1 = (float) (1 - beta1);
    float decay2 = (float) beta2;
    float gain2 = (float) (1 - beta2);
    float root = (float) rootCorrection;
    float guard = (float) epsilon;
    float size = (float) stepSize;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float m = mean[i] + gain1 * (g - mean[i]);
      float v = decay2 * square[i] + gain2 * g * g;
      mean[i] = m;
      square[i] = v;
      value[i] -= size * m / ((float) Math.sqrt(v) / root + guard);
    }
  }

  @Override
  void update(NDArray value, NDArray gradient, List<NDArray> averages) {
    NDArray mean = averages.get(0);
    NDArray square = averages.get(1);
    try (NDArray toGradient = gradient.sub(mean);
        NDArray gradientSquare = gradient.square()) {
      mean.addi(toGradient.muli(1 - beta1));
      square.muli(beta2).addi(gradientSquare.muli(1 - beta2));
    }
    try (NDArray denominator = square.sqrt();
        NDArray change = mean.mul(stepSize)) {
      denominator.divi(rootCorrection).addi(epsilon);
      value.subi(change.divi(denominator));
    }
  }
}
