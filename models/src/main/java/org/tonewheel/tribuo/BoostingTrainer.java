package org.tonewheel.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.nets.TrainingStoppedException;
import org.tribuo.Dataset;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.xgboost.XGBoostClassificationConverter;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Gradient boosted trees by XGBoost, as Tribuo's own trainer of them, but asked before each round
 * whether to stop: that trainer gives all rounds to one call, which may take minutes. Its models
 * are Tribuo's.
 *
 * <p>One thread, histograms of the features, so the same seed and data give the same model.
 */
public final class BoostingTrainer extends XGBoostTrainer<Label> {
  private static final double NO_LEAST_GAIN = 0;

  /** The least weight of a leaf grows with the table, between 1 and 10. */
  private static final double ROWS_A_LEAF_WEIGHT = 4000;

  private static final double MOST_LEAF_WEIGHT = 10;
  private static final double ALL_FEATURES = 1;
  private static final double L2 = 1;
  private static final double NO_L1 = 0;
  private static final int ONE_THREAD = 1;

  private BooleanSupplier stop = () -> false;

  /** For Tribuo's configuration system. */
  private BoostingTrainer() {}

  /**
   * A trainer with these settings' trees, rate, depth, subsample and seed.
   *
   * @param rows examples to come: of many, one alone must not make a leaf
   * @param stop asked before each round of one tree a class
   */
  BoostingTrainer(TableSettings settings, int rows, BooleanSupplier stop) {
    super(
        BoosterType.GBTREE,
        TreeMethod.HIST,
        settings.trees().count(),
        settings.rate(),
        NO_LEAST_GAIN,
        settings.trees().depth(),
        Math.max(1, Math.min(MOST_LEAF_WEIGHT, rows / ROWS_A_LEAF_WEIGHT)),
        settings.trees().subsample(),
        ALL_FEATURES,
        L2,
        NO_L1,
        ONE_THREAD,
        LoggingVerbosity.SILENT,
        settings.seed());
    this.stop = stop;
    postConfig();
  }

  /** Called by Tribuo's configuration system. */
  @Override
  public void postConfig() {
    super.postConfig();
    parameters.put("objective", "multi:softprob");
  }

  @Override
  public XGBoostModel<Label> train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
    return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
  }

  /**
   * Trains all rounds.
   *
   * @throws TrainingStoppedException when it is to stop
   * @throws IllegalArgumentException when an example has no label
   * @throws TrainingFailedException where XGBoost's native library cannot be loaded
   */
  @Override
  public synchronized XGBoostModel<Label> train(
      Dataset<Label> examples, Map<String, Provenance> runProvenance, int count) {
    if (examples.getOutputInfo().getUnknownCount() > 0) {
      throw new IllegalArgumentException(
          examples.getOutputInfo().getUnknownCount() + " examples have no label to learn");
    }
    if (count != INCREMENT_INVOCATION_COUNT) {
      setInvocationCount(count);
    }
    TrainerProvenance trainerProvenance = getProvenance();
    trainInvocationCounter++;
    ImmutableOutputInfo<Label> labels = examples.getOutputIDInfo();
    Booster booster = boost(examples, labels);
    ModelProvenance provenance =
        new ModelProvenance(
            XGBoostModel.class.getName(),
            OffsetDateTime.now(ZoneOffset.UTC),
            examples.getProvenance(),
            trainerProvenance,
            runProvenance);
    return createModel(
        "boosted-trees",
        provenance,
        examples.getFeatureIDMap(),
        labels,
        List.of(booster),
        new XGBoostClassificationConverter());
  }

  private Booster boost(Dataset<Label> examples, ImmutableOutputInfo<Label> labels) {
    Map<String, Object> settings = new HashMap<>(parameters);
    settings.put("num_class", labels.size());
    try {
      DMatrix rows = convertDataset(examples, label -> (float) labels.getID(label)).data;
      try {
        requireGoingOn(0);
        Booster booster = XGBoost.train(rows, settings, 1, Collections.emptyMap(), null, null);
        for (int round = 1; round < numTrees; round++) {
          requireGoingOn(round);
          booster.update(rows, round);
        }
        return booster;
      } finally {
        rows.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    } catch (LinkageError e) {
      TrainingFailedException failed =
          new TrainingFailedException(
              "XGBoost's native library could not be loaded, which 'boosting' needs: it is there for"
                  + " Linux, macOS and Windows on x86_64, and on Linux needs libgomp (package"
                  + " libgomp1), on macOS libomp: "
                  + e);
      failed.initCause(e);
      throw failed;
    }
  }

  private void requireGoingOn(int rounds) {
    if (stop.getAsBoolean()) {
      throw new TrainingStoppedException("Boosting was stopped after " + rounds + " rounds");
    }
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }
}
