/**
 * What a run came to, told to an MLflow tracking server. Nothing of a run depends on it: what a
 * server lacks is told again by the next stage, and a server that is not there is a warning.
 */
package org.tonewheel.pipelines.tracking;
