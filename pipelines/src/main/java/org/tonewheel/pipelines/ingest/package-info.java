/**
 * Ingest: finds the labelled files, decodes each once into the run directory, and sets aside what
 * cannot be used.
 */
package org.tonewheel.pipelines.ingest;
