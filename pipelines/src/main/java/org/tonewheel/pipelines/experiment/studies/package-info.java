/**
 * The searches that an experiment asks for: the rules of their ranges and samplers, their spaces in
 * the words of the tuning package, and the branch that a trial trains.
 */
package org.tonewheel.pipelines.experiment.studies;
