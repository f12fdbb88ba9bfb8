package org.tonewheel.evaluation;

/**
 * How one class fared against all others.
 *
 * @param precision share of those predicted to be of the class that are; 0 if none was predicted
 * @param recall share of those of the class that were predicted; 0 if there is none
 * @param f1 harmonic mean of precision and recall; 0 if both are
 * @param support examples of the class
 * @param auc area under the ROC curve of the class's probability, ties counted half; NaN if every
 *     example or none is of the class
 */
public record ClassMetrics(double precision, double recall, double f1, int support, double auc) {}
