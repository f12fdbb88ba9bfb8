package org.tonewheel.gan.quality;

/**
 * Precision and recall of synthetic rows against training rows, and beside them those of real rows
 * held out: what rows of the same world that the generator never saw would reach.
 *
 * @param synthetic of the synthetic rows
 * @param heldOut of rows of the validation and test sides; null if those are too few
 * @param neighbours k of the manifold: each row's sphere reaches to its k-th nearest neighbour
 * @param rows on each side of every comparison
 */
public record ManifoldComparison(
    PrecisionRecall synthetic, PrecisionRecall heldOut, int neighbours, int rows) {}
