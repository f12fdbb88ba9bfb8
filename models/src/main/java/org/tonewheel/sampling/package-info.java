/** How tracks and segments are divided into train, validation and test, and the proof of it. */
package org.tonewheel.sampling;
