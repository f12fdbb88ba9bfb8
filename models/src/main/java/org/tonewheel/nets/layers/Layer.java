package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * One layer of a net, as data. Shapes are those of one row, without the batch; on the way through a
 * net the batch comes first.
 */
public sealed interface Layer
    permits AsPicture,
        BatchNormalisation,
        Convolution,
        Crop,
        Dense,
        Dropout,
        Flatten,
        GlobalMean,
        LeakyRelu,
        Lstm,
        MaxPool,
        Relu,
        Reshape,
        SpectrallyNormalised,
        Tanh,
        Upsample {

  /** Unique in its net; its weights' names begin with it, as in PyTorch. */
  String name();

  /**
   * The shape that a row of the given shape becomes.
   *
   * @throws IllegalArgumentException if the layer cannot take such rows
   */
  Shape output(Shape input);

  /** Its weights in PyTorch's order, for rows of that shape. */
  default List<Weight> weights(Shape input) {
    return List.of();
  }

  /** Multiplications by weights in one row's forward pass. */
  default long multiplications(Shape input) {
    return 0;
  }

  /** What one row's forward pass keeps for the backward pass. */
  Kept kept(Shape input);

  /** Whether its output is its input's memory under another shape. */
  default boolean isView() {
    return false;
  }

  /**
   * The layer's output for a batch. What it makes on the way is freed; the input is left to the
   * caller, and may be what is returned.
   *
   * @param weights those of {@link #weights}, in their order
   */
  NDArray forward(NDArray input, List<NDArray> weights, Pass pass);
}
