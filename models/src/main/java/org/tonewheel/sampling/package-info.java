/**
 * How tracks and segments are divided into train, validation and test, and the proof of it; and how
 * the training side's rows are made more without a net: repeated, jittered, interpolated.
 */
package org.tonewheel.sampling;
