/**
 * An experiment file read: YAML text, held against the schema and the rules, becomes an experiment,
 * or an exception that carries every mistake with its line.
 */
package org.tonewheel.pipelines.experiment.file;
