package org.tonewheel.gan.quality;

/**
 * Improved precision and recall (Kynkäänniemi et al., NeurIPS 2019).
 *
 * @param precision share of the judged rows that lie in the manifold of the real ones; in [0, 1]
 * @param recall share of the real rows that lie in the manifold of the judged ones; in [0, 1]
 */
public record PrecisionRecall(double precision, double recall) {}
