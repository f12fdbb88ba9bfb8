package org.tonewheel.nets;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonewheel.nets.layers.Kept;
import org.tonewheel.nets.layers.Layer;
import org.tonewheel.nets.layers.Weight;

/**
 * What layers one after the other ask for, known without building them.
 *
 * @param layers in order
 * @param parameters trained floats; running statistics do not count, as in PyTorch
 * @param multiplications by weights in the forward pass of one row
 * @param activations floats of one row that a step keeps for the backward pass, its input included
 */
public record ChainSummary(
    List<LayerSummary> layers, long parameters, long multiplications, long activations) {

  /**
   * Sums up layers for rows of a shape.
   *
   * @param row without the batch
   * @throws IllegalArgumentException if a layer cannot take what the one before it makes
   */
  public static ChainSummary of(Shape row, List<Layer> layers) {
    List<LayerSummary> summaries = new ArrayList<>();
    long multiplications = 0;
    // the input belongs to the batch, so it is there whether the backward pass wants it or not
    long activations = row.size();
    boolean counted = true;
    Shape shape = row;
    for (Layer layer : layers) {
      Shape output = layer.output(shape);
      long parameters =
          layer.weights(shape).stream()
              .filter(Weight::trained)
              .mapToLong(weight -> weight.shape().size())
              .sum();
      summaries.add(
          new LayerSummary(
              layer.name(),
              layer.getClass().getSimpleName(),
              Arrays.stream(output.getShape()).boxed().toList(),
              parameters));
      multiplications += layer.multiplications(shape);
      Kept kept = layer.kept(shape);
      // a tensor between two layers is counted once, if either keeps it
      activations += kept.floats() + (kept.input() && !counted ? shape.size() : 0);
      activations += kept.output() ? output.size() : 0;
      counted = layer.isView() ? counted || kept.input() : kept.output();
      shape = output;
    }
    long parameters = summaries.stream().mapToLong(LayerSummary::parameters).sum();
    return new ChainSummary(List.copyOf(summaries), parameters, multiplications, activations);
  }

  /**
   * The largest sum of a layer's input and output, whose gradients a backward pass has in hand at
   * once; the net's own input has none.
   */
  public long widest() {
    long widest = 0;
    long before = 0;
    for (LayerSummary layer : layers) {
      long after = layer.output().stream().reduce(1L, Math::multiplyExact);
      widest = Math.max(widest, before + after);
      before = after;
    }
    return widest;
  }
}
