package org.tonewheel.gan.quality;

/**
 * The Fréchet distance between real and synthetic rows beside that between two halves of the real
 * rows, cut by track; squared, as the Fréchet inception distance is. The estimate depends on the
 * number of rows, and so it is the same on all sides; both distances are means over seeded halvings
 * of the training side.
 *
 * @param distance between a half of the real rows and as many synthetic ones; 0 or more
 * @param distanceDeviation of that over the halvings
 * @param reference between the two halves
 * @param referenceDeviation of that over the halvings
 * @param ratio distance over reference; null if the reference is 0
 * @param rows on each side of a distance (the fewest of any halving)
 * @param columns the dimensions: the means over frames of every feature, standardised
 * @param halvings how often the real rows were halved
 * @param rankDeficient whether there were too few rows for covariances of full rank ({@code rows <=
 *     columns}): the distances are then comparable with each other and with nothing else
 */
public record FrechetComparison(
    double distance,
    double distanceDeviation,
    double reference,
    double referenceDeviation,
    Double ratio,
    int rows,
    int columns,
    int halvings,
    boolean rankDeficient) {}
