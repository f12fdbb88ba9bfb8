package org.tonewheel.tribuo;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * The numbers of a trained feed-forward net, and what they make of one row.
 *
 * <p>A hidden layer is linear, ReLU, batch normalisation by the running statistics; the last layer
 * is linear. The forward pass is plain Java: Tribuo predicts one row at a time, where a call into
 * the engine costs more than the arithmetic (75,000 multiplications for 132 columns), and a model
 * that holds no native memory needs no closing and may be used by many threads at once.
 *
 * <p>Immutable.
 */
final class FeedForwardWeights implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Guard of the variance, PyTorch's default. */
  static final double EPSILON = 1e-5;

  /** Inputs, units of each hidden layer, classes. */
  private final int[] widths;

  /**
   * All values, layer after layer: weight (outputs × inputs, row-major), bias; for hidden layers
   * also gamma, beta, running mean, running variance.
   */
  private final float[] values;

  /**
   * By layer and input: the weights to all outputs. An array an input, as the virtual machine makes
   * vector instructions only of loops that run over all their arrays alike.
   */
  private final float[][][] transposed;

  private final float[][] biases;

  /** By hidden layer: the batch normalisation as one multiplication and one addition. */
  private final float[][] scales;

  private final float[][] shifts;

  /**
   * @param widths inputs, units of each hidden layer, classes
   * @param values as many as {@link #size} says, in the order described there; copied
   * @throws IllegalArgumentException when the counts do not fit
   */
  FeedForwardWeights(int[] widths, float[] values) {
    this.widths = widths.clone();
    this.values = values.clone();
    if (values.length != size(widths)) {
      throw new IllegalArgumentException(
          "A net of widths "
              + Arrays.toString(widths)
              + " has "
              + size(widths)
              + " values, but there are "
              + values.length);
    }
    int layers = widths.length - 1;
    transposed = new float[layers][][];
    biases = new float[layers][];
    scales = new float[layers - 1][];
    shifts = new float[layers - 1][];
    int at = 0;
    for (int layer = 0; layer < layers; layer++) {
      int inputs = widths[layer];
      int outputs = widths[layer + 1];
      transposed[layer] = transpose(values, at, inputs, outputs);
      at += inputs * outputs;
      biases[layer] = Arrays.copyOfRange(values, at, at + outputs);
      at += outputs;
      if (layer < layers - 1) {
        foldNormalisation(layer, at, outputs);
        at += 4 * outputs;
      }
    }
  }

  /** The number of values of a net of these widths. */
  static int size(int[] widths) {
    long size = 0;
    for (int layer = 0; layer + 1 < widths.length; layer++) {
      size += (widths[layer] + 1L) * widths[layer + 1];
      if (layer + 2 < widths.length) {
        size += 4L * widths[layer + 1];
      }
    }
    return Math.toIntExact(size);
  }

  private static float[][] transpose(float[] values, int at, int inputs, int outputs) {
    float[][] result = new float[inputs][outputs];
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input++) {
        result[input][output] = values[at + output * inputs + input];
      }
    }
    return result;
  }

  private void foldNormalisation(int layer, int at, int units) {
    scales[layer] = new float[units];
    shifts[layer] = new float[units];
    for (int unit = 0; unit < units; unit++) {
      double gamma = values[at + unit];
      double beta = values[at + units + unit];
      double mean = values[at + 2 * units + unit];
      double variance = values[at + 3 * units + unit];
      double scale = gamma / Math.sqrt(variance + EPSILON);
      scales[layer][unit] = (float) scale;
      shifts[layer][unit] = (float) (beta - mean * scale);
    }
  }

  int inputs() {
    return widths[0];
  }

  int classes() {
    return widths[widths.length - 1];
  }

  /** All values in their order; a copy. */
  float[] values() {
    return values.clone();
  }

  /**
   * The scores of one row before the softmax.
   *
   * @param row one value an input
   */
  float[] logits(float[] row) {
    float[] signal = row;
    for (int layer = 0; layer < transposed.length; layer++) {
      float[] next = biases[layer].clone();
      accumulate(signal, transposed[layer], next);
      if (layer < scales.length) {
        for (int unit = 0; unit < next.length; unit++) {
          next[unit] = Math.max(next[unit], 0) * scales[layer][unit] + shifts[layer][unit];
        }
      }
      signal = next;
    }
    return signal;
  }

  private static void accumulate(float[] inputs, float[][] weights, float[] outputs) {
    int input = 0;
    for (; input + 3 < inputs.length; input += 4) {
      addFour(inputs, weights, input, outputs);
    }
    for (; input < inputs.length; input++) {
      float value = inputs[input];
      float[] row = weights[input];
      for (int output = 0; output < outputs.length; output++) {
        outputs[output] += value * row[output];
      }
    }
  }

  /** Four inputs at a time: the sums are read and written a fourth as often. */
  private static void addFour(float[] inputs, float[][] weights, int first, float[] outputs) {
    float value0 = inputs[first];
    float value1 = inputs[first + 1];
    float value2 = inputs[first + 2];
    float value3 = inputs[first + 3];
    float[] row0 = weights[first];
    float[] row1 = weights[first + 1];
    float[] row2 = weights[first + 2];
    float[] row3 = weights[first + 3];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] += value0 * row0[i] + value1 * row1[i] + value2 * row2[i] + value3 * row3[i];
    }
  }

  /** The probabilities of one row: the softmax of its {@link #logits}, in double. */
  double[] probabilities(float[] row) {
    float[] logits = logits(row);
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(logits[i] - highest);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /** The weights as a protobuf structure, bit for bit: floats in little-endian order, base 64. */
  Struct toStruct() {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    ListValue.Builder list = ListValue.newBuilder();
    for (int width : widths) {
      list.addValues(Value.newBuilder().setNumberValue(width));
    }
    return Struct.newBuilder()
        .putFields("widths", Value.newBuilder().setListValue(list).build())
        .putFields(
            "values",
            Value.newBuilder()
                .setStringValue(Base64.getEncoder().encodeToString(bytes.array()))
                .build())
        .build();
  }

  /**
   * Reads what {@link #toStruct} wrote.
   *
   * @throws IllegalArgumentException when a field is missing or the counts do not fit
   */
  static FeedForwardWeights of(Struct struct) {
    int[] widths =
        struct.getFieldsOrThrow("widths").getListValue().getValuesList().stream()
            .mapToInt(value -> (int) value.getNumberValue())
            .toArray();
    if (widths.length < 2) {
      throw new IllegalArgumentException(
          "A net needs inputs and classes, but its widths are " + Arrays.toString(widths));
    }
    byte[] bytes = Base64.getDecoder().decode(struct.getFieldsOrThrow("values").getStringValue());
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new FeedForwardWeights(widths, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeedForwardWeights that
        && Arrays.equals(widths, that.widths)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(widths) + Arrays.hashCode(values);
  }
}
