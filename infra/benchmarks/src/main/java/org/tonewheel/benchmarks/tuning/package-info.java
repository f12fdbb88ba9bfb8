/**
 * The tuner's search beside Optuna's, on functions whose best value is known or cheap to ask for.
 */
package org.tonewheel.benchmarks.tuning;
