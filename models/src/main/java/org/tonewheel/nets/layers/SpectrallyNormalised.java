package org.tonewheel.nets.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.nets.engine.SpectralNorm;

/**
 * A dense or convolution layer whose weight is divided by its largest singular value (Miyato et
 * al., 2018), equal to {@code torch.nn.utils.parametrizations.spectral_norm}: estimated by one
 * power iteration a training pass; its two vectors are stored, not trained.
 */
public record SpectrallyNormalised(Layer layer) implements Layer {
  /** Checks that the layer has one weight to divide. */
  public SpectrallyNormalised {
    if (!(layer instanceof Dense || layer instanceof Convolution)) {
      throw new IllegalArgumentException(
          "layer " + layer.name() + " has no weight with a spectral norm");
    }
  }

  @Override
  public String name() {
    return layer.name();
  }

  @Override
  public Shape output(Shape input) {
    return layer.output(input);
  }

  @Override
  public List<Weight> weights(Shape input) {
    List<Weight> weights = new ArrayList<>(layer.weights(input));
    Shape weight = weights.get(0).shape();
    weights.add(Weight.direction("weight_u", weight.get(0)));
    weights.add(Weight.direction("weight_v", weight.size() / weight.get(0)));
    return weights;
  }

  @Override
  public long multiplications(Shape input) {
    return layer.multiplications(input);
  }

  @Override
  public Kept kept(Shape input) {
    return layer.kept(input);
  }

  @Override
  public NDArray forward(NDArray input, List<NDArray> weights, Pass pass) {
    int own = weights.size() - 2;
    NDArray weight = weights.get(0);
    List<NDArray> divided = new ArrayList<>(weights.subList(0, own));
    try (NDArray norm =
            SpectralNorm.of(weight, weights.get(own), weights.get(own + 1), pass.training());
        NDArray quotient = weight.div(norm)) {
      divided.set(0, quotient);
      return layer.forward(input, divided, pass);
    }
  }
}
