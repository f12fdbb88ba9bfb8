/** Benchmarks of the way from recordings to features, pictures and the files that hold them. */
package org.tonewheel.benchmarks.features;
