package org.tonewheel.tribuo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One hidden layer while it is trained: linear, ReLU, batch normalisation by the batch, dropout, in
 * this order, forward and backward, as PyTorch's.
 *
 * <p>All but the products of matrices is done here: an operation of the engine costs more to call
 * than its arithmetic takes on a batch of a few dozen rows. The loops run over arrays of one row
 * each, all from 0 on, which is the form that the virtual machine turns into vector instructions.
 *
 * <p>Owns its linear layer; not thread-safe.
 */
final class HiddenLayer implements AutoCloseable {
  /** Share of the batch's statistics in the running ones, PyTorch's default. */
  private static final float MOMENTUM = 0.1f;

  private final LinearLayer linear;
  private final int units;
  private final Parameter gamma;
  private final Parameter beta;
  private final float[] runningMean;
  private final float[] runningVariance;

  /** By row: after the ReLU. */
  private final float[][] active;

  /** By row: normalised, before gamma and beta. */
  private final float[][] normal;

  /** By row: of the output on the way back. */
  private final float[][] gradients;

  /** Rows × units of the batch at hand; null without dropout. */
  private float[] mask;

  private final float[] maskRow;
  private final float[] mean;
  private final float[] inverse;

  HiddenLayer(LinearLayer linear, String norm, int units, int mostRows) {
    this.linear = linear;
    this.units = units;
    gamma = new Parameter(norm + ".weight", filled(units, 1));
    beta = new Parameter(norm + ".bias", new float[units]);
    runningMean = new float[units];
    runningVariance = filled(units, 1);
    active = new float[mostRows][units];
    normal = new float[mostRows][units];
    gradients = new float[mostRows][units];
    maskRow = new float[units];
    mean = new float[units];
    inverse = new float[units];
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  LinearLayer linear() {
    return linear;
  }

  int units() {
    return units;
  }

  /** Those of the linear layer, then gamma and beta. */
  List<Parameter> parameters() {
    return Stream.concat(linear.parameters().stream(), Stream.of(gamma, beta)).toList();
  }

  /** Mean and variance that a finished net normalises by. */
  List<float[]> running() {
    return List.of(runningMean, runningVariance);
  }

  /** Where the gradients of this layer's output are to be written before {@link #backward}. */
  float[][] gradients() {
    return gradients;
  }

  /**
   * The output of a batch whose rows were given to the linear layer; the batch's statistics enter
   * the running ones.
   *
   * @param batchMask rows × units, 0 or what keeps the expectation; null for none
   * @param next what reads the output
   */
  void forward(int rows, float[] batchMask, LinearLayer next) {
    mask = batchMask;
    linear.forward(active);
    Arrays.fill(mean, 0);
    for (int row = 0; row < rows; row++) {
      rectify(active[row], linear.bias(), mean);
    }
    scale(mean, 1f / rows);
    float[] variance = inverse;
    Arrays.fill(variance, 0);
    for (int row = 0; row < rows; row++) {
      addSquares(active[row], mean, variance);
    }
    scale(variance, 1f / rows);
    remember(runningMean, mean, 1);
    remember(runningVariance, variance, rows / (rows - 1f));
    for (int unit = 0; unit < units; unit++) {
      inverse[unit] = (float) (1 / Math.sqrt(variance[unit] + FeedForwardWeights.EPSILON));
    }
    float[] output = gradients[0];
    for (int row = 0; row < rows; row++) {
      normalise(active[row], mean, inverse, normal[row]);
      stretch(normal[row], gamma.values(), beta.values(), output);
      if (mask != null) {
        System.arraycopy(mask, row * units, maskRow, 0, units);
        multiply(output, maskRow);
      }
      next.input(row, output);
    }
  }

  /**
   * Takes the gradients of the parameters from {@link #gradients}.
   *
   * @param given overwritten by the gradients of the inputs; null where nobody asks for them
   */
  void backward(int rows, float[][] given) {
    float[] byGamma = gamma.gradient();
    float[] byBeta = beta.gradient();
    Arrays.fill(byGamma, 0);
    Arrays.fill(byBeta, 0);
    for (int row = 0; row < rows; row++) {
      if (mask != null) {
        System.arraycopy(mask, row * units, maskRow, 0, units);
        multiply(gradients[row], maskRow);
      }
      add(gradients[row], normal[row], byBeta, byGamma);
    }
    // mean and inverse are done with: they now hold what a row's gradient loses and gains
    for (int unit = 0; unit < units; unit++) {
      inverse[unit] *= gamma.values()[unit];
      mean[unit] = byBeta[unit] / rows;
      maskRow[unit] = byGamma[unit] / rows;
    }
    for (int row = 0; row < rows; row++) {
      denormalise(gradients[row], normal[row], mean, maskRow, inverse);
      cut(gradients[row], active[row]);
    }
    linear.backward(gradients, rows, given);
  }

  private static void rectify(float[] row, float[] bias, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      float value = Math.max(row[i] + bias[i], 0f);
      row[i] = value;
      sum[i] += value;
    }
  }

  private static void scale(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  private static void multiply(float[] values, float[] factors) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[i];
    }
  }

  private static void addSquares(float[] row, float[] mean, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      float distance = row[i] - mean[i];
      sum[i] += distance * distance;
    }
  }

  private static void remember(float[] running, float[] batch, float correction) {
    for (int i = 0; i < running.length; i++) {
      running[i] = (1 - MOMENTUM) * running[i] + MOMENTUM * correction * batch[i];
    }
  }

  private static void normalise(float[] row, float[] mean, float[] inverse, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = (row[i] - mean[i]) * inverse[i];
    }
  }

  private static void stretch(float[] row, float[] gamma, float[] beta, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = row[i] * gamma[i] + beta[i];
    }
  }

  private static void add(float[] gradient, float[] normal, float[] byBeta, float[] byGamma) {
    for (int i = 0; i < gradient.length; i++) {
      byBeta[i] += gradient[i];
      byGamma[i] += gradient[i] * normal[i];
    }
  }

  private static void denormalise(
      float[] gradient, float[] normal, float[] level, float[] slope, float[] factor) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = factor[i] * (gradient[i] - level[i] - normal[i] * slope[i]);
    }
  }

  /** The ReLU's gradient: 0 where nothing passed. By bits, as a branch would be guessed wrong. */
  private static void cut(float[] gradient, float[] active) {
    for (int i = 0; i < gradient.length; i++) {
      // active is never negative, so its bits are 0 or a positive number
      int passed = -Float.floatToRawIntBits(active[i]) >> 31;
      gradient[i] = Float.intBitsToFloat(Float.floatToRawIntBits(gradient[i]) & passed);
    }
  }

  @Override
  public void close() {
    linear.close();
  }
}
