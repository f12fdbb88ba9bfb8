/** Splits: divides tracks into training, validation and test, and checks what a split promises. */
package org.tonewheel.pipelines.splits;
