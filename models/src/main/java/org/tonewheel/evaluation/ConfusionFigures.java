package org.tonewheel.evaluation;

/**
 * Precision, recall and F1 from a confusion matrix, as scikit-learn computes them with {@code
 * zero_division=0}. One object serves many matrices: a bootstrap fills it again and again.
 */
final class ConfusionFigures {

  final double[] precision;
  final double[] recall;
  final double[] f1;
  final long[] support;
  double accuracy;
  double macroPrecision;
  double macroRecall;
  double macroF1;

  ConfusionFigures(int classes) {
    precision = new double[classes];
    recall = new double[classes];
    f1 = new double[classes];
    support = new long[classes];
  }

  /**
   * Computes every figure.
   *
   * @param confusion examples by true class times classes plus predicted class
   */
  void fill(long[] confusion) {
    int classes = support.length;
    long right = 0;
    long all = 0;
    int present = 0;
    macroPrecision = 0;
    macroRecall = 0;
    macroF1 = 0;
    for (int label = 0; label < classes; label++) {
      long truly = 0;
      long predicted = 0;
      for (int other = 0; other < classes; other++) {
        truly += confusion[label * classes + other];
        predicted += confusion[other * classes + label];
      }
      long both = confusion[label * classes + label];
      support[label] = truly;
      precision[label] = ratio(both, predicted);
      recall[label] = ratio(both, truly);
      f1[label] = ratio(2 * both, truly + predicted);
      right += both;
      all += truly;
      // a class neither there nor predicted has no figure to average, as in scikit-learn
      if (truly + predicted > 0) {
        present++;
        macroPrecision += precision[label];
        macroRecall += recall[label];
        macroF1 += f1[label];
      }
    }
    accuracy = ratio(right, all);
    macroPrecision /= present;
    macroRecall /= present;
    macroF1 /= present;
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
