/**
 * The evaluation report: what a run's predictions are worth, as {@code metrics.json} and a page.
 */
package org.tonewheel.pipelines.report;
