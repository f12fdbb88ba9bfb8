/**
 * Which tracks of a run are the same recording: looked for after ingest, kept in one small file.
 */
package org.tonewheel.pipelines.repeats;
