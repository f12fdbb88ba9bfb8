/** Training: every branch of an experiment, side by side, each by whoever holds its lease. */
package org.tonewheel.pipelines.training;
