package org.tonewheel.nets;

import java.util.List;
import org.tonewheel.nets.engine.OptimizerRule;
import org.tonewheel.nets.layers.Layer;

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
    ChainSummary chain = ChainSummary.of(row.shape(), layers);
    return new NetSummary(
        net, row, chain.layers(), chain.parameters(), chain.multiplications(), chain.activations());
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
    long widest = new ChainSummary(layers, parameters, multiplications, activations).widest();
    int copies = 2 + OptimizerRule.named(optimizer).averages() + (keep == Keep.BEST ? 1 : 0);
    return Float.BYTES * (copies * parameters + batchSize * (activations + widest));
  }
}
