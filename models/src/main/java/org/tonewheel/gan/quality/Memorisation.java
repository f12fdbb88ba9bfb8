package org.tonewheel.gan.quality;

/**
 * Whether a generator gives its training rows back: distances (Euclidean, all columns,
 * standardised) from each synthetic row to the nearest training row of any genre, beside the same
 * of real rows held out. Data sets repeat recordings: rows held out that are copies of training
 * rows are counted and left out of that comparison, or it would forgive copying.
 *
 * @param synthetic the distances of the synthetic rows
 * @param heldOut the distances of rows of the validation and test sides that are no copies; null if
 *     there are none
 * @param heldOutCopies rows of those sides nearer than {@code copyDistance} to a training row
 * @param shareNear share of the synthetic rows whose distance is at most the 5th percentile of the
 *     held-out ones: about 0.05 where nothing is memorised; null without held-out rows
 * @param copies synthetic rows nearer than {@code copyDistance} to a training row
 * @param copyDistance below this two rows are called the same
 */
public record Memorisation(
    Quantiles synthetic,
    Quantiles heldOut,
    int heldOutCopies,
    Double shareNear,
    int copies,
    double copyDistance) {}
