package org.tonewheel.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.TrainingListener;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.provenance.TrainerProvenance;

/**
 * A {@link FeedForwardTrainer} that watches a validation side; its provenance is that trainer's.
 */
final class WatchedTrainer implements Trainer<Label> {
  private final FeedForwardTrainer trainer;
  private final Dataset<Label> validation;
  private final TrainingListener listener;
  private final BooleanSupplier stop;

  WatchedTrainer(
      FeedForwardTrainer trainer,
      Dataset<Label> validation,
      TrainingListener listener,
      BooleanSupplier stop) {
    this.trainer = trainer;
    this.validation = validation;
    this.listener = listener;
    this.stop = stop;
  }

  @Override
  public Model<Label> train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
    return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
  }

  @Override
  public Model<Label> train(
      Dataset<Label> examples, Map<String, Provenance> runProvenance, int count) {
    return trainer.train(examples, validation, listener, stop, runProvenance, count);
  }

  @Override
  public int getInvocationCount() {
    return trainer.getInvocationCount();
  }

  @Override
  public void setInvocationCount(int count) {
    trainer.setInvocationCount(count);
  }

  @Override
  public TrainerProvenance getProvenance() {
    return trainer.getProvenance();
  }
}
