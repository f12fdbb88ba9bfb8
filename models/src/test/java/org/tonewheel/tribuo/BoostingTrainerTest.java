package org.tonewheel.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.TrainingStoppedException;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostTrainer.BoosterType;
import org.tribuo.common.xgboost.XGBoostTrainer.LoggingVerbosity;
import org.tribuo.common.xgboost.XGBoostTrainer.TreeMethod;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.evaluation.CrossValidation;

class BoostingTrainerTest {
  private static final Dataset<Label> TRAINING =
      Blobs.DOMAIN.dataset(Blobs.rows(150, 1), "training");
  private static final Dataset<Label> TEST = Blobs.DOMAIN.dataset(Blobs.rows(90, 2), "test");

  private static TableSettings settings() {
    return new TableSettings("boosting", 0.2, 0, 0, List.of(), 0, 0, 20, false, 5)
        .withTrees(20, 3, 0.7);
  }

  private static BoostingTrainer trainer() {
    return new BoostingTrainer(settings(), () -> false);
  }

  private static List<Double> scores(Model<Label> model) {
    return model.predict(TEST).stream()
        .map(Prediction::getOutputScores)
        .flatMap(scores -> scores.values().stream())
        .map(Label::getScore)
        .toList();
  }

  @Test
  void roundByRound_itGivesWhatTribuosOwnTrainerGives() {
    XGBoostClassificationTrainer tribuos =
        new XGBoostClassificationTrainer(
            BoosterType.GBTREE,
            TreeMethod.HIST,
            20,
            0.2,
            0,
            3,
            1,
            0.7,
            1,
            1,
            0,
            1,
            LoggingVerbosity.SILENT,
            5);

    assertThat(scores(trainer().train(TRAINING))).isEqualTo(scores(tribuos.train(TRAINING)));
  }

  @Test
  void provenance_rebuildsTheTrainer() {
    var data = ProvenanceUtil.extractConfiguration(trainer().getProvenance());
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(data);

    BoostingTrainer rebuilt = (BoostingTrainer) manager.lookup(data.get(0).getName());

    assertThat(scores(rebuilt.train(TRAINING))).isEqualTo(scores(trainer().train(TRAINING)));
  }

  @Test
  void savedModel_hasTheSameBitsAndProvenance() {
    Model<Label> model = trainer().train(TRAINING);

    Model<?> loaded = Model.deserialize(model.serialize());

    assertThat(scores(loaded.castModel(Label.class))).isEqualTo(scores(model));
    assertThat(loaded.getProvenance()).isEqualTo(model.getProvenance());
  }

  @Test
  void crossValidationAndBagging_takeIt() {
    assertThat(new CrossValidation<>(trainer(), TRAINING, new LabelEvaluator(), 3, 1).evaluate())
        .allSatisfy(fold -> assertThat(fold.getA().accuracy()).isGreaterThan(0.5));
    Model<Label> bagged =
        new BaggingTrainer<>(trainer(), new FullyWeightedVotingCombiner(), 3, 9).train(TRAINING);
    assertThat(new LabelEvaluator().evaluate(bagged, TEST).accuracy()).isGreaterThan(0.6);
  }

  @Test
  void stop_isAskedBeforeEachRound() {
    int[] asked = {0};

    assertThatThrownBy(() -> new BoostingTrainer(settings(), () -> ++asked[0] > 3).train(TRAINING))
        .isInstanceOf(TrainingStoppedException.class)
        .hasMessageContaining("after 3 rounds");
  }
}
