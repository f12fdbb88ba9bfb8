/**
 * Ingest: finds the labelled audio, decodes each file once into the run directory, and sets aside
 * what cannot be used.
 */
package org.tonewheel.pipelines.ingest;
