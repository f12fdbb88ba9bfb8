/**
 * Tables as input: a CSV file read row by row in the program that starts the stages, typed by
 * {@code org.tonewheel.table}, and left in the run directory as the tracks and rows that splits and
 * training know.
 */
package org.tonewheel.pipelines.table;
