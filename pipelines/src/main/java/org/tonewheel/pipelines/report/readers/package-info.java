/** Reads a run's directory into the data of a report, a class for each part of the run. */
package org.tonewheel.pipelines.report.readers;
