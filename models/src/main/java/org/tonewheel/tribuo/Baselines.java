package org.tonewheel.tribuo;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.BinningTransformation;
import org.tribuo.transform.transformations.MeanStdDevTransformation;

/**
 * Trainers for rows of numbers, by the names that experiments use: {@code ffn}, {@code logistic},
 * {@code forest}, {@code boosting}, {@code knn} and {@code dummy}.
 *
 * <p>Those that need it are wrapped in Tribuo's {@link TransformTrainer}, which standardises every
 * feature by its mean and deviation over what it is given to train on, and keeps both with the
 * model; rows that are prepared already are taken as they are.
 */
public final class Baselines {
  /** All names, {@code dummy} last. */
  public static final List<String> NAMES =
      List.of("ffn", "logistic", "forest", "boosting", "knn", "dummy");

  /** Tribuo's own choice: keeps the first steps of a feature finite. */
  private static final double ADAGRAD_EPSILON = 0.1;

  /** Least weight of the rows in a node that may be split. */
  private static final float LEAF_WEIGHT = 2;

  private static final int MOST_BINS = 32;

  /** At least: Tribuo puts what is left over by the division into the last bin. */
  private static final int ROWS_A_BIN = 4;

  private Baselines() {}

  /**
   * A trainer with these settings.
   *
   * <ul>
   *   <li>{@code ffn}: {@link FeedForwardTrainer}, standardised.
   *   <li>{@code logistic}: Tribuo's multinomial logistic regression by stochastic gradient descent
   *       (AdaGrad), standardised.
   *   <li>{@code forest}: Tribuo's random forest of CART trees (Gini impurity, as many candidate
   *       features a split as the square root of their number) over features cut into 32 bins of
   *       equal frequency, which takes less than half the time and loses nothing. The distributions
   *       in the trees' leaves are averaged rather than their votes counted, so that probabilities
   *       are fine enough to rank by.
   *   <li>{@code boosting}: {@link BoostingTrainer}, gradient boosted trees.
   *   <li>{@code knn}: the shares of the genres among the nearest rows by Euclidean distance,
   *       standardised, found by Tribuo's k-d tree.
   *   <li>{@code dummy}: Tribuo's most frequent label. That model scores nothing but its label;
   *       {@link TableModel} takes the label frequencies of the training side for its
   *       probabilities.
   * </ul>
   *
   * @param rows the number of examples of the data to come
   * @param columns the number of its features
   */
  public static Trainer<Label> trainer(TableSettings settings, int rows, int columns) {
    return trainer(settings, rows, columns, () -> false);
  }

  /** The same, asking before each tree of a forest and each round of boosting whether to stop. */
  static Trainer<Label> trainer(
      TableSettings settings, int rows, int columns, BooleanSupplier stop) {
    return switch (settings.model()) {
      case "ffn" -> scaled(settings, new FeedForwardTrainer(settings.feedForward()));
      case "logistic" -> scaled(settings, logistic(settings));
      case "forest" -> forest(settings, rows, columns, stop);
      case "boosting" -> new BoostingTrainer(settings, rows, stop);
      case "knn" -> scaled(settings, neighbours(settings, rows));
      case "dummy" -> DummyClassifierTrainer.createMostFrequentTrainer();
      default -> throw new IllegalArgumentException(unknown(settings.model()));
    };
  }

  /** The trainer behind a standardisation fitted on what it is given to train on. */
  public static TransformTrainer<Label> standardised(Trainer<Label> inner) {
    return new TransformTrainer<>(inner, standardisation());
  }

  /** Behind a standardisation unless the rows come with one. */
  static Trainer<Label> scaled(TableSettings settings, Trainer<Label> inner) {
    return settings.prepared() ? inner : standardised(inner);
  }

  /** Every feature to mean 0 and deviation 1. */
  static TransformationMap standardisation() {
    return new TransformationMap(List.of(new MeanStdDevTransformation(0, 1)));
  }

  /** What to tell who asked for a model that is not one of {@link #NAMES}. */
  static String unknown(String name) {
    return "There is no model '"
        + name
        + "'; the models for tables are "
        + String.join(", ", NAMES);
  }

  private static Trainer<Label> logistic(TableSettings settings) {
    int withoutLogging = -1;
    // Tribuo takes one weight for all rows of a minibatch, their mean, which would undo the
    // weights of classes: so each row is its own step.
    int rowsAStep = 1;
    return new LinearSGDTrainer(
        new LogMulticlass(),
        new AdaGrad(settings.rate(), ADAGRAD_EPSILON),
        settings.epochs(),
        withoutLogging,
        rowsAStep,
        settings.seed());
  }

  private static Trainer<Label> neighbours(TableSettings settings, int rows) {
    int oneThread = 1;
    return new KNNTrainer<>(
        Math.min(settings.neighbours(), rows),
        new L2Distance(),
        oneThread,
        new VotingCombiner(),
        KNNModel.Backend.THREADPOOL,
        NeighboursQueryFactoryType.KD_TREE);
  }

  private static Trainer<Label> forest(
      TableSettings settings, int rows, int columns, BooleanSupplier stop) {
    // A tree of one column would be refused: it takes all of them as candidates.
    float share = columns == 1 ? 0.99f : (float) (1 / Math.sqrt(columns));
    CARTClassificationTrainer tree =
        new CARTClassificationTrainer(
            settings.trees().depth(),
            LEAF_WEIGHT,
            0,
            share,
            false,
            new GiniIndex(),
            settings.seed());
    Trainer<Label> forest =
        new RandomForestTrainer<>(
            new ForestTreeTrainer(tree, stop),
            new FullyWeightedVotingCombiner(),
            settings.trees().count(),
            settings.seed());
    int bins = Math.max(2, Math.min(MOST_BINS, rows / ROWS_A_BIN));
    return new TransformTrainer<>(
        forest, new TransformationMap(List.of(BinningTransformation.equalFrequency(bins))));
  }
}
