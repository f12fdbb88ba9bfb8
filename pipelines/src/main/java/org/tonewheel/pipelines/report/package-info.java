/**
 * The evaluation report: what a run's predictions are worth, as {@code metrics.json} and a page.
 * {@code readers} gather the {@code data} of a run, {@code figures} are computed from them, and
 * {@code page} shows both.
 */
package org.tonewheel.pipelines.report;
