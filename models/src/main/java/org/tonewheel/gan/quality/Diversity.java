package org.tonewheel.gan.quality;

/**
 * How far the rows of a genre lie from each other, synthetic beside real: what falls first when a
 * generator collapses onto few samples.
 *
 * @param synthetic mean distance (Euclidean, all columns, standardised) over pairs of synthetic
 *     rows
 * @param real the same over pairs of real training rows
 * @param ratio the first over the second; null if the real rows are all equal
 * @param collapsed whether the ratio is below the threshold, or the synthetic rows are all equal
 *     and the real ones are not
 * @param reason why, in words; null unless collapsed
 */
public record Diversity(
    double synthetic, double real, Double ratio, boolean collapsed, String reason) {}
