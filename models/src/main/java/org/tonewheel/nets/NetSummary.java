package org.tonewheel.nets;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonewheel.nets.engine.OptimizerRule;
import org.tonewheel.nets.layers.Kept;
import org.tonewheel.nets.layers.Layer;
import org.tonewheel.nets.layers.Weight;

/**
 * What a net is made of and asks for, known without building it.
 *
 * @param net its name
 * @param input shape of a row
 * @param layers in order
 * @param parameters trained floats; running statistics do not count, as in PyTorch
 * @param multiplications by weights in the forward pass of one row
 * @param activations floats of one row that a step keeps for the backward pass, its input included
 */
public record NetSummary(
    String net,
    RowShape input,
    List<LayerSummary> layers,
    long parameters,
    long multiplications,
    long activations) {

  /** Sums up layers; {@link NetCatalog#summary} is the way in. */
  static NetSummary of(String net, RowShape row, List<Layer> layers) {
    List<LayerSummary> summaries = new ArrayList<>();
    long multiplications = 0;
    // the input belongs to the batch, so it is there whether the backward pass wants it or not
    long activations = row.floats();
    boolean counted = true;
    Shape shape = row.shape();
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
    return new NetSummary(
        net, row, List.copyOf(summaries), parameters, multiplications, activations);
  }

  /**
   * An estimate of what a training needs in main memory, or on its device, beside the process and
   * the data: weights, gradients, the optimiser's averages, the best epoch's weights, what a step
   * keeps for the backward pass, and the two gradients that this has in hand at a layer. The
   * allocator may hold up to a half more.
   *
   * @param batchSize rows a step
   * @param optimizer a name of {@link OptimizerRule}
   * @param keep whether the best epoch's weights are held too
   */
  public long memoryBytes(int batchSize, String optimizer, Keep keep) {
    int averages =
        switch (OptimizerRule.named(optimizer)) {
          case ADAM -> 2;
          case RMSPROP -> 1;
        };
    int copies = 2 + averages + (keep == Keep.BEST ? 1 : 0);
    return Float.BYTES * (copies * parameters + batchSize * (activations + widest()));
  }

  /** The largest sum of a layer's input and output; the net's own input has no gradient. */
  private long widest() {
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
