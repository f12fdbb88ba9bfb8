/** Pipelines on Beam's runners, in this process or on a Flink cluster: options, progress, end. */
package org.tonewheel.pipelines.runner;
