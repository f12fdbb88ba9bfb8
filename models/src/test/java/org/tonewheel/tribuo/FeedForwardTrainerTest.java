package org.tonewheel.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.nets.EpochReport;
import org.tonewheel.nets.TrainingFailedException;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class FeedForwardTrainerTest {
  private static final Dataset<Label> TRAINING =
      Blobs.DOMAIN.dataset(Blobs.rows(120, 1), "training");
  private static final Dataset<Label> TEST = Blobs.DOMAIN.dataset(Blobs.rows(90, 2), "test");

  @TempDir Path directory;

  private static FeedForwardSettings settings(long seed) {
    return new FeedForwardSettings(List.of(16, 8), 0.2, 3e-3, 16, 12, 3, false, seed);
  }

  private static Trainer<Label> standardised() {
    return Baselines.standardised(new FeedForwardTrainer(settings(5)));
  }

  private static double accuracy(Model<Label> model) {
    return new LabelEvaluator().evaluate(model, TEST).accuracy();
  }

  private static List<Map<String, Double>> scores(Model<Label> model) {
    List<Map<String, Double>> all = new ArrayList<>();
    for (Prediction<Label> prediction : model.predict(TEST)) {
      Map<String, Double> scores = new TreeMap<>();
      prediction.getOutputScores().forEach((name, label) -> scores.put(name, label.getScore()));
      all.add(scores);
    }
    return all;
  }

  @Test
  void transformTrainer_standardisesForIt() {
    assertThat(accuracy(standardised().train(TRAINING))).isGreaterThan(0.65);
  }

  @Test
  void crossValidation_trainsAFreshNetEachFold() {
    List<Pair<LabelEvaluation, Model<Label>>> folds =
        new CrossValidation<>(standardised(), TRAINING, new LabelEvaluator(), 3, 1).evaluate();

    assertThat(folds).hasSize(3);
    assertThat(folds.stream().map(fold -> scores(fold.getB())).distinct()).hasSize(3);
    assertThat(folds).allSatisfy(fold -> assertThat(fold.getA().accuracy()).isGreaterThan(0.5));
  }

  @Test
  void ensembleMembers_areDifferentNets_andSurviveSaving() throws IOException {
    BaggingTrainer<Label> bagging =
        new BaggingTrainer<>(standardised(), new FullyWeightedVotingCombiner(), 3, 9);

    Model<Label> ensemble = bagging.train(TRAINING);
    ensemble.serializeToFile(directory.resolve("ensemble"));
    Model<?> loaded = Model.deserializeFromFile(directory.resolve("ensemble"));

    assertThat(accuracy(ensemble)).isGreaterThan(0.6);
    assertThat(scores(loaded.castModel(Label.class))).isEqualTo(scores(ensemble));
  }

  @Test
  void savedModel_hasTheSameBitsAndProvenance() {
    Model<Label> model = standardised().train(TRAINING);

    Model<?> loaded = Model.deserialize(model.serialize());

    assertThat(scores(loaded.castModel(Label.class))).isEqualTo(scores(model));
    assertThat(loaded.getProvenance()).isEqualTo(model.getProvenance());
  }

  @Test
  void modelOfALaterVersion_isRefused() throws InvalidProtocolBufferException {
    ModelProto proto = new FeedForwardTrainer(settings(1)).train(TRAINING).serialize();

    assertThatThrownBy(() -> Model.deserialize(proto.toBuilder().setVersion(1).build()))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .rootCause()
        .hasMessageContaining("version 1 is unknown");
  }

  @Test
  void copy_predictsTheSame() {
    FeedForwardModel model = new FeedForwardTrainer(settings(1)).train(TRAINING);

    assertThat(scores(model.copy())).isEqualTo(scores(model));
  }

  @Test
  void provenance_rebuildsTheTrainer() {
    FeedForwardTrainer trainer = new FeedForwardTrainer(settings(77));
    var data = ProvenanceUtil.extractConfiguration(trainer.getProvenance());
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(data);

    FeedForwardTrainer rebuilt = (FeedForwardTrainer) manager.lookup(data.get(0).getName());

    assertThat(rebuilt.settings()).isEqualTo(trainer.settings());
    assertThat(scores(rebuilt.train(TRAINING))).isEqualTo(scores(trainer.train(TRAINING)));
  }

  @Test
  void provenance_holdsTheMeansAgainstOverfitting() {
    FeedForwardSettings all =
        new FeedForwardSettings(
            List.of(16), 0.2, 3e-3, RateSchedule.ONE_CYCLE, 16, 4, 3, true, 0.1, 0.05, 77);
    var data = ProvenanceUtil.extractConfiguration(new FeedForwardTrainer(all).getProvenance());
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(data);

    assertThat(((FeedForwardTrainer) manager.lookup(data.get(0).getName())).settings())
        .isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({"COSINE, 0, 0", "ONE_CYCLE, 0, 0", "CONSTANT, 0.1, 0", "CONSTANT, 0, 0.05"})
  void everyMeanAgainstOverfitting_changesTheNet(
      RateSchedule schedule, double labelSmoothing, double weightDecay) {
    FeedForwardSettings other =
        new FeedForwardSettings(
            List.of(16, 8), 0.2, 3e-3, schedule, 16, 12, 3, false, labelSmoothing, weightDecay, 5);

    assertThat(scores(new FeedForwardTrainer(other).train(TRAINING)))
        .isNotEqualTo(scores(new FeedForwardTrainer(settings(5)).train(TRAINING)));
  }

  @Test
  void configuration_setsFieldsAndChecksThem() {
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(configured("small", "epochs", "3"));
    manager.addConfiguration(configured("bad", "dropout", "1"));
    manager.addConfiguration(configured("cyclic", "schedule", "ONE_CYCLE"));

    assertThat(((FeedForwardTrainer) manager.lookup("cyclic")).settings().schedule())
        .isEqualTo(RateSchedule.ONE_CYCLE);
    assertThat(((FeedForwardTrainer) manager.lookup("small")).settings().epochs()).isEqualTo(3);
    assertThatThrownBy(() -> manager.lookup("bad"))
        .hasStackTraceContaining("dropout must lie in [0, 1), not be 1.0");
  }

  private static ConfigurationData configured(String name, String field, String value) {
    return new ConfigurationData(
        name, FeedForwardTrainer.class.getName(), Map.of(field, new SimpleProperty(value)));
  }

  @Test
  void invocationCount_picksTheRandomStream() {
    FeedForwardTrainer trainer = new FeedForwardTrainer(settings(3));
    var first = scores(trainer.train(TRAINING));
    var second = scores(trainer.train(TRAINING));

    assertThat(second).isNotEqualTo(first);
    assertThat(trainer.getInvocationCount()).isEqualTo(2);
    assertThat(scores(trainer.train(TRAINING, Map.of(), 1))).isEqualTo(second);
    assertThat(trainer.getInvocationCount()).isEqualTo(2);
    trainer.setInvocationCount(0);
    assertThat(scores(trainer.train(TRAINING))).isEqualTo(first);
  }

  @Test
  void trainingsAtOnce_giveTheBitsOfEachAlone() throws Exception {
    var alone5 = scores(new FeedForwardTrainer(settings(5)).train(TRAINING));
    var alone6 = scores(new FeedForwardTrainer(settings(6)).train(TRAINING));

    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Model<Label>> five =
          threads.submit(() -> new FeedForwardTrainer(settings(5)).train(TRAINING));
      Future<Model<Label>> six =
          threads.submit(() -> new FeedForwardTrainer(settings(6)).train(TRAINING));

      assertThat(scores(five.get())).isEqualTo(alone5);
      assertThat(scores(six.get())).isEqualTo(alone6);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void validation_endsTrainingEarly_andRestoresTheBestEpoch() {
    List<EpochReport> reports = new ArrayList<>();
    FeedForwardSettings eager = new FeedForwardSettings(List.of(64), 0, 3e-2, 16, 200, 3, false, 1);
    FeedForwardModel model =
        new FeedForwardTrainer(eager).train(TRAINING, TEST, reports::add, () -> false);

    double lowest = reports.stream().mapToDouble(EpochReport::validationLoss).min().orElseThrow();
    double logLoss = 0;
    for (Prediction<Label> prediction : model.predict(TEST)) {
      String truth = prediction.getExample().getOutput().getLabel();
      logLoss -= Math.log(prediction.getOutputScores().get(truth).getScore()) / TEST.size();
    }
    assertThat(reports.size()).isLessThan(200);
    assertThat(reports.get(reports.size() - 4).validationLoss()).isEqualTo(lowest);
    assertThat(logLoss).isCloseTo(lowest, within(1e-9));
  }

  @Test
  void validationWithoutAnyKnownLabel_isAsNone() {
    TableRows rows = Blobs.rows(30, 2);
    TableDomain others = new TableDomain(Blobs.DOMAIN.features(), List.of("x", "y", "z"));
    List<EpochReport> reports = new ArrayList<>();

    FeedForwardModel model =
        new FeedForwardTrainer(settings(1))
            .train(TRAINING, others.dataset(rows, "others"), reports::add, () -> false);

    assertThat(reports).hasSize(12);
    assertThat(reports.get(11).validationLoss()).isNaN();
    assertThat(scores(model))
        .isEqualTo(scores(new FeedForwardTrainer(settings(1)).train(TRAINING)));
  }

  @Test
  void validationSide_isInTheProvenance() {
    FeedForwardModel model =
        new FeedForwardTrainer(settings(1)).train(TRAINING, TEST, report -> {}, () -> false);

    Object validation =
        model.getProvenance().getInstanceProvenance().getMap().get(FeedForwardTrainer.VALIDATION);
    assertThat(validation).isEqualTo(TEST.getProvenance());
    assertThat(Model.deserialize(model.serialize()).getProvenance())
        .isEqualTo(model.getProvenance());
  }

  @Test
  void lastBatchOfOneRow_joinsTheOneBefore() {
    Dataset<Label> seventeen = Blobs.DOMAIN.dataset(Blobs.rows(17, 1), "17 rows, batches of 16");

    FeedForwardModel model = new FeedForwardTrainer(settings(1)).train(seventeen);

    assertThat(model.weights().values()).doesNotContain(Float.NaN);
  }

  @Test
  void exampleWeights_countInTheLoss() {
    MutableDataset<Label> weighted = Blobs.DOMAIN.dataset(Blobs.rows(120, 1), "weighted");
    weighted.setWeights(Map.of(new Label("metal"), 20f));

    assertThat(meanScore(standardised().train(weighted), "metal"))
        .isGreaterThan(meanScore(standardised().train(TRAINING), "metal") + 0.1);
  }

  private static double meanScore(Model<Label> model, String label) {
    return scores(model).stream().mapToDouble(row -> row.get(label)).average().orElseThrow();
  }

  @Test
  void rateFarTooHigh_failsByName() {
    FeedForwardSettings wild = new FeedForwardSettings(List.of(), 0, 1e38, 16, 50, 3, false, 1);

    assertThatThrownBy(() -> new FeedForwardTrainer(wild).train(TRAINING))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("try a lower learning rate");
  }

  @Test
  void oneRow_isTooFew() {
    Dataset<Label> one = Blobs.DOMAIN.dataset(Blobs.rows(1, 1), "one row");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeedForwardTrainer(settings(1)).train(one))
        .withMessageContaining("at least 2 rows");
  }

  @Test
  void exampleWithoutAnyKnownFeature_isRefused() {
    FeedForwardModel model = new FeedForwardTrainer(settings(1)).train(TRAINING);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                model.predict(
                    new ArrayExample<>(
                        new Label("metal"), new String[] {"other"}, new double[] {1})))
        .withMessageContaining("none of the model's features");
  }

  @Test
  void unlabelledExamples_cannotBeLearnt() {
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> unlabelled =
        new MutableDataset<>(new SimpleDataSourceProvenance("unlabelled", factory), factory);
    unlabelled.add(Blobs.DOMAIN.example(Blobs.rows(1, 1).values()[0], 0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeedForwardTrainer(settings(1)).train(unlabelled))
        .withMessageContaining("1 examples have no label");
  }
}
