/**
 * Synthesis: for each fold, what makes synthetic segments from the training side, the segments, and
 * what they are worth.
 */
package org.tonewheel.pipelines.synthesis;
