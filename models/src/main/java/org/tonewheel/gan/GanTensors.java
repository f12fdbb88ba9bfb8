package org.tonewheel.gan;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.checkpoint.Tensors;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.nets.engine.Optimizer;
import org.tonewheel.nets.engine.OptimizerRule;
import org.tonewheel.nets.engine.ParameterCopy;

/**
 * All tensors that a GAN's training carries from step to step.
 *
 * @param average the moving average of the generator, if the settings ask for one
 */
record GanTensors(
    ConditionalNet generator,
    ConditionalNet discriminator,
    Optimizer generatorOptimizer,
    Optimizer discriminatorOptimizer,
    Optional<ParameterCopy> average)
    implements Tensors<GanProgress>, AutoCloseable {

  /** Both nets at their first weights. */
  static GanTensors first(NDManager manager, RowShape row, int classes, GanSettings settings) {
    ConditionalNet generator = generator(manager, row, classes, settings);
    ConditionalNet discriminator =
        new ConditionalNet(
            manager,
            ConditionalLayers.discriminator(row, settings),
            classes,
            seed(settings, "discriminator"));
    OptimizerRule rule = OptimizerRule.named(settings.optimizer());
    return new GanTensors(
        generator,
        discriminator,
        rule.over(generator.parameters(), settings.beta1()),
        rule.over(discriminator.parameters(), settings.beta1()),
        settings.averaging() > 0
            ? Optional.of(ParameterCopy.averageOf(generator.parameters()))
            : Optional.empty());
  }

  /** The generator at its first weights. */
  static ConditionalNet generator(
      NDManager manager, RowShape row, int classes, GanSettings settings) {
    return new ConditionalNet(
        manager, ConditionalLayers.generator(row, settings), classes, seed(settings, "generator"));
  }

  /** The two nets have weights of the same names, which are not to begin alike. */
  private static long seed(GanSettings settings, String net) {
    return CounterRandom.of(settings.seed(), net).bits(0);
  }

  @Override
  public void write(GanProgress progress, WritableByteChannel channel) throws IOException {
    generator.parameters().write(channel);
    discriminator.parameters().write(channel);
    generatorOptimizer.write(channel);
    discriminatorOptimizer.write(channel);
    if (average.isPresent()) {
      average.get().write(channel);
    }
  }

  @Override
  public void read(GanProgress progress, ReadableByteChannel channel) throws IOException {
    generator.parameters().read(channel);
    discriminator.parameters().read(channel);
    generatorOptimizer.read(channel);
    discriminatorOptimizer.read(channel);
    if (average.isPresent()) {
      average.get().read(channel);
    }
  }

  @Override
  public void close() {
    average.ifPresent(ParameterCopy::close);
    generatorOptimizer.close();
    discriminatorOptimizer.close();
    generator.close();
    discriminator.close();
  }
}
