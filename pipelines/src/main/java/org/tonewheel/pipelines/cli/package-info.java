/** The command line: options, exit codes, and the order in which a run's stages follow. */
package org.tonewheel.pipelines.cli;
