package org.tonewheel.nets.engine;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * RMSprop (Tieleman and Hinton, 2012), equal to {@code torch.optim.RMSprop} without momentum,
 * centring or weight decay: epsilon is added after the square root.
 */
public final class RmsProp extends Optimizer {
  private final double alpha;
  private final double epsilon;
  private double rate;

  /** Alpha 0.99, epsilon 1e-8: PyTorch's defaults. */
  public RmsProp(Parameters parameters) {
    this(parameters, 0.99, 1e-8);
  }

  /** With other constants. */
  public RmsProp(Parameters parameters, double alpha, double epsilon) {
    super(parameters, 1);
    this.alpha = alpha;
    this.epsilon = epsilon;
  }

  @Override
  void begin(long step, double newRate) {
    rate = newRate;
  }

  @Override
  void update(float[] value, float[] gradient, float[][] averages, int length) {
    float[] square = averages[0];
    float decay = (float) alpha;
    float gain = (float) (1 - alpha);
    float guard = (float) epsilon;
    float size = (float) rate;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float v = decay * square[i] + gain * g * g;
      square[i] = v;
      value[i] -= size * g / ((float) Math.sqrt(v) + guard);
    }
  }

  @Override
  void update(NDArray value, NDArray gradient, List<NDArray> averages) {
    NDArray square = averages.get(0);
    try (NDArray gradientSquare = gradient.square()) {
      square.muli(alpha).addi(gradientSquare.muli(1 - alpha));
    }
    try (NDArray denominator = square.sqrt();
        NDArray change = gradient.mul(rate)) {
      value.subi(change.divi(denominator.addi(epsilon)));
    }
  }
}
