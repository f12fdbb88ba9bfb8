package org.tonewheel.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The figures of scores in which each cluster counts as often as a weight says, from sums made once
 * a cluster: the work of a resample grows with the clusters, and for the areas with the examples.
 */
final class ResampledMetrics {

  /** Accuracy, precision, recall, F1, AUC, log loss. */
  static final int OVERALL = 6;

  /** Precision, recall, F1, AUC. */
  static final int PER_CLASS = 4;

  private final int classes;
  private final int[][] cells;
  private final int[][] cellCounts;
  private final double[] losses;
  private final int[] sizes;
  private final List<RocArea> areas = new ArrayList<>();
  private final long[] confusion;
  private final ConfusionFigures figures;

  ResampledMetrics(ClusteredScores clustered, int clusters) {
    Scores scores = clustered.scores();
    classes = scores.classes();
    confusion = new long[classes * classes];
    figures = new ConfusionFigures(classes);
    losses = new double[clusters];
    sizes = new int[clusters];
    List<TreeMap<Integer, Integer>> sums = new ArrayList<>();
    for (int cluster = 0; cluster < clusters; cluster++) {
      sums.add(new TreeMap<>());
    }
    for (int row = 0; row < scores.size(); row++) {
      int cluster = clustered.clusters()[row];
      losses[cluster] += LogLoss.of(scores, row);
      sizes[cluster]++;
      sums.get(cluster)
          .merge(scores.truth()[row] * classes + scores.predicted(row), 1, Integer::sum);
    }
    cells = new int[clusters][];
    cellCounts = new int[clusters][];
    for (int cluster = 0; cluster < clusters; cluster++) {
      cells[cluster] = sums.get(cluster).keySet().stream().mapToInt(i -> i).toArray();
      cellCounts[cluster] = sums.get(cluster).values().stream().mapToInt(i -> i).toArray();
    }
    for (int label = 0; label < classes; label++) {
      areas.add(new RocArea(scores, label, clustered.clusters()));
    }
  }

  /**
   * Adds every figure to {@code into}: the overall ones, then those of each class, NaN where there
   * is none.
   */
  void add(int[] weights, double[] into) {
    Arrays.fill(confusion, 0);
    double loss = 0;
    long size = 0;
    for (int cluster = 0; cluster < weights.length; cluster++) {
      int weight = weights[cluster];
      if (weight > 0) {
        for (int i = 0; i < cells[cluster].length; i++) {
          confusion[cells[cluster][i]] += (long) weight * cellCounts[cluster][i];
        }
        loss += weight * losses[cluster];
        size += (long) weight * sizes[cluster];
      }
    }
    figures.fill(confusion);
    double sum = 0;
    int counted = 0;
    for (int label = 0; label < classes; label++) {
      double area = areas.get(label).area(weights);
      if (!Double.isNaN(area)) {
        sum += area;
        counted++;
      }
      // a resample without the class says nothing about it
      boolean there = figures.support[label] > 0;
      int at = OVERALL + PER_CLASS * label;
      into[at] += there ? figures.precision[label] : Double.NaN;
      into[at + 1] += there ? figures.recall[label] : Double.NaN;
      into[at + 2] += there ? figures.f1[label] : Double.NaN;
      into[at + 3] += area;
    }
    into[0] += size == 0 ? Double.NaN : figures.accuracy;
    into[1] += figures.macroPrecision;
    into[2] += figures.macroRecall;
    into[3] += figures.macroF1;
    into[4] += counted == 0 ? Double.NaN : sum / counted;
    into[5] += loss / size;
  }
}
