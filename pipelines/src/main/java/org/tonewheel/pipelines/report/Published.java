package org.tonewheel.pipelines.report;

/**
 * The figures that a paper prints for a configuration, all 0 to 1; null where it prints none.
 *
 * @param source where they are printed, such as {@code P1, table 3}
 * @param accuracy share of examples that were right
 * @param precision as printed
 * @param recall as printed
 * @param f1 as printed
 */
public record Published(
    String source, Double accuracy, Double precision, Double recall, Double f1) {}
