/**
 * What an experiment file may say: the {@link org.tonewheel.pipelines.experiment.schema.Setting}
 * that each field of the records carries, the JSON Schema made from them, a document held against
 * it, and the problems found, each with its place in the file.
 */
package org.tonewheel.pipelines.experiment.schema;
