package org.tonewheel.gan.quality;

import java.util.List;

/**
 * Accuracy on real test rows of a logistic regression trained on synthetic rows alone, beside the
 * same trained on real rows and on both. All three see only the genres named here, so that they
 * answer the same question.
 *
 * @param synthetic accuracy of the one trained on synthetic rows; in [0, 1]
 * @param real accuracy of the one trained on real training rows
 * @param both accuracy of the one trained on both
 * @param syntheticRows synthetic rows it learnt from
 * @param realRows real rows it learnt from
 * @param testRows rows of the test side
 * @param genres those with synthetic, training and test rows
 */
public record TrainOnSynthetic(
    double synthetic,
    double real,
    double both,
    int syntheticRows,
    int realRows,
    int testRows,
    List<String> genres) {}
