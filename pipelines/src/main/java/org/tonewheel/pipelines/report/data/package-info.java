/**
 * What the report needs of a run, as records: its branches with their predictions, splits,
 * syntheses, studies, and facts of tables and of repeats. They say nothing of files, so that a run
 * can be made up as well as read.
 */
package org.tonewheel.pipelines.report.data;
