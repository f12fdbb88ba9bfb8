package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tonewheel.nets.Ended;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.HistoryRow;
import org.tonewheel.pipelines.report.figures.Configuration;

/**
 * The learning curves of a configuration's models.
 *
 * @param models one a branch that has a history
 * @param means by epoch, over the models that were still training
 */
public record LearningCurves(List<Model> models, List<Mean> means) {

  /**
   * One model's curves, a value an epoch.
   *
   * @param name its fold and seed, in words
   * @param keptEpoch the epoch whose weights were kept; 0 where unknown
   * @param limited whether a time limit ended it
   * @param epochs the epochs
   * @param trainLoss loss on the training side
   * @param validationLoss loss on the validation side
   * @param trainAccuracy accuracy on the training side
   * @param validationAccuracy accuracy on the validation side
   */
  public record Model(
      String name,
      int keptEpoch,
      boolean limited,
      List<Integer> epochs,
      List<Double> trainLoss,
      List<Double> validationLoss,
      List<Double> trainAccuracy,
      List<Double> validationAccuracy) {}

  /**
   * An epoch's means.
   *
   * @param epoch the epoch
   * @param models models that trained it
   * @param trainLoss mean loss on the training side
   * @param validationLoss mean loss on the validation side
   * @param trainAccuracy mean accuracy on the training side
   * @param validationAccuracy mean accuracy on the validation side
   */
  public record Mean(
      int epoch,
      int models,
      double trainLoss,
      double validationLoss,
      double trainAccuracy,
      double validationAccuracy) {}

  /** Returns the curves, or null where no branch has a history. */
  static LearningCurves of(Configuration configuration) {
    List<BranchData> trained =
        configuration.branches().stream().filter(branch -> !branch.history().isEmpty()).toList();
    if (trained.isEmpty()) {
      return null;
    }
    boolean folds = configuration.split().folds() > 1;
    boolean seeds = trained.stream().map(BranchData::seed).distinct().count() > 1;
    List<Model> models = new ArrayList<>();
    for (BranchData branch : trained) {
      List<String> name = new ArrayList<>();
      if (folds) {
        name.add("fold " + (branch.fold() + 1));
      }
      if (seeds || !folds) {
        name.add("seed " + branch.seed());
      }
      models.add(model(String.join(", ", name), branch));
    }
    return new LearningCurves(models, means(trained));
  }

  /** Returns the means as the curves of one model, whose kept epoch is unknown. */
  Model mean() {
    return new Model(
        "mean",
        0,
        false,
        means.stream().map(Mean::epoch).toList(),
        means.stream().map(mean -> round(mean.trainLoss())).toList(),
        means.stream().map(mean -> round(mean.validationLoss())).toList(),
        means.stream().map(mean -> round(mean.trainAccuracy())).toList(),
        means.stream().map(mean -> round(mean.validationAccuracy())).toList());
  }

  private static Model model(String name, BranchData branch) {
    List<HistoryRow> rows = branch.history();
    return new Model(
        name,
        branch.keptEpoch(),
        Ended.TIME_LIMIT.word().equals(branch.ended()),
        rows.stream().map(HistoryRow::epoch).toList(),
        values(rows, HistoryRow::trainLoss),
        values(rows, HistoryRow::validationLoss),
        values(rows, HistoryRow::trainAccuracy),
        values(rows, HistoryRow::validationAccuracy));
  }

  private static List<Double> values(List<HistoryRow> rows, ToDoubleFunction<HistoryRow> value) {
    return rows.stream().map(row -> round(value.applyAsDouble(row))).toList();
  }

  /** Four decimals are what a chart can show. */
  private static double round(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  private static List<Mean> means(List<BranchData> trained) {
    int last =
        trained.stream()
            .flatMap(branch -> branch.history().stream())
            .mapToInt(HistoryRow::epoch)
            .max()
            .orElse(0);
    List<Mean> means = new ArrayList<>();
    for (int epoch = 1; epoch <= last; epoch++) {
      int number = epoch;
      List<HistoryRow> rows =
          trained.stream()
              .flatMap(branch -> branch.history().stream())
              .filter(row -> row.epoch() == number)
              .toList();
      if (!rows.isEmpty()) {
        means.add(
            new Mean(
                epoch,
                rows.size(),
                mean(rows, HistoryRow::trainLoss),
                mean(rows, HistoryRow::validationLoss),
                mean(rows, HistoryRow::trainAccuracy),
                mean(rows, HistoryRow::validationAccuracy)));
      }
    }
    return means;
  }

  private static double mean(List<HistoryRow> rows, ToDoubleFunction<HistoryRow> value) {
    return rows.stream().mapToDouble(value).average().orElseThrow();
  }
}
