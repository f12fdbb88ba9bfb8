/**
 * Tuning: the trials of a study, trained wave by wave on training and validation rows alone, and
 * what they found.
 */
package org.tonewheel.pipelines.tuning;
