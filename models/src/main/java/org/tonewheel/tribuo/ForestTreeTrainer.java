package org.tonewheel.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.TrainingStoppedException;
import org.tribuo.Dataset;
import org.tribuo.SparseModel;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.common.tree.DecisionTreeTrainer;
import org.tribuo.provenance.TrainerProvenance;

/**
 * Trains the trees of a forest: asks before each whether to stop, as Tribuo's forest offers no such
 * question and may take minutes, and makes a {@link CompactTree} of each, as Tribuo's own take a
 * kilobyte a leaf. Its provenance is the tree trainer's own.
 */
final class ForestTreeTrainer implements DecisionTreeTrainer<Label> {
  private final CARTClassificationTrainer tree;
  private final BooleanSupplier stop;

  ForestTreeTrainer(CARTClassificationTrainer tree, BooleanSupplier stop) {
    this.tree = tree;
    this.stop = stop;
  }

  @Override
  public SparseModel<Label> train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
    return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
  }

  @Override
  public SparseModel<Label> train(
      Dataset<Label> examples, Map<String, Provenance> runProvenance, int count) {
    if (stop.getAsBoolean()) {
      throw new TrainingStoppedException(
          "The forest was stopped after " + getInvocationCount() + " trees");
    }
    return CompactTree.of(tree.train(examples, runProvenance, count));
  }

  @Override
  public float getFractionFeaturesInSplit() {
    return tree.getFractionFeaturesInSplit();
  }

  @Override
  public boolean getUseRandomSplitPoints() {
    return tree.getUseRandomSplitPoints();
  }

  @Override
  public float getMinImpurityDecrease() {
    return tree.getMinImpurityDecrease();
  }

  @Override
  public int getInvocationCount() {
    return tree.getInvocationCount();
  }

  @Override
  public void setInvocationCount(int count) {
    tree.setInvocationCount(count);
  }

  @Override
  public TrainerProvenance getProvenance() {
    return tree.getProvenance();
  }
}
