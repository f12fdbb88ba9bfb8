package org.tonewheel.tribuo;

/**
 * One trained tensor of a feed-forward net, on the heap.
 *
 * @param name in PyTorch's manner, such as {@code linear1.weight}
 * @param values in row-major order; an optimiser overwrites them
 * @param gradient of the loss, value by value; each backward pass overwrites it
 */
@SuppressWarnings("ArrayRecordComponent") // the arrays are what it is for
record Parameter(String name, float[] values, float[] gradient) {

  /** A parameter whose gradient is 0. */
  Parameter(String name, float[] values) {
    this(name, values, new float[values.length]);
  }
}
