/**
 * What the predictions are worth: scores with their intervals, comparisons in pairs, the best
 * branch, and whether each figure can be trusted. {@link
 * org.tonewheel.pipelines.report.figures.MetricsFile} is all that {@code metrics.json} holds.
 */
package org.tonewheel.pipelines.report.figures;
