/**
 * What holds between the fields of an experiment, beyond the schema: a class for each part of the
 * file, which checks it and fills in the defaults that follow from other parts.
 */
package org.tonewheel.pipelines.experiment.rules;
