package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015) of each channel, equal to {@code
 * torch.nn.BatchNorm2d}: in training by the batch's mean and variance, in evaluation by running
 * ones, which take a tenth of each batch's mean and unbiased variance.
 */
public record BatchNormalisation(String name) implements Layer {
  /** DJL names the share of the past, which PyTorch's momentum 0.1 leaves. */
  private static final float PAST = 0.9f;

  private static final float EPSILON = 1e-5f;

  @Override
  public Shape output(Shape input) {
    Shapes.requirePicture(this, input);
    return input;
  }

  @Override
  public List<Weight> weights(Shape input) {
    Shape channels = new Shape(input.get(0));
    return List.of(
        Weight.constant("weight", channels, 1),
        Weight.constant("bias", channels, 0),
        Weight.statistic("running_mean", channels, 0),
        Weight.statistic("running_var", channels, 1));
  }

  @Override
  public long multiplications(Shape input) {
    return input.size();
  }

  @Override
  public Kept kept(Shape input) {
    return Kept.INPUT;
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    return input
        .getNDArrayInternal()
        .batchNorm(
            input,
            weights.get(2),
            weights.get(3),
            weights.get(0),
            weights.get(1),
            1,
            PAST,
            EPSILON,
            pass.training())
        .head();
  }
}
