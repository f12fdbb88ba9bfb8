/** The run directory: what a run holds, how a stage commits to it, and who may write. */
package org.tonewheel.pipelines.run;
