package org.tonewheel.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.Optimizer;
import org.tonewheel.nets.engine.TensorMemory;

/**
 * One step of each net on a batch: the discriminator's on real and generated rows, then the
 * generator's through the discriminator as that has become, by the same generated rows.
 */
final class AdversarialStep {
  private final GanSettings settings;
  private final ConditionalNet generator;
  private final ConditionalNet discriminator;
  private final Optimizer generatorOptimizer;
  private final Optimizer discriminatorOptimizer;

  AdversarialStep(GanSettings settings, GanTensors tensors) {
    this.settings = settings;
    generator = tensors.generator();
    discriminator = tensors.discriminator();
    generatorOptimizer = tensors.generatorOptimizer();
    discriminatorOptimizer = tensors.discriminatorOptimizer();
  }

  /**
   * A batch, whose arrays belong to one manager.
   *
   * @param real rows × floats
   * @param realClasses rows × classes
   * @param noise rows × noise
   * @param generatedClasses rows × classes
   */
  record Batch(NDArray real, NDArray realClasses, NDArray noise, NDArray generatedClasses) {}

  /**
   * Takes both steps.
   *
   * @param scope records, and frees what is made here
   * @param where the batch is, for errors
   * @throws TrainingFailedException if a loss is not finite; parameters may have moved
   */
  StepFigures take(GradientScope scope, Batch batch, String where) {
    NDArray generated = generator.forward(batch.noise(), batch.generatedClasses(), true);
    StepFigures discriminated = discriminatorStep(scope.manager(), batch, generated, where);
    double generatorLoss = generatorStep(scope, batch, generated, where);
    return new StepFigures(
        discriminated.rows(),
        generatorLoss,
        discriminated.discriminatorLoss(),
        discriminated.realScore(),
        discriminated.fakeScore());
  }

  private StepFigures discriminatorStep(
      NDManager manager, Batch batch, NDArray generated, String where) {
    int rows = (int) generated.getShape().get(0);
    try (GradientScope step = GradientScope.recording(manager)) {
      NDArray outputs = bothOutputs(step.manager(), batch, generated);
      NDArray targets =
          step.manager()
              .full(new Shape(rows, 1), (float) (1 - settings.labelSmoothing()))
              .concat(step.manager().zeros(new Shape(rows, 1)), 0);
      NDArray loss = settings.loss().mean(outputs, targets);
      double value = finite(loss, "discriminator", settings.discriminatorRate(), where);
      float[] values = TensorMemory.read(outputs);
      step.backward(loss);
      discriminatorOptimizer.step(settings.discriminatorRate());
      return new StepFigures(
          rows, 0, value, meanScore(values, 0, rows), meanScore(values, rows, 2 * rows));
    }
  }

  /** For all rows at once: the first layer's weights, most of the net, are read once. */
  private NDArray bothOutputs(NDManager manager, Batch batch, NDArray generated) {
    try (NDArray cut = generated.stopGradient();
        NDArray rows = batch.real().concat(cut, 0);
        NDArray classes = batch.realClasses().concat(batch.generatedClasses(), 0)) {
      rows.attach(manager);
      classes.attach(manager);
      return discriminator.forward(rows, classes, true);
    }
  }

  private double generatorStep(GradientScope scope, Batch batch, NDArray generated, String where) {
    discriminator.parameters().requireGradients(false);
    try {
      NDArray outputs = discriminator.forward(generated, batch.generatedClasses(), false);
      NDArray loss = settings.loss().mean(outputs, outputs.onesLike());
      double value = finite(loss, "generator", settings.rate(), where);
      scope.backward(loss);
      generatorOptimizer.step(settings.rate());
      return value;
    } finally {
      discriminator.parameters().requireGradients(true);
    }
  }

  private double meanScore(float[] outputs, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += settings.loss().score(outputs[i]);
    }
    return sum / (to - from);
  }

  private static double finite(NDArray loss, String net, double rate, String where) {
    double value = TensorMemory.read(loss)[0];
    if (!Double.isFinite(value)) {
      throw new TrainingFailedException(
          "the %s's loss is %s in %s; lower its rate (%s) or turn spectral normalisation on"
              .formatted(net, value, where, rate));
    }
    return value;
  }
}
