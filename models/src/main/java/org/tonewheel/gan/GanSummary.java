package org.tonewheel.gan;

import java.util.ArrayList;
import java.util.List;
import org.tonewheel.nets.ChainSummary;
import org.tonewheel.nets.LayerSummary;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.engine.OptimizerRule;

/**
 * What a GAN is made of and asks for, known without building it.
 *
 * @param generator its layers in order, the class's embedding first
 * @param discriminator likewise
 * @param generatorParameters trained floats
 * @param discriminatorParameters likewise
 * @param multiplications by weights in a step, for each real row: two forward passes of the
 *     generator's rows through the discriminator and one of the real, and the backward passes
 * @param memoryBytes an estimate of what a training needs in main memory, or on its device, beside
 *     the process and the data: weights, the optimisers' averages, the generator's moving average,
 *     gradients of the larger net (the two are never held at once), and what a step keeps for the
 *     backward pass. The allocator may hold up to a half more
 */
public record GanSummary(
    List<LayerSummary> generator,
    List<LayerSummary> discriminator,
    long generatorParameters,
    long discriminatorParameters,
    long multiplications,
    long memoryBytes) {

  /** Sums up the nets that the settings name, without loading the engine. */
  public static GanSummary of(RowShape row, int classes, GanSettings settings) {
    ConditionalLayers generator = ConditionalLayers.generator(row, settings);
    ConditionalLayers discriminator = ConditionalLayers.discriminator(row, settings);
    ChainSummary making = ChainSummary.of(generator.input(), generator.layers());
    ChainSummary judging = ChainSummary.of(discriminator.input(), discriminator.layers());
    long made = making.parameters() + (long) classes * generator.embedding();
    long judged = judging.parameters() + (long) classes * discriminator.embedding();
    long averages = OptimizerRule.named(settings.optimizer()).averages();
    long floats =
        (1 + averages) * (made + judged)
            + Math.max(made, judged)
            + (settings.averaging() > 0 ? made : 0)
            + settings.batchSize() * stepFloats(row, making, judging);
    // a backward pass multiplies twice, for weights and inputs; a frozen net's once
    return new GanSummary(
        embedded(classes, generator, making),
        embedded(classes, discriminator, judging),
        made,
        judged,
        3 * making.multiplications() + 8 * judging.multiplications(),
        Float.BYTES * floats);
  }

  /** A real row of a step: the generator's graph is held while the discriminator's is. */
  private static long stepFloats(RowShape row, ChainSummary making, ChainSummary judging) {
    long judgedTwice = 2 * (judging.activations() + judging.widest());
    return 2L * row.floats() + making.activations() + making.widest() + judgedTwice;
  }

  private static List<LayerSummary> embedded(
      int classes, ConditionalLayers net, ChainSummary chain) {
    LayerSummary embedding =
        new LayerSummary(
            "embedding",
            "Embedding",
            List.of((long) net.embedding()),
            (long) classes * net.embedding());
    List<LayerSummary> layers = new ArrayList<>(List.of(embedding));
    layers.addAll(chain.layers());
    return List.copyOf(layers);
  }

  /** Trained floats of both nets. */
  public long parameters() {
    return generatorParameters + discriminatorParameters;
  }
}
