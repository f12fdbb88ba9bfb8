package org.tonewheel.tribuo;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.TrainingListener;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Trainer;
import org.tribuo.WeightedExamples;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Trains a feed-forward net as a Tribuo trainer: hidden layers of ReLU, batch normalisation and
 * dropout, cross-entropy by Adam. The arithmetic equals PyTorch's; products of matrices run on
 * DJL's PyTorch engine.
 *
 * <p>Features should be standardised ({@link Baselines#standardised}). Example weights count in the
 * loss. The same seed, data and invocation count give the same model, bit for bit, whatever else
 * trains in the process. Several threads may train with one trainer; as with Tribuo's own trainers
 * the invocation count, and with it the random stream, then goes by the order of the calls.
 */
public final class FeedForwardTrainer implements Trainer<Label>, WeightedExamples {
  /** Name of the validation set's provenance in that of a model. */
  static final String VALIDATION = "validation";

  @Config(description = "Units of each hidden layer, from the input side.")
  private int[] hidden = {256, 128, 64};

  @Config(description = "Share of a hidden layer's outputs left out while training.")
  private double dropout = 0.3;

  @Config(description = "Learning rate of Adam, the highest that the schedule comes to.")
  private double rate = 1e-3;

  @Config(description = "How the rate moves over the steps of all epochs.")
  private RateSchedule schedule = RateSchedule.CONSTANT;

  @Config(description = "Rows a step.")
  private int batchSize = 32;

  @Config(description = "Passes over the training rows, at most.")
  private int epochs = 100;

  @Config(description = "Epochs without a lower validation loss after which training stops.")
  private int patience = 10;

  @Config(description = "Weight rows so that every class counts the same.")
  private boolean balanced = false;

  @Config(description = "Share of a row's target that is spread evenly over all classes.")
  private double labelSmoothing = 0;

  @Config(description = "Decoupled weight decay, as AdamW's.")
  private double weightDecay = 0;

  @Config(description = "Seed of initial weights, order of rows and dropout.")
  private long seed = Trainer.DEFAULT_SEED;

  private SplittableRandom random = new SplittableRandom(seed);

  private int invocationCount;

  /** For Tribuo's configuration system. */
  private FeedForwardTrainer() {}

  /** A trainer with these settings. */
  public FeedForwardTrainer(FeedForwardSettings settings) {
    hidden = settings.hidden().stream().mapToInt(Integer::intValue).toArray();
    dropout = settings.dropout();
    rate = settings.rate();
    schedule = settings.schedule();
    batchSize = settings.batchSize();
    epochs = settings.epochs();
    patience = settings.patience();
    balanced = settings.balanced();
    labelSmoothing = settings.labelSmoothing();
    weightDecay = settings.weightDecay();
    seed = settings.seed();
    postConfig();
  }

  /**
   * Called by Tribuo's configuration system.
   *
   * @throws IllegalArgumentException when a setting is out of its range
   */
  @Override
  public synchronized void postConfig() {
    settings();
    random = new SplittableRandom(seed);
  }

  /** The settings this trainer was made with. */
  public FeedForwardSettings settings() {
    return new FeedForwardSettings(
        Arrays.stream(hidden).boxed().toList(),
        dropout,
        rate,
        schedule,
        batchSize,
        epochs,
        patience,
        balanced,
        labelSmoothing,
        weightDecay,
        seed);
  }

  @Override
  public FeedForwardModel train(Dataset<Label> examples) {
    return train(examples, Collections.emptyMap());
  }

  @Override
  public FeedForwardModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
    return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
  }

  /** Trains all epochs; no part of the examples is held back to stop early. */
  @Override
  public FeedForwardModel train(
      Dataset<Label> examples, Map<String, Provenance> runProvenance, int count) {
    return train(examples, null, report -> {}, () -> false, runProvenance, count);
  }

  /**
   * Trains until the validation loss has not fallen for {@code patience} epochs, and returns the
   * net of the epoch where it was lowest.
   *
   * @param examples what is learnt
   * @param validation what the loss is watched on; must be transformed as the examples are.
   *     Examples of labels that the training side lacks are left out; where none is left, all
   *     epochs are trained
   * @param listener told of every epoch, on this thread
   * @param stop asked before every step
   * @throws org.tonewheel.nets.TrainingStoppedException when {@code stop} turns true
   * @throws org.tonewheel.nets.TrainingFailedException when the loss is no longer finite
   * @throws IllegalArgumentException when there are fewer than two examples, or a value is not
   *     finite
   */
  public FeedForwardModel train(
      Dataset<Label> examples,
      Dataset<Label> validation,
      TrainingListener listener,
      BooleanSupplier stop) {
    return train(
        examples, validation, listener, stop, Collections.emptyMap(), INCREMENT_INVOCATION_COUNT);
  }

  /**
   * This trainer with a validation side attached, for where Tribuo calls a trainer with the
   * training side alone, such as {@link org.tribuo.transform.TransformTrainer}. Its trainings count
   * as this trainer's.
   *
   * @param validation transformed as the examples will be
   */
  public Trainer<Label> watching(
      Dataset<Label> validation, TrainingListener listener, BooleanSupplier stop) {
    return new WatchedTrainer(this, validation, listener, stop);
  }

  FeedForwardModel train(
      Dataset<Label> examples,
      Dataset<Label> validation,
      TrainingListener listener,
      BooleanSupplier stop,
      Map<String, Provenance> runProvenance,
      int count) {
    if (examples.getOutputInfo().getUnknownCount() > 0) {
      throw new IllegalArgumentException(
          examples.getOutputInfo().getUnknownCount() + " examples have no label to learn");
    }
    long runSeed;
    TrainerProvenance trainerProvenance;
    synchronized (this) {
      if (count != INCREMENT_INVOCATION_COUNT) {
        setInvocationCount(count);
      }
      runSeed = random.nextLong();
      trainerProvenance = getProvenance();
      invocationCount++;
    }
    Map<String, Provenance> provenance = new HashMap<>(runProvenance);
    ImmutableFeatureMap features = examples.getFeatureIDMap();
    ImmutableOutputInfo<Label> labels = examples.getOutputIDInfo();
    DenseRows validationRows = null;
    if (validation != null) {
      provenance.put(VALIDATION, validation.getProvenance());
      DenseRows known = DenseRows.of(validation, features, labels);
      validationRows = known.size() == 0 ? null : known;
    }
    DenseRows rows = DenseRows.of(examples, features, labels);
    FeedForwardWeights weights =
        new FeedForwardFit(settings(), runSeed, rows, labels.size())
            .run(validationRows, listener, stop);
    return new FeedForwardModel(
        "feed-forward-net",
        new ModelProvenance(
            FeedForwardModel.class.getName(),
            OffsetDateTime.now(ZoneOffset.UTC),
            examples.getProvenance(),
            trainerProvenance,
            provenance),
        features,
        labels,
        weights);
  }

  @Override
  public synchronized int getInvocationCount() {
    return invocationCount;
  }

  @Override
  public synchronized void setInvocationCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("The invocation count must not be negative: " + count);
    }
    random = new SplittableRandom(seed);
    for (invocationCount = 0; invocationCount < count; invocationCount++) {
      random.nextLong();
    }
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }

  @Override
  public String toString() {
    return "FeedForwardTrainer(" + settings() + ")";
  }
}
