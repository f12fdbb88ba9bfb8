/**
 * The experiment file: what a run is to do, as typed records, with the loader that names every
 * mistake by file and line, the JSON Schema made from the records, and the branches it asks for.
 */
package org.tonewheel.pipelines.experiment;
