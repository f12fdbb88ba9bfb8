package org.tonewheel.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A trained feed-forward net as a Tribuo model, made by {@link FeedForwardTrainer}.
 *
 * <p>Predicts probabilities. Immutable and safe for use by many threads; holds no native memory and
 * does not need the engine it was trained with. A feature that an example lacks counts as zero, as
 * everywhere in Tribuo.
 */
public final class FeedForwardModel extends Model<Label> {
  private static final long serialVersionUID = 1L;

  /** Version of the protobuf form. */
  public static final int CURRENT_VERSION = 0;

  private final FeedForwardWeights weights;

  FeedForwardModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<Label> labels,
      FeedForwardWeights weights) {
    super(name, provenance, features, labels, true);
    if (weights.inputs() != features.size() || weights.classes() != labels.size()) {
      throw new IllegalArgumentException(
          "A net of "
              + weights.inputs()
              + " inputs and "
              + weights.classes()
              + " classes does not fit "
              + features.size()
              + " features and "
              + labels.size()
              + " labels");
    }
    this.weights = weights;
  }

  /**
   * Called by Tribuo for {@link Model#deserialize}.
   *
   * @throws InvalidProtocolBufferException when the message is not what {@link #serialize} writes
   * @throws IllegalArgumentException when its version is unknown or its parts do not fit
   */
  public static FeedForwardModel deserializeFromProto(int version, String className, Any message)
      throws InvalidProtocolBufferException {
    Struct struct = LabelModelProto.struct(className, version, CURRENT_VERSION, message);
    ModelDataCarrier<Label> carrier = LabelModelProto.carrier(className, struct);
    return new FeedForwardModel(
        carrier.name(),
        carrier.provenance(),
        carrier.featureDomain(),
        carrier.outputDomain(),
        FeedForwardWeights.of(struct.getFieldsOrThrow("weights").getStructValue()));
  }

  @Override
  public ModelProto serialize() {
    return LabelModelProto.of(
        FeedForwardModel.class,
        CURRENT_VERSION,
        createDataCarrier(),
        "weights",
        Value.newBuilder().setStructValue(weights.toStruct()).build());
  }

  @Override
  public Prediction<Label> predict(Example<Label> example) {
    float[] row = new float[featureIDMap.size()];
    int active = DenseRows.fill(example, featureIDMap, row);
    if (active == 0) {
      throw new IllegalArgumentException(
          "The example has none of the model's features: " + example);
    }
    double[] probabilities = weights.probabilities(row);
    Map<String, Label> scores = new LinkedHashMap<>();
    Label best = null;
    for (int id = 0; id < probabilities.length; id++) {
      Label label = new Label(outputIDInfo.getOutput(id).getLabel(), probabilities[id]);
      scores.put(label.getLabel(), label);
      if (best == null || label.getScore() > best.getScore()) {
        best = label;
      }
    }
    return new Prediction<>(best, scores, active, example, true);
  }

  /** The net's numbers. */
  FeedForwardWeights weights() {
    return weights;
  }

  /** Empty: a net with hidden layers has no weight for a feature. */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    return Map.of();
  }

  /** Empty: the net does not explain a prediction. */
  @Override
  public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
    return Optional.empty();
  }

  @Override
  protected FeedForwardModel copy(String newName, ModelProvenance newProvenance) {
    return new FeedForwardModel(newName, newProvenance, featureIDMap, outputIDInfo, weights);
  }
}
