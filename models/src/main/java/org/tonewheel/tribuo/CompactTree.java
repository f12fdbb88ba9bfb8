package org.tonewheel.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.SparseModel;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.math.la.SparseVector;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A classification tree of Tribuo's in a fiftieth of its memory; it predicts the same.
 *
 * <p>Tribuo keeps a map of labels with every leaf, about a kilobyte for ten genres, so that a
 * forest of full trees on 40,000 rows takes gigabytes. Here a node takes 16 bytes, and leaves of
 * one distribution share it. Immutable and safe for use by many threads.
 */
public final class CompactTree extends SparseModel<Label> {
  private static final long serialVersionUID = 1L;

  /** Version of the protobuf form. */
  public static final int CURRENT_VERSION = 0;

  private static final String NODES = "nodes";

  private final TreeNodes nodes;

  private CompactTree(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<Label> labels,
      TreeNodes nodes) {
    super(
        name,
        provenance,
        features,
        labels,
        true,
        Map.of(
            Model.ALL_OUTPUTS,
            nodes.splits().keySet().stream().map(id -> features.get(id).getName()).toList()));
    this.nodes = nodes;
  }

  /** A trained tree made small. */
  static CompactTree of(TreeModel<Label> tree) {
    return new CompactTree(
        tree.getName(),
        tree.getProvenance(),
        tree.getFeatureIDMap(),
        tree.getOutputIDInfo(),
        TreeNodes.of(tree.getRoot()));
  }

  /**
   * Called by Tribuo for {@link Model#deserialize}.
   *
   * @throws InvalidProtocolBufferException when the message is not what {@link #serialize} writes
   * @throws IllegalArgumentException when its version is unknown or it is not a whole tree
   */
  public static CompactTree deserializeFromProto(int version, String className, Any message)
      throws InvalidProtocolBufferException {
    Struct struct = LabelModelProto.struct(className, version, CURRENT_VERSION, message);
    ModelDataCarrier<Label> carrier = LabelModelProto.carrier(className, struct);
    return new CompactTree(
        carrier.name(),
        carrier.provenance(),
        carrier.featureDomain(),
        carrier.outputDomain(),
        TreeNodes.of(
            LabelModelProto.bytes(struct, NODES),
            carrier.featureDomain().size(),
            carrier.outputDomain()));
  }

  @Override
  public ModelProto serialize() {
    return LabelModelProto.of(
        CompactTree.class,
        CURRENT_VERSION,
        createDataCarrier(),
        NODES,
        LabelModelProto.text(nodes.toBytes()));
  }

  @Override
  public Prediction<Label> predict(Example<Label> example) {
    return predict(example, features(example));
  }

  private Prediction<Label> predict(Example<Label> example, SparseVector features) {
    return nodes.leaf(features).getPrediction(features.numActiveElements(), example);
  }

  private SparseVector features(Example<Label> example) {
    SparseVector features = SparseVector.createSparseVector(example, featureIDMap, false);
    if (features.numActiveElements() == 0) {
      throw new IllegalArgumentException(
          "The example has none of the model's features: " + example);
    }
    return features;
  }

  /** The features that most nodes split by, with the number of these, for all labels together. */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    List<Pair<String, Double>> top =
        nodes.splits().entrySet().stream()
            .map(
                count ->
                    new Pair<>(
                        featureIDMap.get(count.getKey()).getName(), (double) count.getValue()))
            .sorted(Comparator.comparing(Pair<String, Double>::getB).reversed())
            .limit(n < 0 ? featureIDMap.size() : n)
            .toList();
    return Map.of(Model.ALL_OUTPUTS, top);
  }

  /** The features asked for on the way to the leaf, the first with the largest number. */
  @Override
  public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
    SparseVector features = features(example);
    List<Integer> path = nodes.path(features);
    List<Pair<String, Double>> reasons = new ArrayList<>();
    for (int id : path) {
      reasons.add(
          new Pair<>(featureIDMap.get(id).getName(), (double) path.size() + 1 - reasons.size()));
    }
    return Optional.of(
        new Excuse<>(example, predict(example, features), Map.of(Model.ALL_OUTPUTS, reasons)));
  }

  /** How many nodes the tree has, leaves included. */
  int size() {
    return nodes.size();
  }

  @Override
  protected CompactTree copy(String newName, ModelProvenance newProvenance) {
    return new CompactTree(newName, newProvenance, featureIDMap, outputIDInfo, nodes);
  }
}
